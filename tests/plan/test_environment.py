"""Parameters with ENV_VAR: which variables scripts get, and that an older agent knows nothing of them."""

import pytest

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.source.values import JsonValue

STORE = {
    "name": StoredParameter("stored $$"),
    "list": StoredParameter("x,y", "StringList"),
    "secret": StoredParameter("hush", "SecureString"),
}


def planned(declaration: JsonValue, given: JsonValue, version: str = "2.2") -> CommandPlan | DocumentFailure:
    step: JsonValue = {"action": "aws:runShellScript", "name": "s", "inputs": {"runCommand": ["echo {{ p }}"]}}
    document: JsonValue = {"schemaVersion": version, "parameters": {"p": declaration}, "mainSteps": [step]}
    return plan_command(document, {} if given is None else {"p": given}, STORE, env_vars=True)


def declared(kind: str, **more: JsonValue) -> JsonValue:
    return {"type": kind, "interpolationType": "ENV_VAR", **more}


@pytest.mark.parametrize(
    ("declaration", "given", "version", "variables", "text"),
    [
        (declared("String"), 'a $$ "b"\'', "2.2", {"SSM_p": 'a $$ "b"\''}, 'echo a $ "b"\''),
        (declared("String", default="d"), None, "2.2", {"SSM_p": "d"}, "echo d"),
        (declared("String"), "", "2.2", {"SSM_p": ""}, "echo "),
        (declared("String"), None, "2.2", {}, "echo null"),
        (declared("StringList"), ["a", "<b>"], "2.2", {"SSM_p": '["a","\\u003cb\\u003e"]'}, None),
        (declared("String"), "{{ ssm:name }}", "2.2", {"SSM_p": "stored $$"}, "echo stored $$"),
        (declared("StringList"), ["{{ssm:name}}", "z"], "2.2", {"SSM_p": '["stored $$","z"]'}, None),
        (declared("Integer"), 5, "2.2", {}, "echo 5"),
        (declared("String"), "x", "2.0", {}, "echo x"),
        ({"type": "String"}, "x", "2.2", {}, "echo x"),
        ({"type": "String", "interpolationType": "env_var"}, "x", "2.2", {}, "echo x"),
        ({"type": "String", "interpolationType": ["ENV_VAR"]}, "x", "2.2", {}, "echo x"),
    ],
)
def test_variables(
    declaration: JsonValue, given: JsonValue, version: str, variables: dict[str, str], text: str | None
) -> None:
    plan = planned(declaration, given, version)
    assert isinstance(plan, CommandPlan)
    (step,) = plan.steps
    assert step.environment == variables
    if text is not None:
        assert step.inputs == {"runCommand": [text]}


def test_a_secret_is_refused_for_a_variable_too() -> None:
    refused = "Parameters [secret] of type SecureString are not supported"
    assert planned(declared("String"), "{{ ssm:secret }}") == DocumentFailure(refused)


def test_the_recorded_agent_knows_no_variables() -> None:
    step: JsonValue = {"action": "aws:runShellScript", "name": "s", "inputs": {}}
    plan = plan_command({"schemaVersion": "2.2", "parameters": {"p": declared("String")}, "mainSteps": [step]}, {})
    assert isinstance(plan, CommandPlan)
    assert plan.steps[0].environment is None
