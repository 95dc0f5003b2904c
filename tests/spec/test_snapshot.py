"""Snapshots: what is in them, the file that has them, and writing it anew."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.source.text import Source
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.outcome import CaseOutcome
from ssmdoc.spec.read import read_suite
from ssmdoc.spec.result import Result
from ssmdoc.spec.runner import Executed, run_case
from ssmdoc.spec.snapshot import rendered, update_snapshots
from ssmdoc.spec.snapshot_file import read_snapshots, written

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DOCUMENT = 'schemaVersion: "2.2"\nmainSteps: [{name: a, action: "aws:runShellScript", inputs: {runCommand: [ls]}}]\n'
SPEC = """\
document: d.yaml
cases:
  - {name: "one: [a]", expect: {snapshot: true}}
  - {name: two, expect: {snapshot: true}}
  - {name: three}
"""


def result(stdout: str) -> CommandResult:
    step = StepResult("a", "aws:runShellScript", Status.SUCCESS, 0, stdout, "", stdout, NOW, NOW)
    return CommandResult(Status.SUCCESS, steps=(step,))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (result("one\n"), "status: Success\nstep a: Success, code 0\n  stdout: one"),
        (
            result("one  \n\n  two\n"),
            "status: Success\nstep a: Success, code 0\n  stdout:\n    one\n\n      two",
        ),
        (
            result("at 2026-01-31T12:00:00.123Z, id 01234567-89ab-cdef-0123-456789abcdef"),
            "status: Success\nstep a: Success, code 0\n  stdout: at <time>, id <id>",
        ),
        (Refused("InvalidParameters", "no"), "refused: InvalidParameters\nmessage: no"),
        (CommandResult(Status.FAILED, "broken"), "status: Failed\nerror: broken"),
    ],
)
def test_what_is_in_a_snapshot(given: Result, text: str) -> None:
    assert rendered(given) == text


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("d.yaml").write_text(DOCUMENT)
    Path("x.ssmtest.yaml").write_text(SPEC)
    return Path("x.ssmtest.yaml")


def outcomes(path: Path, stdout: str) -> list[CaseOutcome]:
    suite = read_suite(path).suite
    assert suite is not None
    return [run_case(suite, case, lambda _document, _case: Executed(result(stdout), "")) for case in suite.spec.cases]


def test_snapshots_are_written_compared_and_written_anew(suite: Path) -> None:
    first = outcomes(suite, "hi\n")
    assert [[found.part for found in outcome.differences] for outcome in first] == [["snapshot"], ["snapshot"], []]
    assert update_snapshots(first) == [Path("x.ssmtest.snap")]
    one, two = (
        f"case {name}\n  status: Success\n  step a: Success, code 0\n    stdout: hi\n"
        for name in ('"one: [a]"', '"two"')
    )
    assert Path("x.ssmtest.snap").read_text() == f"{one}\n{two}"
    again = outcomes(suite, "hi\n")
    assert [outcome.differences for outcome in again] == [(), (), ()]
    assert update_snapshots(again) == []
    changed = outcomes(suite, "ho\n")
    assert [len(outcome.differences) for outcome in changed] == [1, 1, 0]
    assert update_snapshots(changed[:1]) == [Path("x.ssmtest.snap")]
    assert Path("x.ssmtest.snap").read_text() == f"{one.replace('hi', 'ho')}\n{two}"


def test_snapshots_of_cases_that_are_gone_are_dropped(suite: Path) -> None:
    update_snapshots(outcomes(suite, "hi\n"))
    suite.write_text(SPEC.replace("two", "zwei"))
    update_snapshots(outcomes(suite, "hi\n"))
    assert list(read_snapshots(Path("x.ssmtest.snap"))) == ["one: [a]", "zwei"]


@given(st.dictionaries(st.text(), st.text(alphabet=st.sampled_from("a \ncse\"'|")).map(lambda text: text.strip("\n"))))
def test_what_is_written_is_read(snapshots: dict[str, str]) -> None:
    from tempfile import TemporaryDirectory

    lines = {name: "\n".join(line.rstrip() for line in text.split("\n")) for name, text in snapshots.items()}
    lines = {name: text.strip("\n") for name, text in lines.items()}
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.snap")
        path.write_text(written(lines), encoding="utf-8")
        assert read_snapshots(path) == lines


def test_a_spec_that_is_not_read_from_the_disk_has_no_stored_snapshot() -> None:
    spec, _ = load_spec(Source("x.ssmtest.yaml", SPEC))
    assert spec is not None
    assert [case.expect.snapshot.stored if case.expect.snapshot else "" for case in spec.cases] == [None, None, ""]
