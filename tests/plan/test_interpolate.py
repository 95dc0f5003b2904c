"""What the recorded cases (tests/plan/test_conformance_traces.py, tests/running) do not hold."""

import pytest

from ssmdoc.plan.agent_document import AgentCrashError
from ssmdoc.plan.interpolate import interpolate
from ssmdoc.source.values import JsonValue

VALUES: dict[str, JsonValue] = {
    "s": "text",
    "n": 5.0,
    "list": ["a", "<b>"],
    "map": {"z": None, "a": {"k": True}},
    "none": None,
    "money": "$$$$",
    "again": "{{ s }}",
    "a.b": "dotted",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ list }}", ["a", "<b>"]),
        ("{{none}}", None),
        ("{{\n n\t}}", 5.0),
        ("{{ list }}\n", '["a","\\u003cb\\u003e"]\n'),
        ("{{ map }} {{ n }} {{ none }}", '{"a":{"k":true},"z":null} 5 null'),
        ("{{{ s }}}", "{text}"),
        ("{{ money }}!", "$$!"),
        ("{{ money }}", "$$$$"),
        ("-{{ again }}-", "-{{ s }}-"),
        ("{{ aXb }}", "dotted"),
        ("{{ a\nb }} {{ S }} {{ s\v}}", "{{ a\nb }} {{ S }} {{ s\v}}"),
        ({"{{ s }}": ["{{ s }}", {"k": "<{{ n }}>"}], "n": 1}, {"{{ s }}": ["text", {"k": "<5>"}], "n": 1}),
    ],
)
def test_interpolate(text: JsonValue, expected: JsonValue) -> None:
    assert interpolate(text, VALUES) == expected


@pytest.mark.parametrize(
    ("names", "text", "problem"),
    [
        (["a.b", "aXb"], "-{{ aXb }}", 'two parameters match the reference "{{ aXb }}"'),
        (
            ["a(b"],
            "{{ s }}",
            'the parameter name "a(b" is not a regular expression'
            r" (error parsing regexp: missing closing ): `^(?:\{\{\s*a(b\s*\}\})$`)",
        ),
    ],
)
def test_what_the_agent_crashes_over(names: list[str], text: str, problem: str) -> None:
    with pytest.raises(AgentCrashError) as error:
        interpolate(text, dict.fromkeys(names, "x"))
    assert str(error.value) == problem
