"""What the supervisor is sent cannot be broken by a document."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.running.sandbox.protocol import Script
from ssmdoc.running.sandbox.shell_text import own_variables, printf_format, program_words

HOSTILE = st.text(st.sampled_from("a'\"\\$`%;\n\t{}()&|<>*?!#é😀\x01\x7f"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.one_of(HOSTILE.map(str.encode), st.binary(max_size=60)))
def test_a_script_arrives_byte_for_byte(content: bytes) -> None:
    command = f"printf -- {printf_format(content)}".encode(errors="surrogateescape")
    assert subprocess.run(["sh"], input=command, capture_output=True, check=True).stdout == content


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_a_variable_arrives_as_it_is(value: str) -> None:
    script = Script("/s", b"", ("sh", "-c", 'printf %s "$NAME"'), ("/",), 5, {"NAME": value})
    command = program_words(script).encode()
    assert subprocess.run(["sh"], input=command, capture_output=True, check=True).stdout == value.encode()


@pytest.mark.parametrize(
    ("environment", "kept"),
    [
        ({"FOO": "bar"}, {"FOO": "bar"}),
        ({"SSM_COMMAND_ID": "mine", "AWS_SSM_REGION_NAME": "mars"}, {}),
        ({"": "x", "a=b": "x", "n\0": "x"}, {}),
        ({"N": "a\0b"}, {"N": "ab"}),
    ],
)
def test_own_variables(environment: dict[str, str], kept: dict[str, str]) -> None:
    assert own_variables(environment) == kept


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "sh -c /s"),
        ({"a.b": "c d"}, "env 'a.b=c d' sh -c /s"),
        ({"program": "x", "OPTIND": "y"}, "env program=x OPTIND=y sh -c /s"),
        ({"PATH": "/custom"}, 'env PATH=/custom "$shell" -c /s'),
    ],
)
def test_program_words(environment: dict[str, str], words: str) -> None:
    assert program_words(Script("/s", b"", ("sh", "-c", "/s"), ("/",), 5, environment)) == words
