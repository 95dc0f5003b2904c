"""Values from the command line and the store file: what is taken, and what is refused with which words."""

from pathlib import Path

import pytest

from ssmdoc.commands.run_inputs import InputError, Inputs, read_pairs
from ssmdoc.commands.run_store import read_store
from ssmdoc.commands.run_values import read_values
from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.source.values import JsonValue

DOCUMENT: JsonValue = {
    "parameters": {"Name": {"type": "String"}, "Items": {"type": "StringList"}, "Count": {"type": "Integer"}}
}


def inputs(parameters: str | None = None, *pairs: str) -> Inputs:
    return Inputs(b"", tuple(read_pairs(pairs)), parameters, "--parameters", None, None)


def test_pairs_win_over_the_object() -> None:
    given = inputs('{"Name": "a", "Count": 1}', "Name=b", "Items=x,y")
    assert read_values(given, DOCUMENT) == {"Name": "b", "Count": 1, "Items": ["x", "y"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "--parameters: not JSON: expecting value (line 1, column 1)"),
        ("{", "--parameters: not JSON: expecting property name enclosed in double quotes (line 1, column 2)"),
        ("[1]", '--parameters: must be a JSON object such as {"Name": "value"}'),
        ('{"Name": 1e999}', "--parameters: 1e999 is not a number that a document can have"),
        ('{"Count": 1' + "0" * 400 + "}", "--parameters: 1" + "0" * 400 + " is not a number that a document can have"),
        ('{"Name": NaN}', "--parameters: NaN is not a number that a document can have"),
        ('{"Name": ' + "[" * 100 + "]" * 100 + "}", "--parameters: nested more than 100 levels deep"),
    ],
)
def test_an_object_that_cannot_be_used(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_values(inputs(text), DOCUMENT)
    assert str(raised.value) == message


def test_the_name_of_a_file_without_its_sign(tmp_path: Path) -> None:
    path = tmp_path / "values.json"
    path.write_text("{}")
    with pytest.raises(InputError, match=f"write @{path} for the file"):
        read_values(inputs(str(path)), DOCUMENT)


@pytest.mark.parametrize("word", ["Name", "=x", ""])
def test_a_word_that_is_no_pair(word: str) -> None:
    with pytest.raises(InputError, match="-p takes NAME=VALUE"):
        read_pairs([word])


def test_store() -> None:
    text = b"/a: text\n/b: {value: x, version: 3}\n/c: {type: StringList, value: 'a,b'}\n/d: 5\n"
    assert read_store(text, "store.yaml") == {
        "/a": StoredParameter("text"),
        "/b": StoredParameter("x", version=3),
        "/c": StoredParameter("a,b", "StringList"),
        "/d": StoredParameter("5"),
    }


def test_no_store() -> None:
    assert read_store(None, "") == {}
    assert read_store(b"# nothing yet\n", "store.yaml") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "1:1: must be a map of parameter names"),
        ("/a: [x]", '1:5: "/a" must be a text, or a map with value, type and version'),
        ("/a: {vlaue: x}", '1:6: a parameter\'s key cannot be "vlaue", did you mean "value"?'),
        ("/a: {value: x, type: Strng}", '1:22: type cannot be "Strng", did you mean "String"?'),
        ("/a: {value: x, version: two}", "1:25: version must be a whole number"),
        (f"/a: {{value: x, version: {'9' * 5000}}}", "1:25: version must be a whole number"),
        ("/a: {type: String}", '1:1: "/a" has no value'),
        ("/a:", "1:4: the value must be a text"),
        ("/a: 'x", "1:5: "),
    ],
)
def test_a_store_that_cannot_be_used(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_store(text.encode(), "store.yaml")
    assert str(raised.value).startswith(f"store.yaml:{message}")
