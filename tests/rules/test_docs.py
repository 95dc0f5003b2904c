"""Each rule's documentation is its first test: every `# error:` comment at its line, and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ssmdoc.analysis import analyze
from ssmdoc.rules import RULES, Rule
from ssmdoc.source.text import Source

EXAMPLE = re.compile(r"```(yaml|json)\n(.*?)```", re.DOTALL)
MARK = "# error: "
LONG = ("«70,000 characters»", "x" * 70_000)
"""What stands for a long text in an example, and the text."""
CASES = [
    pytest.param(rule, f"example.{ending}", text.replace(*LONG), id=f"{rule.name}-{number}")
    for rule in RULES.values()
    for number, (ending, text) in enumerate(EXAMPLE.findall(rule.documentation), 1)
]


@pytest.mark.parametrize(("rule", "path", "text"), CASES)
def test_example(rule: Rule, path: str, text: str) -> None:
    source = Source(path, text)
    lines = enumerate(text.splitlines(), 1)
    expected = [(number, line.split(MARK)[1]) for number, line in lines if MARK in line]
    found = analyze(text, path=path)
    named = [(source.position(item.span.start).line, item.message) for item in found if item.rule == rule.name]
    assert named == expected


@pytest.mark.parametrize(("rule", "path", "text"), [case.values for case in CASES if MARK not in str(case.values[2])])
def test_a_passing_example_has_no_finding_of_any_rule(rule: Rule, path: str, text: str) -> None:
    assert analyze(text, path=path) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_has_a_failing_and_a_passing_example(rule: Rule) -> None:
    examples = EXAMPLE.findall(rule.documentation)
    assert {MARK in text for _, text in examples} == {True, False}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_page_begins_with_a_sentence(rule: Rule) -> None:
    first, _, rest = rule.documentation.partition("\n\n")
    assert first.endswith(".")
    assert rest


def test_pages_are_up_to_date() -> None:
    script = Path(__file__).parents[2] / "scripts" / "generate_rule_docs.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
