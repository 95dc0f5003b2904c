"""What kind of document a tree is, judged by its content, for a file name says nothing certain.

The schema version is only one witness: it may be what is wrong. The kind is the one that most of the content speaks
for, so that the part that does not fit is reported once, not everything else because of it.
"""

from enum import Enum

from ssmdoc.catalogue.action_names import ALL_ACTION_NAMES
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES
from ssmdoc.catalogue.schema_versions import (
    AUTOMATION_VERSIONS,
    COMMAND_1_VERSIONS,
    COMMAND_2_VERSIONS,
    PACKAGE_VERSIONS,
    SESSION_VERSIONS,
)
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence


class Kind(Enum):
    """The kinds of SSM document that are told apart. A Policy document has the layout of a Command document."""

    COMMAND_2 = "command-2"
    COMMAND_1 = "command-1"
    AUTOMATION = "automation"
    CHANGE_TEMPLATE = "change-template"
    SESSION = "session"
    PACKAGE = "package"
    CHANGE_CALENDAR = "change-calendar"
    CLOUDFORMATION = "cloudformation"
    JSON_SCHEMA = "json-schema"


COMMAND_KINDS = (Kind.COMMAND_2, Kind.COMMAND_1)
AUTOMATION_KINDS = (Kind.AUTOMATION, Kind.CHANGE_TEMPLATE)

LEFT_ALONE = {
    Kind.CHANGE_CALENDAR: "ChangeCalendar",
    Kind.CLOUDFORMATION: "CloudFormation",
    Kind.JSON_SCHEMA: "ApplicationConfigurationSchema",
}
"""Kinds that there is nothing to check in, by the name that AWS gives the document type."""

VERSIONS = {
    Kind.COMMAND_2: COMMAND_2_VERSIONS,
    Kind.COMMAND_1: COMMAND_1_VERSIONS,
    Kind.AUTOMATION: AUTOMATION_VERSIONS,
    Kind.CHANGE_TEMPLATE: AUTOMATION_VERSIONS,
    Kind.SESSION: SESSION_VERSIONS,
    Kind.PACKAGE: PACKAGE_VERSIONS,
}
"""The schema versions of each kind; the first is the one to write."""

TEMPLATE_KEYS = ("templateInformation", "executableRunBooks", "emergencyChange", "autoApprovable")
"""Keys that only change templates have. Source: UG25 change-templates-custom-editor.md."""

AUTOMATION_KEYS = ("assumeRole", "outputs", "variables", *TEMPLATE_KEYS)
AUTOMATION_STEP_KEYS = ("nextStep", "isEnd", "isCritical", "onCancel", "outputs")

_CALENDAR = "BEGIN:VCALENDAR"
_FOREIGN = {
    "phases": "an EC2 Image Builder component",
    "AWSTemplateFormatVersion": "a CloudFormation template",
    "Resources": "a CloudFormation template",
}
_STEPS_BY_MAJOR_VERSION = {"0": Kind.AUTOMATION, "1": Kind.COMMAND_2, "2": Kind.COMMAND_2}
"""Whose steps `mainSteps` would be, also where the rest of the number is wrong."""

_MOST_UNKNOWN = 10
"""So many unknown actions are compared with the known names; it is a matter of what most steps are."""


def is_calendar(text: str) -> bool:
    """Whether a text is that of a ChangeCalendar document, which is iCalendar (source: UG23 documents.md)."""
    return text.lstrip("\ufeff \t\r\n")[: len(_CALENDAR)].upper() == _CALENDAR


def foreign(root: Node | None) -> str | None:
    """What a tree is that has a schema version or looks like it, but is no SSM document; None when it is not known."""
    if not isinstance(root, Mapping):
        return None
    for key, _ in root.named():
        if key.text in _FOREIGN:
            return _FOREIGN[key.text]
    return None


def _is_json_schema(root: Mapping) -> bool:
    """Whether a tree is a JSON Schema, which AppConfig keeps as a document (source: UG23 documents.md)."""
    schema = root.get("$schema")
    names_its_language = isinstance(schema, Scalar) and "json-schema.org/" in schema.text
    return root.entry("$id") is not None or (names_its_language and root.entry("schemaVersion") is None)


def document_kind(root: Node | None) -> Kind | None:
    """The kind of SSM document that a tree is; None for anything else (source: UG25 documents-schemas-features.md)."""
    if not isinstance(root, Mapping) or foreign(root):
        return None
    if _is_json_schema(root):
        return Kind.JSON_SCHEMA
    keys = {key.text for key, _ in root.named()}
    version = root.get("schemaVersion")
    number = version.text if isinstance(version, Scalar) else None
    with_steps = "mainSteps" in keys or "runtimeConfig" in keys
    if "sessionType" in keys and not (with_steps and kind_of_version(number) not in (None, Kind.SESSION)):
        return Kind.SESSION
    kind = _kind_with_steps(root, keys, number) if with_steps else _kind_without_steps(root, keys, number)
    return Kind.CHANGE_TEMPLATE if kind is Kind.AUTOMATION and not keys.isdisjoint(TEMPLATE_KEYS) else kind


def kind_of_version(number: str | None) -> Kind | None:
    """The kind that a schema version is most likely of; `1.0` is that of Session documents, `2.0` of Command ones."""
    if number in SESSION_VERSIONS:
        return Kind.SESSION
    return next((kind for kind, versions in VERSIONS.items() if number in versions), None)


def _kind_with_steps(root: Mapping, keys: set[str], number: str | None) -> Kind:
    if "mainSteps" not in keys or (number in COMMAND_1_VERSIONS and "runtimeConfig" in keys):
        return Kind.COMMAND_1
    said = _STEPS_BY_MAJOR_VERSION.get(number.partition(".")[0]) if number else None
    actions, plugins, unknown = _known_steps(root)
    fitting, other = (plugins, actions) if said is Kind.COMMAND_2 else (actions, plugins)
    if said and not other and (fitting or not unknown):
        return said
    for name in map(_nearest, unknown):
        actions += name in ALL_ACTION_NAMES
        plugins += name in PLUGIN_NAMES
    if said and ((actions and plugins) or actions == plugins):
        return said
    by_keys = not keys.isdisjoint(AUTOMATION_KEYS) or _has_automation_step_key(root)
    if said is Kind.AUTOMATION and by_keys:
        return said
    if actions == plugins:
        return Kind.AUTOMATION if by_keys else Kind.COMMAND_2
    return Kind.AUTOMATION if actions > plugins else Kind.COMMAND_2


def _known_steps(root: Mapping) -> tuple[int, int, tuple[str, ...]]:
    """How many steps run an action of Automation and how many a plugin, and the names of some that are neither."""
    steps = root.get("mainSteps")
    actions = plugins = 0
    unknown: dict[str, None] = {}
    for step in steps.items if isinstance(steps, Sequence) else ():
        action = step.get("action") if isinstance(step, Mapping) else None
        if not isinstance(action, Scalar):
            continue
        if action.text in ALL_ACTION_NAMES:
            actions += 1
        elif action.text in PLUGIN_NAMES:
            plugins += 1
        elif len(unknown) < _MOST_UNKNOWN:
            unknown[action.text] = None
    return actions, plugins, tuple(unknown)


def _nearest(name: str) -> str | None:
    from ssmdoc.catalogue.nearest import nearest

    return nearest(name, (*PLUGIN_NAMES, *ALL_ACTION_NAMES))


def _has_automation_step_key(root: Mapping) -> bool:
    steps = root.get("mainSteps")
    items = steps.items if isinstance(steps, Sequence) else []
    return any(isinstance(step, Mapping) and any(map(step.entry, AUTOMATION_STEP_KEYS)) for step in items)


def _kind_without_steps(root: Mapping, keys: set[str], number: str | None) -> Kind | None:
    """The kind of a document that has neither `mainSteps` nor `runtimeConfig` nor `sessionType`."""
    if number is not None and "templateBody" in keys:
        return Kind.CLOUDFORMATION
    if _is_package(root, keys, number):
        return Kind.PACKAGE
    if number in AUTOMATION_VERSIONS:
        return Kind.AUTOMATION
    if number in COMMAND_2_VERSIONS:
        return Kind.COMMAND_2
    if number in SESSION_VERSIONS:
        return Kind.SESSION if _is_session(root) else None
    return Kind.COMMAND_1 if number in COMMAND_1_VERSIONS else None


def _is_package(root: Mapping, keys: set[str], number: str | None) -> bool:
    """Whether this is the manifest of a package; files of other tools have packages and a schemaVersion as well."""
    if number in PACKAGE_VERSIONS:
        return "packages" in keys or {"version", "files"} <= keys
    files = root.get("files")
    described = [value for _, value in files.named()] if isinstance(files, Mapping) else []
    return "packages" in keys and any(isinstance(file, Mapping) and file.entry("checksums") for file in described)


def _is_session(root: Mapping) -> bool:
    """Whether there are inputs or properties of sessions, or none yet; files of other tools have such keys too."""
    from ssmdoc.catalogue.session import INPUT_NAMES, PROPERTY_NAMES

    for key, known in (("inputs", INPUT_NAMES), ("properties", PROPERTY_NAMES)):
        given = root.get(key)
        if isinstance(given, Mapping) and (not given.entries or any(map(given.entry, known))):
            return True
    return False
