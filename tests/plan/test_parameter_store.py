import pytest

from ssmdoc.plan.agent_document import DocumentError
from ssmdoc.plan.parameter_store import StoredParameter, resolve
from ssmdoc.source.values import JsonValue

STORE = {
    "name": StoredParameter("value", version=3),
    "name:2": StoredParameter("older"),
    "/a/b": StoredParameter("deep {{ssm:name}}"),
    "list": StoredParameter("x,'y z',", "StringList"),
    "secret": StoredParameter("hush", "SecureString"),
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{{ssm:name}} {{ ssm:name:3 }} {{ssm:/name}}", "value value value"),
        ("{{ssm:name:2}} {{ssm:name:3}} {{ssm:name}}", "older value value"),
        ("{{ssm:/a/b}}", "deep {{ssm:name}}"),
        (["x", " {{ssm:list}} ", "{{ssm:name}}"], ["x", "x", "'y z'", "", "value"]),
        ([None, "{{ssm:name}}"], [None, "value"]),
        (["{{ssm:name}}", None], ["value", ""]),
        ({"a": [{"b": "{{ssm:name}}"}, 5.0], "{{ssm:no}}": True}, {"a": [{"b": "value"}, 5.0], "{{ssm:no}}": True}),
        ({"a": [], "b": "{{ssm-secure:secret}}"}, {"a": [], "b": "{{ssm-secure:secret}}"}),
    ],
)
def test_resolve(value: JsonValue, expected: JsonValue) -> None:
    assert resolve(value, STORE) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{{ssm:no}} {{ssm:name:1}} {{ssm:name}}", "Input contains invalid parameters [no name:1]"),
        ("{{ssm:name:label}}", "Input contains invalid parameters [name:label]"),
        (["{{ssm:secret}}"], "Parameters [secret] of type SecureString are not supported"),
        (["a {{ssm:list}}"], "Parameter list of type StringList cannot be used as a String"),
        (["{{ssm:name}}", 5], "Encountered error while parsing input - internal error"),
    ],
)
def test_refused(value: JsonValue, message: str) -> None:
    with pytest.raises(DocumentError) as error:
        resolve(value, STORE)
    assert str(error.value) == message
