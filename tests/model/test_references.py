"""References: the table of forms, and the expression held to the grammar."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.model.grammar import Unexpected, parse_reference
from ssmdoc.model.references import Delimiter, Form, Reference, find_references

BRACES, ANGLES = Delimiter.BRACES, Delimiter.ANGLES


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Name", (Form.PARAMETER, ("Name",))),
        (" Name ", (Form.PARAMETER, ("Name",))),
        ("\t\nName\r\f ", (Form.PARAMETER, ("Name",))),
        ("4xxAlarmName", (Form.PARAMETER, ("4xxAlarmName",))),
        ("step.Output", (Form.OUTPUT, ("step", "Output"))),
        (" step_1.Out_put ", (Form.OUTPUT, ("step_1", "Out_put"))),
        ("variable:Count", (Form.VARIABLE, ("Count",))),
        ("global:DATE_TIME", (Form.GLOBAL, ("DATE_TIME",))),
        ("automation:EXECUTION_ID", (Form.AUTOMATION, ("EXECUTION_ID",))),
        ("ssm:name", (Form.SSM, ("name",))),
        ("  ssm:/a/b.c-d  ", (Form.SSM, ("/a/b.c-d",))),
        ("ssm:/a/b:12", (Form.SSM, ("/a/b", "12"))),
        ("ssm:name:label", (Form.SSM, ("name:label",))),
        ("ssm-secure:token", (Form.SSM_SECURE, ("token",))),
        ("ssm", (Form.PARAMETER, ("ssm",))),
        ("variable", (Form.PARAMETER, ("variable",))),
        ("", Unexpected(0, "")),
        ("my_name", Unexpected(7, "")),
        ("my-name", Unexpected(2, "-name")),
        (" Name | upper ", Unexpected(6, "|")),
        ("Na me", Unexpected(3, "me")),
        ("$Name", Unexpected(0, "$")),
        ("Name[0]", Unexpected(4, "[")),
        (".Names", Unexpected(0, ".Names")),
        ("step . Output", Unexpected(5, ".")),
        ("step.Output.0", Unexpected(11, ".0")),
        ("ssm: name", Unexpected(4, " ")),
        ("\tssm:name", Unexpected(4, ":name")),
        ("\u00a0Name", Unexpected(0, "\u00a0")),
    ],
)
def test_the_grammar_and_the_expression(content: str, expected: tuple[Form, tuple[str, ...]] | Unexpected) -> None:
    assert parse_reference(content) == expected
    alone = () if isinstance(expected, Unexpected) else (Reference(*expected, 0, len(content) + 4, BRACES),)
    assert find_references("{{" + content + "}}") == alone


NAMES = ["Name", "a1", "x_y", "_", "0", "é", "٣", "ssm", "variable:", "global:", "automation:", "ssm:", "ssm-secure:"]
OTHERS = [".", ":", "-", "/", " ", "  ", "\t", "\n", "\x0b", "\u00a0", "|", "$", "{", "}", "<", ">"]
PIECES = st.sampled_from([*NAMES, *OTHERS])


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=7).map("".join))
def test_any_content_means_the_same_to_both(content: str) -> None:
    parsed = parse_reference(content)
    for delimiter, text in ((BRACES, f"{{{{{content}}}}}"), (ANGLES, f"<<{content}>>")):
        whole = [found for found in find_references(text) if (found.start, found.end) == (0, len(text))]
        if isinstance(parsed, Unexpected):
            assert whole == []
        else:
            assert whole == [Reference(*parsed, 0, len(text), delimiter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no braces at all", []),
        ("a {{ x }} b {{y}}", [("x", 2, 9, BRACES), ("y", 12, 17, BRACES)]),
        ("{{x}}{{x}}", [("x", 0, 5, BRACES), ("x", 5, 10, BRACES)]),
        ("{{{ x }}}", [("x", 1, 8, BRACES)]),
        ("${{ x }}", [("x", 1, 8, BRACES)]),
        ("<< x >> {{ y }}", [("x", 0, 7, ANGLES), ("y", 8, 15, BRACES)]),
        ("cat <<EOF >>file", [("EOF", 4, 12, ANGLES)]),
        ("cat <<EOF>>file", [("EOF", 4, 11, ANGLES)]),
        ("docker ps --format '{{.Names}}'", []),
        ("docker ps --format '{{json .}}'", []),
        ("{{color: red;}} {{ODBC Driver 18}} {{resolve:ssm:/x}} {{ a.b.c }} {{ 'x' }}", []),
        ("{ { x } } {x} { x }", []),
        ("{{ ssm-secure:{{x}} }}", [("x", 14, 19, BRACES)]),
    ],
)
def test_find_references(text: str, expected: list[tuple[str, int, int, Delimiter]]) -> None:
    found = [(item.names[0], item.start, item.end, item.delimiter) for item in find_references(text)]
    assert found == expected
