"""Reader, schema and rules together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ssmdoc
from ssmdoc.analysis import analyze, examine, load
from ssmdoc.diagnostic import Diagnostic
from ssmdoc.model.kind import Kind
from ssmdoc.source.text import Source

GOOD = 'schemaVersion: "2.2"\nmainSteps:\n  - {action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, []),
        (GOOD + "extra: 1\nextra: 2\n", ["unknown-key", "duplicate-key"]),
        (GOOD.replace('"2.2"', "2.2"), ["unquoted-schema-version"]),
        (GOOD + "x: [\n", ["syntax-error"]),
        (GOOD.replace("[ls]", "{{ ls }}"), ["unquoted-reference"]),
        ("", ["not-an-ssm-document"]),
        ("# nothing\n", ["not-an-ssm-document"]),
        ("- a\n", ["not-an-ssm-document"]),
        ("schemaVersion: 1.0\ntemplateBody: {}\ntemplateBody: {}\n", []),
    ],
)
def test_rules_of_findings(text: str, expected: list[str]) -> None:
    assert [found.rule for found in analyze(text)] == expected


def test_in_the_order_of_the_text_and_once() -> None:
    text = GOOD.replace("name: a", "name: a-b, isEnd: true") + "z: 1\ny: 2\n"
    found = analyze(text)
    assert found == sorted(set(found), key=lambda each: each.span)
    assert [each.rule for each in found] == ["invalid-step-name", "unknown-key", "unknown-key", "unknown-key"]


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\ufeff"])
@pytest.mark.parametrize("path", ["a.yaml", "a.json", "-"])
def test_nothing_is_no_document(path: str, text: str) -> None:
    assert [found.rule for found in analyze(text, path=path)] == ["not-an-ssm-document"]


def test_path_tells_the_format() -> None:
    assert analyze(GOOD, path="a.yaml") == []
    assert [found.rule for found in analyze(GOOD, path="a.json")][:1] == ["not-strict-json"]


def test_structure_only() -> None:
    found = examine(Source("a.yaml", GOOD.replace('"2.2"', "2.2")), structure_only=True)
    assert [each.rule for each in found.diagnostics] == ["wrong-type"]


@pytest.mark.parametrize(
    ("text", "kind", "checked"),
    [
        (GOOD, Kind.COMMAND_2, True),
        ('schemaVersion: "1.0"\nsessionType: Port\n', Kind.SESSION, True),
        ('schemaVersion: "1.0"\ntemplateBody: {}\n', Kind.CLOUDFORMATION, False),
        ("BEGIN:VCALENDAR\r\nVERSION: 2.0: [\r\n", Kind.CHANGE_CALENDAR, False),
        ("a: 1\n", None, False),
    ],
)
def test_kind(text: str, kind: Kind | None, checked: bool) -> None:
    found = examine(Source("a.yaml", text))
    assert (found.kind, found.checked) == (kind, checked)


def test_python_api() -> None:
    assert ssmdoc.analyze(GOOD) == []
    assert [step.name and step.name.text for step in ssmdoc.load(GOOD).steps] == ["a"]
    assert load("").steps == ()
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = ssmdoc.nonsense


@given(st.text(max_size=60) | st.text(alphabet="{}[]:,\"'-# \n\tab{{}}<>&*!|>%@", max_size=40).map(GOOD.__add__))
def test_never_raises(text: str) -> None:
    assert all(isinstance(found, Diagnostic) for found in analyze(text))
    load(text)


@given(st.integers(0, len(GOOD)), st.integers(0, 5), st.text(max_size=3))
def test_never_raises_on_mutations(start: int, length: int, text: str) -> None:
    mutated = GOOD[:start] + text + GOOD[start + length :]
    for found in analyze(mutated):
        assert 0 <= found.span.start <= found.span.end <= len(mutated)


def test_messages_are_of_one_bounded_line_whatever_the_user_wrote() -> None:
    name = "a\\nb\\u2028" + "x" * 900
    step = f'  - {{action: "aws:{name}", name: "{name}", inputs: {{"{name}": "{{{{ {name} }}}}"}}}}\n'
    texts = (
        f'schemaVersion: "2.2"\nparameters: {{"{name}": {{type: "{name}"}}}}\nmainSteps:\n{step}{step}',
        f'schemaVersion: "0.3"\nparameters: {{"{name}": {{type: "{name}"}}}}\nmainSteps:\n{step}{step}',
        f'schemaVersion: "{name}"\nmainSteps:\n{step}',
        f'schemaVersion: "1.0"\nsessionType: "{name}"\nproperties: {{"{name}": "{name}"}}\n',
    )
    for text in texts:
        found = analyze(text)
        assert found
        for message in (words for each in found for words in (each.message, *(label.message for label in each.labels))):
            assert len(message) <= 501
            assert message.isprintable()


def test_a_word_in_a_long_message_is_cut_as_elsewhere() -> None:
    found = analyze(GOOD.replace("aws:runShellScript", "aws:" + "x" * 1_000))
    assert [each.message for each in found] == [f'unknown plugin "aws:{"x" * 56}…"']
