"""Schema versions of another kind of document."""

from collections.abc import Iterator

from ssmdoc.catalogue.action_names import ALL_ACTION_NAMES
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES
from ssmdoc.diagnostic import Edit, Fix, Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KEYS, TEMPLATE_KEYS, VERSIONS, Kind, kind_of_version
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Scalar

_OWNERS = {
    Kind.COMMAND_2: "Command documents",
    Kind.COMMAND_1: "Command documents",
    Kind.AUTOMATION: "Automation documents",
    Kind.SESSION: "Session documents",
}
_LAYOUTS = {Kind.COMMAND_2: "mainSteps", Kind.COMMAND_1: "runtimeConfig"}


@rule("mismatched-schema-version", Severity.ERROR)
def mismatched_schema_version(document: Document) -> Iterator[Finding]:
    """The schema version is that of another kind of document than the content.

    AWS goes by the version and refuses what does not belong to it, for example with `Unknown plugin name` for an
    action of Automation in a document of version 2.2, with `Missing "mainSteps" in the document.`, or with
    `Unknown property "runtimeConfig".` Most often the version was copied from another document.

    ```yaml
    schemaVersion: "2.2"  # error: schemaVersion "2.2" is that of Command documents, but action "aws:changeInstanceState" belongs to Automation documents; write "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
    ```

    Automation documents have version 0.3, Session documents 1.0, Command documents 2.2 when they have `mainSteps` and
    1.2 when they have `runtimeConfig`:

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
    ```
    """  # noqa: E501
    version, kind = document.schema_version, document.kind
    if version is None or kind is None or version.text in VERSIONS.get(kind, (version.text,)):
        return
    other = kind_of_version(version.text)
    if other is None:
        return
    right = VERSIONS[kind][0]
    place, evidence = _evidence(document, kind)
    if other in _LAYOUTS and kind in _LAYOUTS:
        owner, evidence = f"documents with {_LAYOUTS[other]}", f"this one has {_LAYOUTS[kind]}"
    else:
        owner = _OWNERS[other]
    message = f'schemaVersion "{version.text}" is that of {owner}, but {evidence}; write "{right}"'
    if kind is Kind.COMMAND_2 and other is Kind.AUTOMATION:
        message += ", or run the script with aws:runCommand and the document AWS-RunShellScript"
    labels = (Label(place, "here"),) if place else ()
    fix = Fix(f'write "{right}"', (Edit(version.span, f'"{right}"'),), safe=False)
    yield Finding(version.span, message, labels, fix)


def _evidence(document: Document, kind: Kind) -> tuple[Span | None, str]:
    """What shows that a document is of a kind, in words, and where it stands."""
    match kind:
        case Kind.AUTOMATION:
            return _action(document, ALL_ACTION_NAMES, "action {} belongs to Automation documents") or _key(
                document, AUTOMATION_KEYS, "Automation documents"
            )
        case Kind.CHANGE_TEMPLATE:
            return _key(document, TEMPLATE_KEYS, "change templates")
        case Kind.COMMAND_2:
            return _action(document, PLUGIN_NAMES, "{} is a plugin of Command documents") or _key(
                document, ("mainSteps",), "Command documents"
            )
        case Kind.COMMAND_1:
            return _key(document, ("runtimeConfig",), "Command documents of version 1.2")
        case Kind.SESSION:
            return _key(document, ("sessionType",), "Session documents")
        case _:
            return _key(document, ("packages", "files"), "package manifests")


def _action(document: Document, names: frozenset[str] | tuple[str, ...], words: str) -> tuple[Span, str] | None:
    for step in document.steps:
        if step.action is not None and step.action.text in names:
            return step.action.span, words.format(f'"{step.action.text}"')
    return None


def _key(document: Document, names: tuple[str, ...], owner: str) -> tuple[Span | None, str]:
    for name in names:
        entry = document.entry(name)
        if entry and isinstance(entry.key, Scalar):
            return entry.key.span, f'"{name}" belongs to {owner}'
    return None, f"the rest is that of {owner}"
