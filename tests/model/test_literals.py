"""What is written out, and what somebody fills in first."""

import pytest

from ssmdoc.analysis import load
from ssmdoc.model.literals import is_literal, is_open, literal_texts


@pytest.mark.parametrize(
    "text", ["{{ P }}", "a{{b", "<< P >>", "${P}", "a ${P} b", "{% if x %}", "<%= x %>", "%%x%%", "@@x@@", "[[x]]"]
)
def test_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize("text", ["", "a", "{P}", "$P", "<P>", "50%", "a@b.c", "a < b", "[a-z]", "%PATH%"])
def test_not_open(text: str) -> None:
    assert not is_open(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", True),
        ("''", True),
        ("5", True),
        ("", False),
        ("~", False),
        ("'~'", True),
        ("'{{ P }}'", False),
        ("!Ref a", False),
        ("[a]", False),
        ("{a: b}", False),
    ],
)
def test_literal(value: str, *, expected: bool) -> None:
    assert is_literal(load(f"schemaVersion: {value}").get("schemaVersion")) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("[a, 5]", ["a", "5"]), ("[]", []), ("[a, '{{ P }}']", None), ("[a, [b]]", None), ("a", None)],
)
def test_literal_texts(value: str, expected: list[str] | None) -> None:
    assert literal_texts(load(f"mainSteps: {value}").get("mainSteps")) == expected
