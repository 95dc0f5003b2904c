"""The schemas of Automation documents and of change templates."""

from scripts.schemas.automation_conditions import conditions
from scripts.schemas.automation_inputs import all_inputs, inputs_name
from scripts.schemas.automation_parts import DIGITS, files, flag, output, parameter, step_name, variable
from scripts.schemas.common import REFERENCE, Schema, editor_schema, identification, parameters, schema_version, text
from ssmdoc.catalogue.action_names import INTERNAL_ACTION_NAMES
from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.catalogue.jumps import AFTER, STEP_PREFIX
from ssmdoc.catalogue.schema_versions import AUTOMATION_VERSIONS

WITHOUT_INPUTS = ("aws:pause",)
"""Actions that need no inputs."""


def automation_schema() -> Schema:
    """The schema of a runbook."""
    return _document(
        "automation-0.3",
        "SSM Automation document",
        "An Automation document (runbook) of AWS Systems Manager: steps that the service runs, each an action.",
        {},
    )


def change_template_schema() -> Schema:
    """The schema of a change template: a runbook with approvals, for Change Manager."""
    return _document(
        "automation-change-template-0.3",
        "SSM change template",
        "A change template of AWS Systems Manager: who approves a change request, and which runbooks it may run.",
        {
            "templateInformation": text("What people read who make a change request from the template; Markdown."),
            "emergencyChange": flag("Whether the template is for emergencies."),
            "autoApprovable": flag("Whether a change request can be made that needs no approval."),
            "executableRunBooks": {
                "description": "The runbooks that a change request made from the template may run.",
                "type": ["array", "null"],
                "items": {
                    "title": "Runbook",
                    "description": "A runbook that may be run.",
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {
                            "description": "Name of the runbook.",
                            "type": "string",
                            "x-expected": "text",
                            "x-scalar-severity": "warning",
                        },
                        "version": {"description": "Version of the runbook: $DEFAULT, $LATEST or a number."},
                    },
                    "additionalProperties": False,
                    "x-name": "runbook {name}",
                    "x-expected": "a map",
                    "x-unknown-severity": "warning",
                    "x-exact-names": True,
                },
                "x-expected": "a list of runbooks",
            },
        },
    )


def _document(name: str, title: str, description: str, further: dict[str, Schema]) -> Schema:
    return {
        **identification(name),
        "title": title,
        "description": description,
        "type": "object",
        "required": ["schemaVersion", "mainSteps"],
        "properties": {
            "$schema": editor_schema(),
            "schemaVersion": schema_version(AUTOMATION_VERSIONS, "0.3"),
            "description": text("What the document does; Markdown.", warn=True),
            **further,
            "assumeRole": {
                "description": "ARN of the role that the automation takes on: as a rule a parameter, "
                "`{{ AutomationAssumeRole }}`. Without it the automation has the rights of whoever starts it.",
                "type": ["string", "null"],
                "x-expected": "text",
            },
            "parameters": parameters(),
            "variables": {
                "description": "Values that steps of aws:updateVariable change, by name; declared as parameters are.",
                "type": ["object", "null"],
                "additionalProperties": {"$ref": "#/$defs/variable"},
                "x-expected": "a map of variables",
                "x-severity": "warning",
            },
            "files": files(),
            "mainSteps": {
                "description": "The steps; the first runs first, and each says or implies which is next.",
                "type": "array",
                "minItems": 1,
                "items": {"$ref": "#/$defs/step"},
                "x-expected": "a list of at least one step",
            },
            "outputs": {
                "description": "The outputs of steps that the automation gives: a list of step.Output, without braces.",
                "type": ["array", "null"],
                "items": {"type": "string", "x-expected": "text", "x-scalar-severity": "warning"},
                "x-expected": "a list of texts such as step.Output",
            },
        },
        "additionalProperties": False,
        "x-name": "the document",
        "x-expected": "a map",
        "x-aliases": {"steps": "mainSteps", "role": "assumeRole", "params": "parameters", "input": "parameters"},
        "$defs": {
            "parameter": parameter(),
            "variable": variable(),
            "step": _step(),
            "output": output(),
            **conditions(),
            **all_inputs(),
        },
    }


def _step() -> Schema:
    names = [*ACTIONS, *INTERNAL_ACTION_NAMES]
    internal = ["Only in documents that AWS owns."] * len(INTERNAL_ACTION_NAMES)
    return {
        "title": "Step",
        "description": "One step: an action with its inputs, and what comes after it.",
        "type": "object",
        "required": ["name", "action"],
        "properties": {
            "name": {
                "description": "Name of the step: letters, digits and underscores, used once in the document.",
                "type": "string",
                "x-expected": "text",
                "x-scalar-severity": "warning",
                "allOf": [
                    {
                        "pattern": "^[a-zA-Z0-9_]+$",
                        "x-rules": {"pattern": "invalid-step-name"},
                        "x-severity": "warning",
                        "x-expected": "letters, digits and underscores",
                    }
                ],
            },
            "action": {
                "description": "What the step does.",
                "type": "string",
                "enum": names,
                "enumDescriptions": [*(action.description for action in ACTIONS.values()), *internal],
                "x-values": names,
                "x-rules": {"enum": "unknown-action"},
                "x-expected": "the name of an action",
            },
            "description": text("What the step is for; Markdown.", warn=True),
            "inputs": {
                "description": "The inputs of the action.",
                "type": ["object", "null"],
                "x-expected": "a map",
            },
            "outputs": {
                "description": "Values of the response that later steps need, as `{{ step.Name }}`.",
                "type": ["array", "null"],
                "items": {"$ref": "#/$defs/output"},
                "x-expected": 'a list of maps with "Name", "Selector" and "Type"',
            },
            "nextStep": step_name(
                "Name of the step that follows when this one has succeeded; without it the next in the list."
            ),
            "isEnd": flag("Whether the automation ends after this step."),
            "isCritical": flag(
                "Whether the automation has failed when this step fails; true unless onFailure is Continue."
            ),
            "onFailure": _after("onFailure", "Abort, Continue or step:name: what happens when the step has failed."),
            "onCancel": _after(
                "onCancel", "Abort or step:name: what happens when somebody cancels the automation in this step."
            ),
            "maxAttempts": _at_least_one(
                "How often the step is tried before it has failed; 1 when it is not said.", default=1
            ),
            "timeoutSeconds": _at_least_one("Seconds after which the step has timed out."),
        },
        "additionalProperties": False,
        "x-name": "step {name}",
        "x-expected": "a map",
        "x-exact-names": True,
        "x-aliases": {
            "input": "inputs",
            "output": "outputs",
            "next": "nextStep",
            "end": "isEnd",
            "critical": "isCritical",
            "timeout": "timeoutSeconds",
            "retries": "maxAttempts",
            "maxretries": "maxAttempts",
            "onerror": "onFailure",
            "oncancelled": "onCancel",
            "plugin": "action",
        },
        "allOf": [_case(name) for name in ACTIONS],
    }


def _case(action: str) -> Schema:
    then: Schema = {"properties": {"inputs": {"$ref": f"#/$defs/{inputs_name(action)}"}}}
    if action in WITHOUT_INPUTS:
        then = {
            "properties": {"inputs": {"if": {"type": "object"}, "then": {"$ref": f"#/$defs/{inputs_name(action)}"}}}
        }
    else:
        then |= {"required": ["inputs"], "x-name": "step {name}"}
    return {"if": {"properties": {"action": {"const": action}}, "required": ["action"]}, "then": then}


def _after(key: str, description: str) -> Schema:
    words = AFTER[key]
    return {
        "description": description,
        "type": ["string", "null"],
        "pattern": f"^({'|'.join(words)})$|^{STEP_PREFIX}|{REFERENCE}",
        "x-rules": {"pattern": "invalid-jump"},
        "examples": [*words, STEP_PREFIX],
        "x-values": list(words),
        "x-expected": ", ".join(f'"{word}"' for word in words) + f' or "{STEP_PREFIX}" and the name of a step',
    }


def _at_least_one(description: str, default: int | None = None) -> Schema:
    schema: Schema = {
        "description": description,
        "type": ["integer", "string", "null"],
        "pattern": DIGITS,
        "minimum": 1,
        "x-expected": "an integer of at least 1",
        "x-scalar-severity": "warning",
        "x-severities": {"minimum": "warning"},
    }
    return schema if default is None else {**schema, "default": default}
