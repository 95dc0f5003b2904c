import pytest

from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.command_plan import CommandPlan, plan_command
from ssmdoc.source.values import JsonValue

DECLARED: JsonValue = {"Name": {"type": "String"}, "file": {"type": "String"}}


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("echo << Name >>", "echo {{ Name }}"),
        ("<<Name>>", "{{Name}}"),
        ("<<\tName\n>>", "{{\tName\n}}"),
        ("<< Name >><< file >> << Name >>", "{{ Name }}{{ file }} {{ Name }}"),
        ("{{ Name }} << Name >>", "{{ Name }} {{ Name }}"),
        ("{<< Name >>}", "{{{ Name }}}"),
        ("<< ssm:/a/b:3 >> <<ssm-secure:c>>", "{{ ssm:/a/b:3 }} {{ssm-secure:c}}"),
        ("cat <<EOF >>file", "cat <<EOF >>file"),
        ("<< Other >> << name >>", "<< Other >> << name >>"),
        ("<< step.Output >> << global:REGION >>", "<< step.Output >> << global:REGION >>"),
        ("<< Name > >", "<< Name > >"),
        ("", ""),
    ],
)
def test_texts(text: str, rewritten: str) -> None:
    document: JsonValue = {"parameters": DECLARED, "mainSteps": [{"inputs": {"runCommand": [text]}}]}
    assert with_braces(document) == {"parameters": DECLARED, "mainSteps": [{"inputs": {"runCommand": [rewritten]}}]}


def test_places() -> None:
    text, changed = "<< Name >>", "{{ Name }}"
    step: dict[str, JsonValue] = {
        "name": text,
        "action": text,
        "inputs": {text: [text, 1, None, {"a": text}]},
        "settings": text,
        "precondition": {"StringEquals": [text, "x"]},
    }
    other: JsonValue = "<< Name >>"
    plugin: JsonValue = {"properties": [text], "settings": text, "description": text}
    steps: JsonValue = [step, None]
    document: dict[str, JsonValue] = {
        "description": text,
        "parameters": {"Name": {"default": text}},
        "mainSteps": steps,
        "runtimeConfig": {text: plugin, "other": other},
    }
    expected_step: dict[str, JsonValue] = {
        **step,
        "inputs": {text: [changed, 1, None, {"a": changed}]},
        "settings": changed,
        "precondition": {"StringEquals": [changed, "x"]},
    }
    expected_plugin: JsonValue = {"properties": [changed], "settings": changed, "description": text}
    assert with_braces(document) == {
        **document,
        "mainSteps": [expected_step, None],
        "runtimeConfig": {text: expected_plugin, "other": text},
    }


@pytest.mark.parametrize("document", [None, "<< Name >>", [], {}, {"parameters": 1, "mainSteps": 2}])
def test_what_is_no_document_stays(document: JsonValue) -> None:
    assert with_braces(document) == document


def test_the_value_has_its_type_in_the_plan() -> None:
    document: JsonValue = {
        "schemaVersion": "2.2",
        "parameters": {"Lines": {"type": "StringList"}, "Name": {"type": "String"}},
        "mainSteps": [
            {"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": "<< Lines >>", "x": "a<< Name >>b"}}
        ],
    }
    plan = plan_command(with_braces(document), {"Lines": ["echo", "<< Name >>"], "Name": "N"})
    assert isinstance(plan, CommandPlan)
    assert [step.inputs for step in plan.steps] == [{"runCommand": ["echo", "<< Name >>"], "x": "aNb"}]
