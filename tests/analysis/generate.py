"""Valid documents made from the JSON Schemas, and single mistakes put into them.

The schemas say what may stand where; what they cannot say (names that must exist, texts of a certain form) is settled
afterwards, in `settle.py`.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias

import jsonschema
from hypothesis import strategies as st

from ssmdoc.catalogue.action_names import INTERNAL_ACTION_NAMES
from ssmdoc.schema.store import Schema, load

Json: TypeAlias = Any
Path: TypeAlias = tuple[str | int, ...]
Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

TEXTS: dict[str, str] = {
    "Duration": "PT5M",
    "Timestamp": "2030-01-01T00:00:00Z",
    "NotificationArn": "arn:aws:sns:eu-west-1:111122223333:Automation-approvals",
    "stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:order",
    "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012",
    "RoleARN": "arn:aws:iam::111122223333:role/Stack",
    "NotificationARNs": "arn:aws:sns:eu-west-1:111122223333:stacks",
    "ServiceRoleArn": "arn:aws:iam::111122223333:role/Notify",
    "IamInstanceProfileArn": "arn:aws:iam::111122223333:instance-profile/node",
    "PropertySelector": "$.Reservations[0].Instances[0].State.Name",
    "Selector": "$.Value",
    "Name": "Word",
    "Service": "ec2",
    "Api": "DescribeInstances",
    "onFailure": "Abort",
    "onCancel": "Abort",
    "assumeRole": "arn:aws:iam::111122223333:role/Automation",
    "$schema": "ssm-document.json",
    "sourceInfo": '{"path": "https://bucket.s3.amazonaws.com/file"}',
    "url": "https://files.example.com/file",
    "path": "https://bucket.s3.amazonaws.com/file",
    "source": "https://files.example.com/{Region}/manifest.json",
    "timeoutSeconds": "600",
    "sha256": "0" * 64,
    "portNumber": "80",
    "localPortNumber": "8080",
    "runAsDefaultUser": "worker",
    "allowDowngrade": "false",
    "files": '[{"Path": "/etc", "Pattern": ["*.conf"]}]',
    "windowsRegistry": '[{"Path": "HKLM", "Recursive": true}]',
    "additionalArguments": '{"SSM_Mode": "fast"}',
    "stdOutSeparatorPrefix": "out",
    "stdErrSeparatorPrefix": "err",
    "agentName": "amazon-ssm-agent",
}
"""Texts that have a form of their own, by the key they stand under."""

WORDS = st.sampled_from(["Word", "some text", "x1", "a-b", "42 things", "Ärger"])
_LEFT_OUT = INTERNAL_ACTION_NAMES
_DEEPEST = 7


def value(draw: Draw, root: Schema, schema: Schema, key: str = "", depth: int = 0) -> Json:
    """A value that the schema takes."""
    schema = _resolved(root, schema)
    if "const" in schema:
        return schema["const"]
    choices = [each for each in schema.get("enum", ()) if each is not None and each not in _LEFT_OUT]
    if depth > _DEEPEST - 3 and "aws:loop" in choices:
        choices.remove("aws:loop")
    if choices:
        return draw(st.sampled_from(choices))
    types = _types(schema)
    if "allOf" in schema and "properties" not in schema:
        # one of the types may be taken only with a warning
        return _first_valid(draw, root, schema, key, depth, types)
    return _typed(draw, root, schema, key, depth, draw(st.sampled_from(types)))


def _first_valid(draw: Draw, root: Schema, schema: Schema, key: str, depth: int, types: list[str]) -> Json:
    made = [_typed(draw, root, schema, key, depth, each) for each in types]
    return next((each for each in made if _holds(root, schema, each)), made[0])


def _typed(draw: Draw, root: Schema, schema: Schema, key: str, depth: int, type_: str) -> Json:
    match type_:
        case "object":
            return _object(draw, root, schema, depth)
        case "array":
            return _array(draw, root, schema, key, depth)
        case "boolean":
            return draw(st.booleans())
        case "integer" | "number":
            return draw(st.integers(schema.get("minimum", 0), min(schema.get("maximum", 600), 600)))
        case _:
            return _text(draw, schema, key)


def _types(schema: Schema) -> list[str]:
    named = schema.get("type", "string")
    types = [named] if isinstance(named, str) else [name for name in named if name != "null"]
    plain = [name for name in types if name != "string"]
    # a text in place of a list or a number is mostly a reference, and those are settled later
    return plain if plain and "pattern" in schema and "allOf" not in schema else types


def _text(draw: Draw, schema: Schema, key: str) -> str:
    known = schema.get("x-values") or schema.get("examples")
    if known:
        return str(draw(st.sampled_from(known)))
    if key in TEXTS:
        return TEXTS[key]
    if "pattern" in schema:
        first = schema["pattern"].split("|\\{\\{")[0].split("|[{")[0]
        return str(
            draw(st.from_regex(first.replace("$", r"\Z"), fullmatch=True, alphabet=st.characters(max_codepoint=126)))
        )
    return str(draw(WORDS))


def _array(draw: Draw, root: Schema, schema: Schema, key: str, depth: int) -> list[Json]:
    least = schema.get("minItems", 0)
    most = max(least, min(schema.get("maxItems", 2), 2))
    count = draw(st.integers(max(least, 1), max(most, 1)))
    return [value(draw, root, schema.get("items", {}), key, depth + 1) for _ in range(count)]


def _object(draw: Draw, root: Schema, schema: Schema, depth: int) -> dict[str, Json]:
    properties = schema.get("properties", {})
    wanted = set(schema.get("required", ()))
    if "anyOf" in schema:
        wanted |= set(draw(st.sampled_from(_alternatives(schema, depth)))["required"])
    optional = [name for name in properties if name not in wanted and not _left_out(schema, name)]
    if depth < _DEEPEST and optional:
        wanted |= draw(st.sets(st.sampled_from(optional), max_size=4))
    for pair in schema.get("x-not-both", ()):
        wanted.difference_update(sorted(wanted.intersection(pair))[1:])
    names = [name for name in properties if name in wanted]
    made = {name: value(draw, root, properties[name], name, depth + 1) for name in names}
    made |= _named_by_the_author(draw, root, schema, depth)
    for part in _asked(root, schema, made):
        _comply(draw, root, properties, part, made, depth)
    return made


def _asked(root: Schema, schema: Schema, made: Json) -> Iterator[Schema]:
    """The further parts of a schema that hold for a value."""
    for part in [*schema.get("allOf", ()), schema]:
        if "if" in part:
            if _holds(root, part["if"], made):
                yield _resolved(root, part["then"])
        elif part is not schema:
            yield part


def _named_by_the_author(draw: Draw, root: Schema, schema: Schema, depth: int) -> dict[str, Json]:
    """Entries whose keys are free, as those of `parameters`."""
    below = schema.get("additionalProperties")
    if not isinstance(below, dict) or depth >= _DEEPEST:
        return {}
    names = draw(
        st.sets(st.sampled_from(["Alpha", "Beta2", "4th"]), min_size=schema.get("minProperties", 0), max_size=2)
    )
    return {name: value(draw, root, below, name, depth + 1) for name in sorted(names)}


def _comply(draw: Draw, root: Schema, properties: Schema, then: Schema, made: dict[str, Json], depth: int) -> None:
    """Give an object what a condition that it meets asks of it."""
    needed = set(then.get("required", ()))
    if "anyOf" in then and not any(each["required"][0] in made for each in then["anyOf"]):
        needed |= set(draw(st.sampled_from(then["anyOf"]))["required"])
    for name, below in {**{key: {} for key in sorted(needed)}, **then.get("properties", {})}.items():
        if name in needed - made.keys() or (
            name in made and isinstance(below, dict) and below.keys() - {"description"}
        ):
            merged = {**properties.get(name, {}), **_resolved(root, below)}
            made[name] = value(draw, root, merged, name, depth + 1)


def _alternatives(schema: Schema, depth: int) -> list[Schema]:
    plain = [each for each in schema["anyOf"] if not set(each["required"]) & {"And", "Or", "Not"}]
    return plain if plain and depth > _DEEPEST else schema["anyOf"]


def _left_out(schema: Schema, name: str) -> bool:
    """Whether a key is no free choice: it excludes others, or it should not be there."""
    properties = schema["properties"]
    return name in schema.get("x-one-of", ()) or "Variable" in properties or "not" in properties[name]


def _resolved(root: Schema, schema: Any) -> Schema:
    if schema is True:
        return {}
    found: Schema = schema
    while "$ref" in found:
        below: Any = root
        for step in found["$ref"].removeprefix("#/").split("/"):
            below = below[step]
        found = below
    return found


def _holds(root: Schema, condition: Schema, made: Json) -> bool:
    return bool(jsonschema.Draft202012Validator({**condition, "$defs": root.get("$defs", {})}).is_valid(made))


@cache
def schema(name: str) -> Schema:
    """A schema of ours."""
    return load(name)


def raw_documents(name: str) -> st.SearchStrategy[Json]:
    """Values that the schema of this name takes."""

    @st.composite
    def made(draw: Draw) -> Json:
        return value(draw, schema(name), schema(name))

    return made()


def closed_keys(name: str, document: Json) -> Iterator[tuple[Path, str, Schema]]:
    """The keys of a document that its schema knows by name: where their map is, the key, the schema of its value."""
    yield from _closed(schema(name), schema(name), document, ())


def _closed(root: Schema, below: Schema, node: Json, path: Path) -> Iterator[tuple[Path, str, Schema]]:
    below = _resolved(root, below)
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _closed(root, below.get("items", {}), item, (*path, index))
    if not isinstance(node, dict):
        return
    parts = [below, *_asked(root, below, node)]
    free = below.get("additionalProperties")
    for key, value_below in node.items():
        known = [part["properties"][key] for part in parts if key in part.get("properties", {})]
        if known and free is False:
            yield path, key, _resolved(root, known[0])
        elif isinstance(free, dict):
            known = [free]
        for each in known[-1:]:
            yield from _closed(root, each, value_below, (*path, key))
