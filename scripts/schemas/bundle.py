"""The schema of any SSM document, for editors: one file that needs no other, without what only `ssmdoc` reads.

It tells the kinds apart by what a document has already: sessionType, packages, the keys of change templates, the schema
version, runtimeConfig or mainSteps.
"""

import json
from collections.abc import Callable
from typing import Any

from scripts.schemas.automation import automation_schema, change_template_schema
from scripts.schemas.command import command_1_schema, command_2_schema
from scripts.schemas.common import Schema, identification
from scripts.schemas.package import package_schema
from scripts.schemas.session import session_schema
from ssmdoc.catalogue.schema_versions import AUTOMATION_VERSIONS, COMMAND_1_VERSIONS, COMMAND_2_VERSIONS
from ssmdoc.model.kind import TEMPLATE_KEYS

KINDS: dict[str, Callable[[], Schema]] = {
    "session": session_schema,
    "package": package_schema,
    "automation": automation_schema,
    "changeTemplate": change_template_schema,
    "command2": command_2_schema,
    "command1": command_1_schema,
}

_UNTOLD = "unfinished"


def bundle_schema() -> Schema:
    """The schema that chooses among those of all kinds."""
    parts: dict[str, Schema] = {}
    names: dict[str, str] = {}
    for kind, builder in KINDS.items():
        parts[kind] = _embedded(kind, builder(), parts, names)
    parts[_UNTOLD] = _unfinished()
    return {
        **identification("ssm-document"),
        "title": "SSM document",
        "description": "A document of AWS Systems Manager: Command, Policy, Automation, change template, Session or "
        "package.",
        "type": "object",
        **_choice(
            [
                (_has("templateBody"), _UNTOLD),
                (_has("sessionType"), "session"),
                (_has("packages"), "package"),
                ({"anyOf": [_has(key) for key in TEMPLATE_KEYS]}, "changeTemplate"),
                (_is_version(AUTOMATION_VERSIONS), "automation"),
                ({"anyOf": [_has("runtimeConfig"), _is_version(COMMAND_1_VERSIONS)]}, "command1"),
                ({"anyOf": [_has("mainSteps"), _is_version(COMMAND_2_VERSIONS)]}, "command2"),
            ]
        ),
        "$defs": dict(sorted(parts.items())),
    }


def _choice(cases: list[tuple[Schema, str]]) -> Schema:
    (condition, kind), *others = cases
    otherwise = _choice(others) if others else {"$ref": f"#/$defs/{_UNTOLD}"}
    return {"if": condition, "then": {"$ref": f"#/$defs/{kind}"}, "else": otherwise}


def _has(key: str) -> Schema:
    return {"required": [key]}


def _is_version(versions: tuple[str, ...]) -> Schema:
    numbers = [float(version) for version in versions if version.count(".") == 1]
    return {
        "properties": {"schemaVersion": {"enum": [*sorted(versions), *sorted(numbers)]}},
        "required": ["schemaVersion"],
    }


def _embedded(kind: str, schema: Schema, parts: dict[str, Schema], names: dict[str, str]) -> Schema:
    """A schema as a part of the bundle; its own parts join `parts`, those that another kind has already are shared."""
    own = {}
    for name, part in schema.get("$defs", {}).items():
        key = f"{name} {json.dumps(part, sort_keys=True)}"
        own[name] = names.setdefault(key, f"{kind}.{name}" if name in _taken(names) else name)
    for name, part in schema.get("$defs", {}).items():
        parts.setdefault(own[name], _moved(part, own))
    kept = {key: value for key, value in schema.items() if key not in ("$schema", "$id", "$defs")}
    moved: Schema = _moved(kept, own)
    return moved


def _taken(names: dict[str, str]) -> set[str]:
    return set(names.values())


def _moved(part: Any, own: dict[str, str]) -> Any:
    """A part with references to where parts lie in the bundle, without annotations that editors do not know."""
    match part:
        case dict():
            return {
                key: f"#/$defs/{own[value.removeprefix('#/$defs/')]}" if key == "$ref" else _moved(value, own)
                for key, value in part.items()
                if not key.startswith("x-")
            }
        case list():
            return [_moved(item, own) for item in part]
        case _:
            return part


def _unfinished() -> Schema:
    """A document of which nothing says yet what kind it is."""
    versions = sorted({*AUTOMATION_VERSIONS, *COMMAND_1_VERSIONS, *COMMAND_2_VERSIONS})
    return {
        "title": "SSM document",
        "description": "A document of a kind that is not described here, or of which nothing says yet what kind it is.",
        "type": "object",
        "required": ["schemaVersion"],
        "properties": {
            "schemaVersion": {
                "description": 'Version of the document language, in quotes: "2.2" for Command documents, "0.3" for '
                'Automation documents, "1.0" for Session documents.',
                "type": "string",
                "enum": versions,
            },
            "description": {"description": "What the document does; Markdown.", "type": ["string", "null"]},
            "parameters": {"description": "The parameters of the document, by name.", "type": ["object", "null"]},
            "mainSteps": {"description": "The steps of a Command or Automation document.", "type": "array"},
            "runtimeConfig": {"description": "The plugins of a Command document 1.2.", "type": "object"},
            "sessionType": {"description": "What a session of a Session document is.", "type": "string"},
            "packages": {"description": "The files of a package, by platform.", "type": "object"},
        },
    }
