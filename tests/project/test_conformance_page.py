"""The page on conformance speaks of the cases that there are, and its numbers are theirs."""

import re
from pathlib import Path

from tests.running.conformance import cases

PAGE = (Path(__file__).parents[2] / "docs" / "conformance.md").read_text()
CANNOT = PAGE.split("## What cannot be the same in a container\n")[1].split("Of these that hold")[0]
CASE = re.compile(r"\b(?:sh|st|par|pre|plg|doc|dl|rb|run|to|wd)-\d{3}\b")


def test_each_case_of_the_page_is_there() -> None:
    left_out = set(re.findall(r"^\| (\S+-\d{3}) \|", CANNOT, re.MULTILINE))
    assert left_out == {"sh-026"}
    assert set(CASE.findall(PAGE)) - left_out <= {"-".join(case.id.split("-")[:2]) for case in cases()}


def test_the_numbers_of_the_page() -> None:
    unanswered = [case.id for case in cases() if not case.is_answered]
    refused = [case for case in cases() if case.is_answered and case.expected["trace"]]
    held = len(cases())
    assert f"{held + 1} cases were recorded, and {held} of them hold" in PAGE
    answered = f"{held - len(unanswered)} cases have an answer of the agent, for {len(refused)} of them"
    assert f"{answered} about the document as a whole; to one ({unanswered[0][:7]}) it never answers" in PAGE
    assert 1 / (held + 1) < 0.05
