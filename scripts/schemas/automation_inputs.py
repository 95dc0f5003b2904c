"""The inputs of actions: from the catalogue, and what a table cannot say about some of them."""

from scripts.schemas.automation_maps import PARTS, inner_parts
from scripts.schemas.automation_parts import FLAG, step_name
from scripts.schemas.common import REFERENCE, Schema, either, fixed_values, required_names
from ssmdoc.catalogue.actions import ACTIONS, Action
from ssmdoc.catalogue.inputs import Input
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES, TYPES
from ssmdoc.catalogue.runtimes import OFFERED_RUNTIMES, RUNTIME_SHAPE, RUNTIMES

STEP_KEYS = ("nextStep", "isEnd", "isCritical", "onCancel")
"""Keys of steps that are no member of any request: in the inputs of an API call they are misplaced. Source: BOTO.

Others of which that is not so sure are looked at by a rule.
"""

_JSON_TYPES = {
    "String": "string",
    "StringList": "array",
    "StringMap": "object",
    "MapList": "array",
    "Integer": "integer",
    "Boolean": "boolean",
}


def inputs_name(action: str) -> str:
    """The name of the part that describes the inputs of an action."""
    return f"inputs.{action.removeprefix('aws:')}"


def inputs(action: Action) -> Schema:
    """The inputs of an action."""
    schema: Schema = {
        "title": f"Inputs of {action.name}",
        "description": action.description,
        "type": "object",
    }
    required = required_names(action.inputs)
    if required:
        schema["required"] = required
    schema["properties"] = {given.name: _value(action, given) for given in action.inputs}
    if action.takes_api_inputs:
        schema["properties"] |= {key: _misplaced(key) for key in STEP_KEYS}
        schema["x-any-key"] = True
    elif not action.takes_any_inputs:
        schema["additionalProperties"] = False
    if action.one_of:
        schema["anyOf"] = [{"required": [name]} for name in action.one_of]
        schema["x-one-of"] = list(action.one_of)
        schema["x-missing"] = f"key {either(action.one_of)}"
    if action.not_both:
        schema["not"] = {"anyOf": [{"required": list(pair)} for pair in action.not_both]}
        schema["x-not-both"] = [list(pair) for pair in action.not_both]
    schema |= _SPECIAL_MAPS.get(action.name, {})
    schema |= {"x-name": f"the inputs of {action.name}", "x-expected": "a map", "x-exact-names": True}
    if not action.refuses_unknown_inputs:
        schema["x-unknown-severity"] = "warning"
    if action.other_spellings:
        schema["x-other-spellings"] = dict(action.other_spellings)
    return schema


def _value(action: Action, given: Input) -> Schema:
    special = _SPECIAL.get(f"{action.name}.{given.name}")
    schema = {"description": given.description, **(_typed(given) if special is None else special)}
    if given.default is not None:
        schema["default"] = given.default
    part = PARTS.get(given.name)
    if part and "items" in schema:
        schema["items"] = {"$ref": f"#/$defs/{part}"}
    elif part:
        schema |= {"if": {"type": "object"}, "then": {"$ref": f"#/$defs/{part}"}}
    return schema


def _typed(given: Input) -> Schema:
    """The type of an input: its own, a text with a reference in it, and nothing when it may be left out."""
    if given.types == PARAMETER_TYPES:
        return {}
    first = given.types[0]
    names = given.types[:1] if first == "Integer" else given.types  # its text is one of digits
    types = [_JSON_TYPES[name] for name in names]
    words = either(given.values) if _has_fixed_text(given) else " or ".join(TYPES[name].words for name in names)
    schema: Schema = {}
    severities = {}
    if "string" not in types:
        schema["pattern"] = _AS_TEXT[types[0]]
        types.append("string")
        if first != "Integer":
            severities["pattern"] = "warning"
    schema |= _values(given)
    if given.pattern:
        schema["pattern"] = f"{given.pattern}|{REFERENCE}"
        severities["pattern"] = "warning"
    words += _limits(given, schema, severities)
    if not given.required:
        types.append("null")
    return {
        "type": types[0] if len(types) == 1 else types,
        **schema,
        "x-expected": words,
        "x-scalar-severity": "warning",
        **({"x-severities": severities} if severities else {}),
    }


_AS_TEXT = {
    "integer": rf"^ *[0-9]+ *$|{REFERENCE}",
    "boolean": FLAG,
    "object": rf"\{{|{REFERENCE}",
    "array": rf"^ *\[|{REFERENCE}",
}
"""What a text looks like that stands for a value of another type."""


def _has_fixed_text(given: Input) -> bool:
    return bool(given.values) and given.types[0] != "StringList"


def _values(given: Input) -> Schema:
    """The values of an input, or those of its items."""
    if _has_fixed_text(given):
        values = list(given.values)
        return {"pattern": fixed_values(given.values), "examples": values, "x-values": values}
    match given.types[0]:
        case "StringList":
            return {"items": _item(given)}
        case "MapList":
            item = {"type": ["object", "string"], "pattern": REFERENCE}
            return {"items": {**item, "x-expected": "a map", "x-scalar-severity": "warning"}}
    return {}


def _item(given: Input) -> Schema:
    """An item of a list of texts."""
    if given.values:
        return {
            "type": "string",
            "pattern": fixed_values(given.values),
            "x-expected": either(given.values),
            "x-values": list(given.values),
            "x-severity": "warning",
        }
    if given.name in ("Iterators", "DesiredValues"):
        return {}
    return {"type": "string", "x-expected": "text", "x-scalar-severity": "warning"}


def _limits(given: Input, schema: Schema, severities: dict[str, str]) -> str:
    """Put the limits into the schema; gives what messages say of them."""
    words = ""
    if given.minimum is not None:
        schema["minimum"] = given.minimum
        words = f" from {given.minimum}" if given.maximum else f" of at least {given.minimum}"
    if given.maximum is not None:
        schema["maximum"] = given.maximum
        words += f" to {given.maximum}"
    if given.min_items is not None:
        schema["minItems"] = given.min_items
        words = f" of at least {given.min_items}"
    if given.max_items is not None:
        schema["maxItems"] = given.max_items
        severities["maxItems"] = "warning"
        words = f" of at most {given.max_items}"
    if given.max_length is not None:
        schema["maxLength"] = given.max_length
        severities["maxLength"] = "warning"
        words = f" of at most {given.max_length} characters"
    return words


def _misplaced(key: str) -> Schema:
    return {
        "description": "Belongs into the step, not into its inputs.",
        "not": {},
        "x-message": f'"{key}" belongs into the step, beside "inputs"',
        "x-expected": "left out",
        "x-severity": "warning",
    }


_TEXT_OR_MAP: Schema = {
    "type": ["string", "object", "array", "null"],
    "x-expected": "text",
    "x-scalar-severity": "warning",
}

_SPECIAL: dict[str, Schema] = {
    "aws:branch.Default": {key: value for key, value in step_name("").items() if key != "description"},
    "aws:branch.Choices": {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/choice"},
        "x-expected": "a list of at least one choice",
    },
    "aws:loop.Steps": {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/step"},
        "x-expected": "a list of at least one step",
    },
    "aws:loop.LoopCondition": {
        "type": ["object", "null"],
        "if": {"type": "object"},
        "then": {"$ref": "#/$defs/condition"},
        "x-expected": "a condition",
    },
    "aws:executeScript.Runtime": {
        "type": "string",
        "pattern": f"{RUNTIME_SHAPE}|{REFERENCE}",
        "if": {"type": "string", "pattern": RUNTIME_SHAPE},
        "then": {
            "pattern": fixed_values(tuple(name.replace(".", r"\.") for name in RUNTIMES)),
            "x-expected": either(OFFERED_RUNTIMES),
            "x-severity": "warning",
        },
        "examples": list(OFFERED_RUNTIMES),
        "x-expected": either(OFFERED_RUNTIMES),
        "x-values": list(OFFERED_RUNTIMES),
    },
    "aws:executeStateMachine.input": _TEXT_OR_MAP,
    "aws:invokeWebhook.Body": _TEXT_OR_MAP,
}
"""The inputs whose values the catalogue cannot describe."""

_SPECIAL_MAPS: dict[str, Schema] = {
    "aws:approve": {"x-missing": 'key "Approvers"'},
    "aws:executeScript": {
        "allOf": [
            {
                "if": {
                    "properties": {"Runtime": {"type": "string", "pattern": "^python"}},
                    "required": ["Runtime"],
                },
                "then": {
                    "properties": {"Handler": True},
                    "required": ["Handler"],
                    "x-name": "the inputs of aws:executeScript",
                },
            }
        ]
    },
}


def all_inputs() -> dict[str, Schema]:
    """The inputs of all actions, and what is inside some of them."""
    return {inputs_name(action.name): inputs(action) for action in ACTIONS.values()} | inner_parts()
