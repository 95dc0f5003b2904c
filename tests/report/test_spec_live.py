"""What is shown while cases run, in files and on a terminal."""

import re
from io import StringIO
from pathlib import Path

import pytest

from ssmdoc.analysis.examine import examine
from ssmdoc.report.spec_live import SpecLive
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.source.text import Source
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.outcome import CaseOutcome, Difference
from ssmdoc.spec.pool import CaseEnded, CaseStarted, Job, Tick
from ssmdoc.spec.read import Suite

DIFFERENT = Difference(None, "status", "is", "Success", "Failed")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "30")
    found = []
    for name in ("a", "b"):
        spec, _ = load_spec(Source(f"{name}.ssmtest.yaml", "document: d.yaml\ncases: [{name: one}, {name: two}]\n"))
        assert spec is not None
        found += [Job(Suite(spec, examine(Source("d.yaml", ""))), case) for case in spec.cases]
    return found


def ended(jobs: list[Job], number: int, *found: Difference) -> CaseEnded:
    suite, case = jobs[number]
    result = CommandResult(Status.SUCCESS)
    return CaseEnded(number, CaseOutcome(*suite, case, f"sandbox {number // 2}", 0.5, result, found))


def test_in_a_file_cases_stand_in_the_order_of_the_specs(jobs: list[Job]) -> None:
    out, progress = StringIO(), StringIO()
    live = SpecLive(jobs, out, progress)
    texts = []
    for number in (3, 1, 0):
        live(CaseStarted(number))
        live(ended(jobs, number))
        live(Tick())
        texts.append(out.getvalue())
    assert texts[:2] == ["", ""]
    first = "a.ssmtest.yaml\n  in sandbox 0:\n  ok      one  (0.50 s)\n  ok      two  (0.50 s)\n"
    assert texts[2] == first
    outcomes = live.finish()  # b's first case was never run
    assert out.getvalue() == f"{first}b.ssmtest.yaml\n  in sandbox 1:\n  ok      two  (0.50 s)\n"
    assert progress.getvalue() == ""
    assert [outcome.case.name for outcome in outcomes] == ["one", "two", "two"]


def test_on_a_terminal_a_line_says_what_is_running(jobs: list[Job]) -> None:
    terminal = Terminal()
    live = SpecLive(jobs, terminal, terminal)
    for event in (CaseStarted(0), CaseStarted(1), ended(jobs, 1, DIFFERENT), CaseStarted(2)):
        live(event)
    live.say("ssmdoc: pulling")
    live(Tick())
    live(ended(jobs, 0))
    live.finish()
    written = re.sub(r"\d s:", "N s:", terminal.getvalue()).replace("\r\x1b[K", "<erased>")
    assert written.split("          case at")[0] == (
        "0/4, N s: one<erased>"
        "0/4, N s: one, two<erased>"
        "1/4, 1 failed, N s: one<erased>"
        "1/4, 1 failed, N s: one, one<erased>"
        "ssmdoc: pulling\n"
        "1/4, 1 failed, N s: one, one<erased>"
        "a.ssmtest.yaml\n  in sandbox 0:\n"
        "  \x1b[32mok\x1b[0m      one  (0.50 s)\n"
        "  \x1b[31mFAILED\x1b[0m  two  (0.50 s)\n"
    )


def test_the_line_is_cut_at_the_edge_of_the_terminal(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "14")
    terminal = Terminal()
    live = SpecLive(jobs, StringIO(), terminal)
    live(CaseStarted(0))
    live(CaseStarted(1))
    assert re.sub(r"\d s:", "N s:", terminal.getvalue()) == "0/4, N s: one\r\x1b[K0/4, N s: on…"


def test_only_what_is_wanted_is_shown(jobs: list[Job]) -> None:
    out = StringIO()
    live = SpecLive(jobs, out, StringIO(), shown=lambda outcome: bool(outcome.differences))
    live(ended(jobs, 0))
    live(ended(jobs, 1, DIFFERENT))
    assert len(live.finish()) == 2
    assert out.getvalue().startswith("a.ssmtest.yaml\n  in sandbox 0:\n  FAILED  two  (0.50 s)\n")
