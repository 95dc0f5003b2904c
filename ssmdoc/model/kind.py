"""What kind of document a tree is, judged by its content, for a file name says nothing certain."""

from enum import Enum

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.catalogue.schema_versions import (
    AUTOMATION_VERSIONS,
    COMMAND_1_VERSIONS,
    COMMAND_2_VERSIONS,
    SESSION_VERSIONS,
)
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence


class Kind(Enum):
    """The kinds of SSM document that are told apart. A Policy document has the layout of a Command document."""

    COMMAND_2 = "command-2"
    COMMAND_1 = "command-1"
    AUTOMATION = "automation"
    SESSION = "session"
    PACKAGE = "package"


COMMAND_KINDS = (Kind.COMMAND_2, Kind.COMMAND_1)

_FOREIGN_KEYS = ("phases", "AWSTemplateFormatVersion", "Resources", "$id")
"""Keys of EC2 Image Builder components, CloudFormation templates and JSON Schemas, which are no SSM documents."""

_AUTOMATION_KEYS = ("assumeRole", "outputs", "variables", "templateInformation", "executableRunBooks")


def document_kind(root: Node | None) -> Kind | None:
    """The kind of SSM document that a tree is; None for anything else (source: UG25 documents-schemas-features.md)."""
    if not isinstance(root, Mapping):
        return None
    keys = {key.text for key, _ in root.named()}
    if not keys.isdisjoint(_FOREIGN_KEYS):
        return None
    version = root.get("schemaVersion")
    number = version.text if isinstance(version, Scalar) else None
    if "sessionType" in keys:
        return Kind.SESSION
    if "mainSteps" in keys or "runtimeConfig" in keys:
        return _kind_with_steps(root, keys, number)
    if number is not None and "packages" in keys:
        return Kind.PACKAGE
    return _kind_without_steps(keys, number)


def _kind_with_steps(root: Mapping, keys: set[str], number: str | None) -> Kind:
    if number in COMMAND_1_VERSIONS:
        return Kind.COMMAND_1
    if number in COMMAND_2_VERSIONS:
        return Kind.COMMAND_2
    if "mainSteps" not in keys:
        return Kind.COMMAND_1
    if number in AUTOMATION_VERSIONS or not keys.isdisjoint(_AUTOMATION_KEYS) or _has_automation_step(root):
        return Kind.AUTOMATION
    return Kind.COMMAND_2


def _has_automation_step(root: Mapping) -> bool:
    steps = root.get("mainSteps")
    for step in steps.items if isinstance(steps, Sequence) else ():
        action = step.get("action") if isinstance(step, Mapping) else None
        if isinstance(action, Scalar) and action.text in ACTIONS:
            return True
    return False


def _kind_without_steps(keys: set[str], number: str | None) -> Kind | None:
    """The kind that a schema version alone says, for documents whose steps are missing."""
    if number in AUTOMATION_VERSIONS:
        return Kind.AUTOMATION
    if number in COMMAND_2_VERSIONS:
        return Kind.COMMAND_2
    if number in SESSION_VERSIONS and not keys.isdisjoint(("inputs", "properties")):
        return Kind.SESSION
    return Kind.COMMAND_1 if number in COMMAND_1_VERSIONS and number not in SESSION_VERSIONS else None
