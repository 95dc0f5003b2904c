"""Test results as JUnit XML, in the form that Jenkins, GitLab, CodeBuild and GitHub's actions read."""

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from ssmdoc.report.spec_text import failure_lines, headline
from ssmdoc.spec.outcome import CaseOutcome, Verdict

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, not even as references."""

ELEMENTS = {Verdict.FAILED: "failure", Verdict.ERROR: "error"}


def junit(outcomes: Sequence[CaseOutcome]) -> str:
    """One test suite for each spec, one test case for each case."""
    root = ET.Element("testsuites", _totals(outcomes), name="ssmdoc test")
    for path, group in groupby(outcomes, key=lambda outcome: outcome.spec.source.path):
        members = list(group)
        suite = ET.SubElement(root, "testsuite", _totals(members), name=xml_safe(path))
        for outcome in members:
            _add_case(suite, outcome)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add_case(suite: ET.Element, outcome: CaseOutcome) -> None:
    path, name = outcome.spec.source.path, xml_safe(outcome.case.name)
    case = ET.SubElement(suite, "testcase", classname=xml_safe(path), name=name, time=f"{outcome.seconds:.3f}")
    line, _ = outcome.spec.source.position(outcome.case.span.start)
    case.set("file", xml_safe(path))
    case.set("line", str(line))
    if outcome.verdict in ELEMENTS:
        failure = ET.SubElement(case, ELEMENTS[outcome.verdict], message=xml_safe(headline(outcome)))
        failure.text = xml_safe("\n".join(failure_lines(outcome)))
    if outcome.verdict is Verdict.SKIPPED:
        ET.SubElement(case, "skipped", message=xml_safe(outcome.case.skip or ""))


def _totals(outcomes: Sequence[CaseOutcome]) -> dict[str, str]:
    verdicts = [outcome.verdict for outcome in outcomes]
    return {
        "tests": str(len(outcomes)),
        "failures": str(verdicts.count(Verdict.FAILED)),
        "errors": str(verdicts.count(Verdict.ERROR)),
        "skipped": str(verdicts.count(Verdict.SKIPPED)),
        "time": f"{sum(outcome.seconds for outcome in outcomes):.3f}",
    }


def xml_safe(text: str) -> str:
    """The text with each character that XML cannot hold written as an escape."""
    return NOT_XML.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
