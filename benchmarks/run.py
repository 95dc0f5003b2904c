"""How long a run in Docker takes: one step against `docker run`, and what each further step costs."""

import sys
from pathlib import Path

from benchmarks.documents import echo_document
from benchmarks.measure import Measured, Row, command, compared, medians, milliseconds, reported

STEPS = (20, 100)
JOINED_STEPS = 20
ALLOWANCE = 0.1
"""Seconds that a document of many steps may take beside what one script takes."""

SCRIPTS = """\
echo 'echo hello' >/tmp/script
chmod 700 /tmp/script
begin=$(date +%s%N)
i=0
while [ $i -lt 100 ]; do i=$((i + 1)); sh -c /tmp/script >/dev/null; done
echo $((($(date +%s%N) - begin) / 100))e-9
"""
"""Prints the seconds that starting the step's script the way the agent does takes inside a container."""


def one_step_rows(image: str, workplace: Path, rounds: int) -> list[Row]:
    """A one-step document, cold, against `docker run --rm` of the same image and command."""
    name = "ssmdoc run, one step, cold"
    run = ("docker", "run", "--rm")
    ours, plain, isolated = medians(
        [
            _run(echo_document(1), image, workplace),
            command(*run, image, "sh", "-c", "echo hello"),
            command(*run, "--network", "none", image, "sh", "-c", "echo hello"),
        ],
        rounds,
    )
    return [
        compared(name, ours, "docker run --rm", plain, 1.2),
        compared(name, ours, "docker run --rm --network none", isolated, None),
    ]


def joined_rows(image: str, workplace: Path, rounds: int) -> list[Row]:
    """A document of many steps, cold, against one `docker run` of all its scripts in one."""
    steps = JOINED_STEPS
    script = "echo hello\n" * steps
    run = ("docker", "run", "--rm")
    ours, plain, isolated = medians(
        [
            _run(echo_document(steps), image, workplace),
            command(*run, image, "sh", "-c", script),
            command(*run, "--network", "none", image, "sh", "-c", script),
        ],
        rounds,
    )
    name = f"ssmdoc run, {steps} steps, cold"
    return [
        _with_allowance(name, ours, "docker run --rm of the joined script", plain, limited=True),
        _with_allowance(name, ours, "the same with --network none", isolated, limited=False),
    ]


def _with_allowance(what: str, seconds: float, against: str, reference: float, *, limited: bool) -> Row:
    """A row that takes the allowance off before it compares."""
    ratio = f"{(seconds - ALLOWANCE) / reference:.2f}"
    limit = "≤ 1.1" if limited else "-"
    return Row(what, milliseconds(seconds), against, milliseconds(reference), ratio, limit)


def further_step_rows(image: str, workplace: Path, rounds: int) -> list[Row]:
    """What a step costs beyond the time of its script, from documents of many steps less one of a single step."""
    isolated = ("docker", "run", "--rm", "--network", "none")
    one, script, *many = medians(
        [
            _run(echo_document(1), image, workplace),
            reported(*isolated, image, "sh", "-c", SCRIPTS),
            *(_run(echo_document(steps), image, workplace) for steps in STEPS),
        ],
        rounds,
    )
    rows = []
    for steps, seconds in zip(STEPS, many, strict=True):
        each = (seconds - one) / (steps - 1)
        overhead = milliseconds(each - script)
        rows.append(
            Row(
                f"each further step of {steps}",
                milliseconds(each),
                "its script",
                milliseconds(script),
                overhead,
                "≤ 5 ms",
            )
        )
    return rows


def _run(text: str, image: str, workplace: Path) -> Measured:
    path = workplace / f"echo-{text.count('name:')}.yaml"
    path.write_text(text)
    program = str(Path(sys.executable).with_name("ssmdoc"))
    return command(program, "run", str(path), "--sandbox", "docker", "--image", image, "--format", "json")
