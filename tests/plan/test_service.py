import pytest

from ssmdoc.plan.service import Refusal, refuse
from ssmdoc.source.values import JsonValue

DOCUMENT: JsonValue = {
    "parameters": {
        "Action": {"type": "String", "allowedValues": ["Install", "Uninstall"], "default": "Install"},
        "Name": {"type": "String", "minChars": "2", "maxChars": 4, "default": "ab"},
        "Code": {"type": "String", "allowedPattern": "^[A-Z]+$", "default": ""},
        "Look": {"type": "String", "allowedPattern": "^(?=a)", "default": ""},
        "List": {"type": "StringList", "minItems": 1, "maxItems": 2, "allowedValues": ["a", "b", "c"], "default": []},
        "Count": {"type": "Integer", "allowedValues": [1, 2], "default": 1},
        "Flag": {"type": "Boolean", "default": True},
        "Map": {"type": "StringMap", "maxItems": 1, "default": {}},
        "Maps": {"type": "MapList", "default": []},
        "Resource": {"type": "AWS::EC2::Instance::Id", "default": "i-1"},
    }
}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, None),
        ({"Action": "Uninstall", "Name": "abcd", "Code": "XY", "List": ["a", "b"], "Count": 2, "Flag": False}, None),
        ({"Map": {"a": 1}, "Maps": [{}], "Resource": "anything", "Look": "b"}, None),
        ({"Action": "{{ssm:action}}", "List": ["{{ ssm:list }}"]}, None),
        ({"Code": "é"}, None),
        ({"Action": "install"}, 'parameter "Action" has value "install" not found in [Install, Uninstall]'),
        ({"Name": "a"}, 'parameter "Name" has 1 characters; at least 2 are allowed: "a"'),
        ({"Name": "abcde"}, 'parameter "Name" has 5 characters; at most 4 are allowed: "abcde"'),
        ({"Code": "x1"}, 'parameter "Code" has value "x1", which does not match ^[A-Z]+$'),
        ({"List": []}, 'parameter "List" has 0 items; at least 1 are allowed'),
        ({"List": ["a", "z"]}, 'parameter "List" has value "z" not found in [a, b, c]'),
        ({"List": "a"}, 'parameter "List" must be of type StringList, not a'),
        ({"List": ["a", 1]}, 'parameter "List" must be of type StringList, not ["a",1]'),
        ({"Count": 3}, 'parameter "Count" has value "3" not found in [1, 2]'),
        ({"Count": True}, 'parameter "Count" must be of type Integer, not true'),
        ({"Flag": "yes"}, 'parameter "Flag" must be of type Boolean, not yes'),
        ({"Map": {"a": 1, "b": 2}}, 'parameter "Map" has 2 items; at most 1 are allowed'),
        ({"action": "Install"}, 'parameter "action" is not declared; did you mean "Action"?'),
        (
            {"Other": 1, "Flag": 0},
            'parameter "Other" is not declared; the document has Action, Name, Code, Look, List, Count, Flag, Map, '
            'Maps, Resource; parameter "Flag" must be of type Boolean, not 0',
        ),
    ],
)
def test_values(values: dict[str, JsonValue], message: str | None) -> None:
    assert refuse(DOCUMENT, values) == (message and Refusal("InvalidParameters", message))


@pytest.mark.parametrize(
    ("document", "values", "refusal"),
    [
        (
            {"parameters": {"Req": {"type": "StringList"}}},
            {},
            Refusal("InvalidParameters", 'parameter "Req" (StringList) has no default and must be given'),
        ),
        ({}, {"x": "1"}, Refusal("InvalidParameters", 'the document has no parameters, but "x" is given')),
        (
            {"parameters": {"p": {"type": "String", "default": ""}}},
            {"p": "x" * 65_500},
            Refusal(
                "MaxDocumentSizeExceeded",
                "the document and its parameter values have 65,551 bytes; at most 65,536 are allowed",
            ),
        ),
    ],
)
def test_the_whole(document: JsonValue, values: dict[str, JsonValue], refusal: Refusal) -> None:
    assert refuse(document, values) == refusal


@pytest.mark.parametrize(
    ("content_bytes", "values", "bytes_in_all"),
    [
        (65_536, {}, None),
        (65_537, {}, "65,537"),
        (65_000, {"Name": "é" * 200, "List": ["a"]}, None),
        (65_000, {"Name": "é" * 268, "List": ["a"]}, "65,541"),
    ],
)
def test_the_limit_is_about_the_document_as_written(
    content_bytes: int, values: dict[str, JsonValue], bytes_in_all: str | None
) -> None:
    document: JsonValue = {"parameters": {"Name": {"type": "String"}, "List": {"type": "StringList"}}}
    if not values:
        document = {}
    message = f"the document and its parameter values have {bytes_in_all} bytes; at most 65,536 are allowed"
    expected = bytes_in_all and Refusal("MaxDocumentSizeExceeded", message)
    assert refuse(document, values, content_bytes=content_bytes) == expected
