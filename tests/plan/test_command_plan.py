import pytest

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, PlannedStep, plan_command
from ssmdoc.source.values import JsonValue

CRASH = "the SSM agent crashes on this document and never answers: "
STEP: JsonValue = {"action": "a", "name": "n", "inputs": {"k": "{{ p }}"}}


@pytest.mark.parametrize(
    ("document", "plan"),
    [
        (
            {"schemaVersion": "2.2", "parameters": {"p": {"default": [1]}}, "mainSteps": [STEP]},
            CommandPlan("2.2", (PlannedStep("n", "a", {"k": [1.0]}),)),
        ),
        (
            {"schemaVersion": "1.2", "runtimeConfig": {"plugin": {"properties": "{{ p }}"}}},
            CommandPlan("1.2", (PlannedStep("plugin", "plugin", "given"),)),
        ),
        (
            # st-036: with a runtimeConfig beside them, steps do not get their parameters
            {"schemaVersion": "2.2", "runtimeConfig": {"plugin": {}}, "mainSteps": [STEP]},
            CommandPlan("2.2", (PlannedStep("n", "a", {"k": "{{ p }}"}),)),
        ),
        ({"schemaVersion": "2.2", "mainSteps": [STEP, None]}, DocumentFailure(f"{CRASH}step 2 is null")),
        (
            {"schemaVersion": "2.2", "mainSteps": [STEP], "parameters": {"q": None}},
            DocumentFailure(f'{CRASH}the declaration of the parameter "q" is null'),
        ),
        (
            {"schemaVersion": "2.2", "mainSteps": [{"action": "a", "inputs": {"k": ["x", {"l": 10**400}, 1]}}]},
            DocumentFailure(
                f"encountered error while parsing input - internal error json: cannot unmarshal number {10**400} into "
                "Go struct field InstancePluginConfig.DocumentContent.mainSteps.inputs of type float64"
            ),
        ),
        ({"schemaVersion": "1.0", "runtimeConfig": {"x": None}}, DocumentFailure(f"{CRASH}plugin 1 is null")),
        (
            {"schemaVersion": "2.2", "mainSteps": [STEP], "parameters": {"p": {"allowedPattern": "(?=g)"}}},
            DocumentFailure(
                "all errors during param validation errors: error thrown in 'AllowedRegexParamValidator' while "
                "validating parameter /p/: encountered error while compiling allowed pattern - internal error: "
                "error parsing regexp: invalid or unsupported Perl syntax: `(?=`"
            ),
        ),
        (
            {"schemaVersion": "2.2", "mainSteps": [STEP], "parameters": {"p": {"allowedPattern": "\\p{Greek}"}}},
            DocumentFailure(
                "all errors during param validation errors: error thrown in 'AllowedRegexParamValidator' while "
                "validating parameter /p/: ssmdoc cannot check the allowed pattern: "
                "the Unicode class in `\\p{Greek}` is not supported"
            ),
        ),
        (
            None,
            DocumentFailure(
                "Document with schema version  is not supported by this version of ssm agent, "
                "please update to latest version"
            ),
        ),
    ],
)
def test_plan(document: JsonValue, plan: CommandPlan | DocumentFailure) -> None:
    given: dict[str, JsonValue] = {} if "default" in str(document) else {"p": "given"}
    assert plan_command(document, given) == plan
