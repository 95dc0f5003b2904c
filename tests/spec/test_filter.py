"""Which cases an expression means, and what is said of one that cannot be read."""

import pytest

from ssmdoc.spec.filter import CaseWords, FilterError, parse_filter

CASES = {
    "full": CaseWords("stops when the disk is full", ("slow", "disk"), "backup/back-up.ssmtest.yaml"),
    "copy": CaseWords("keeps a copy", ("nightly",), "backup/back-up.ssmtest.yaml"),
    "hello": CaseWords("Greets by name: and says hello", (), "hello.ssmtest.yaml"),
}


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("copy", ["copy"]),
        ("KEEPS", ["copy"]),
        ("slow", ["full"]),
        ("slo", []),
        ("not slow", ["copy", "hello"]),
        ("not not slow", ["full"]),
        ("copy or hello", ["copy", "hello"]),
        ("copy or hello and not name", ["copy"]),
        ("(copy or hello) and not name", ["copy"]),
        ("not (copy or hello)", ["full"]),
        ("tag:n*", ["copy"]),
        ("tag:DISK", ["full"]),
        ("tag:dis", []),
        ("name:disk", ["full"]),
        ("name:*disk", []),
        ("name:*full", ["full"]),
        ("k??ps*", ["copy"]),
        ('"a copy"', ["copy"]),
        ("'by name: and'", ["hello"]),
        ('name:"is full"', ["full"]),
        ('"not"', []),
        ("spec:backup/", ["full", "copy"]),
        ("spec:hello*", ["hello"]),
        ("not(copy)and(slow)", ["full"]),
    ],
)
def test_what_is_meant(expression: str, meant: list[str]) -> None:
    keep = parse_filter(expression)
    assert [name for name, case in CASES.items() if keep(case)] == meant


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "the expression ends at column 1 where a word is expected"),
        ("a and", "the expression ends at column 6 where a word is expected"),
        ("not", "the expression ends at column 4 where a word is expected"),
        ("a b", '"b" at column 3: expected "and" or "or" before it'),
        ("a )", '")" at column 3: expected "and" or "or" before it'),
        ("or a", '"or" at column 1: expected a word before it'),
        ("()", '")" at column 2: expected a word before it'),
        ("a and (b or c", 'the "(" at column 7 has no ")"'),
        ('a and "b', "the quotation mark at column 7 has no end"),
        ("tga:slow", '"tga:" at column 1 is not known, did you mean "tag:"? (put it in quotation marks if meant so)'),
        (
            "a or zzz:slow",
            '"zzz:" at column 6 is not known, known are name:, tag: and spec: (put it in quotation marks if meant so)',
        ),
        ("tag:", '"tag:" at column 1: expected a word after the colon'),
    ],
)
def test_what_cannot_be_read(expression: str, message: str) -> None:
    with pytest.raises(FilterError) as error:
        parse_filter(expression)
    assert str(error.value) == message
