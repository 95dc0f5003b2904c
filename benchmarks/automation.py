"""How long a run of an Automation document takes: the engine alone, and what each further script costs."""

import sys
from pathlib import Path

from benchmarks.measure import Measured, Row, command, medians, milliseconds, reported

LOOPS = 100
STEPS = LOOPS * 13
"""How many steps run: each loop goes round three times over four steps."""
SCRIPTS = 21

PYTHON = """\
begin=$(date +%s%N)
i=0
while [ $i -lt 20 ]; do i=$((i + 1)); python3 -c pass; done
echo $((($(date +%s%N) - begin) / 20))e-9
"""
"""Prints the seconds that Python's own start takes inside a container."""

HEAD = """\
schemaVersion: "0.3"
variables:
  count: {type: Integer, default: 0}
mainSteps:
"""
LOOP = """\
  - name: loop{0}
    action: aws:loop
    inputs:
      Iterators: [a, b, c]
      Steps:
        - {{name: nap{0}, action: aws:sleep, inputs: {{Duration: PT1H}}}}
        - name: count{0}
          action: aws:updateVariable
          inputs: {{Name: variable:count, Value: "{{{{ loop{0}.CurrentIteration }}}}"}}
        - name: pick{0}
          action: aws:branch
          inputs:
            Choices: [{{NextStep: end{0}, Variable: "{{{{ variable:count }}}}", NumericGreater: 1}}]
            Default: end{0}
        - {{name: end{0}, action: aws:sleep, inputs: {{Duration: PT1S}}}}
"""
SCRIPT = """\
  - name: script{0}
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      InputPayload: {{n: {0}}}
      Script: |
        def main(events, context):
            return {{"n": events["n"] + 1}}
"""


def engine_rows(workplace: Path, rounds: int) -> list[Row]:
    """Steps that need no sandbox: a runbook of many against one of few, from the command line."""
    many, few = medians([_run(workplace, LOOP, LOOPS), _run(workplace, LOOP, 1)], rounds)
    each = milliseconds((many - few) / (STEPS - STEPS / LOOPS))
    return [
        Row(f"ssmdoc run, {STEPS:,} steps in loops, cold", milliseconds(many), "-", "-", "-", "≤ 2 s"),
        Row("of these, a step and lint of it", each, "-", "-", "-", "≤ 1 ms"),
    ]


def script_rows(image: str, workplace: Path, rounds: int) -> list[Row]:
    """What a further script costs beyond the start of Python; the column `ratio` holds the difference."""
    node = ("--sandbox", "docker", "--image", image)
    isolated = ("docker", "run", "--rm", "--network", "none")
    one, many, python = medians(
        [
            _run(workplace, SCRIPT, 1, *node),
            _run(workplace, SCRIPT, SCRIPTS, *node),
            reported(*isolated, image, "sh", "-c", PYTHON),
        ],
        rounds,
    )
    each = (many - one) / (SCRIPTS - 1)
    name = f"each further aws:executeScript of {SCRIPTS}"
    return [
        Row(name, milliseconds(each), "python3 -c pass", milliseconds(python), milliseconds(each - python), "≤ 30 ms")
    ]


def _run(workplace: Path, step: str, count: int, *arguments: str) -> Measured:
    path = workplace / f"{step.split()[2].partition('{')[0]}-{count}.yaml"
    path.write_text(HEAD + "".join(step.format(number) for number in range(count)))
    program = str(Path(sys.executable).with_name("ssmdoc"))
    return command(program, "run", str(path), "--virtual-time", "--format", "json", *arguments)
