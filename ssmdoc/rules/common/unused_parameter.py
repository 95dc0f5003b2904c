"""Parameters that nothing refers to."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import ENV_VAR
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS, Kind
from ssmdoc.model.parameters import Parameter
from ssmdoc.model.references import find_references
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Node, Scalar
from ssmdoc.source.walk import walk

_FEW = 50
"""Of so many names it is quick to tell that they stand nowhere else in the document."""
_NOT_REFERRING = ("parameters", "description", "schemaVersion")
"""Top-level keys that use no parameter; other ones, such as `variables`, may."""
_KINDS = (*COMMAND_KINDS, Kind.AUTOMATION, Kind.SESSION)
"""A change template has parameters that Change Manager reads (source: UG25 change-templates-custom-editor.md)."""


@rule("unused-parameter", Severity.WARNING, kinds=_KINDS)
def unused_parameter(document: Document) -> Iterator[Finding]:
    """A parameter is declared that nothing in the document refers to.

    Whoever runs the document is asked for a value that changes nothing; most often the reference was misspelled.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String}  # error: parameter "Path" is never used
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls /tmp]}}
    ```

    Use it, or drop it. A parameter with `interpolationType: ENV_VAR` is also used where a script reads the
    environment variable `SSM_` and its name.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String}
      Mode: {type: String, interpolationType: ENV_VAR}
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: ["ls {{ Path }}", 'echo "$SSM_Mode"']}}
    ```
    """
    if not document.parameters or not (document.steps or document.kind is Kind.SESSION):
        return
    used = {name for site in document.sites for reference in site.references for name in reference.names}
    unused = [name for name in document.parameters_by_name if name not in used]
    if not unused:
        return
    is_repeated = len(unused) > _FEW or any(document.source.text.count(name) > 1 for name in unused)
    mentioned = _mentioned(document) if is_repeated else set()
    for name in unused:
        if not name.isalnum():
            continue  # no reference can name it; invalid-parameter-name says so
        declaration = document.parameters_by_name[name]
        if name not in mentioned and not _is_in_environment(document, declaration):
            yield Finding(declaration.name.span, f'parameter "{name}" is never used')


def _mentioned(document: Document) -> set[str]:
    """Names in references anywhere in the document, broken and unquoted ones and map keys included."""
    from ssmdoc.model.malformed import find_malformed  # in few documents a parameter seems unused

    used: set[str] = set()
    roots: list[Node] = [step.node for step in document.steps]
    if isinstance(document.root, Mapping):
        roots += [value for key, value in document.root.named() if key.text not in _NOT_REFERRING]
    for node in walk(roots):
        if isinstance(node, Scalar) and ("{" in node.text or "<<" in node.text):
            used.update(name for reference in find_references(node.text) for name in reference.names)
            broken = find_malformed(node.text, document.parameters_by_name)
            used.update(found.meant.strip("{} ") for found in broken if found.meant)
        elif isinstance(node, Mapping):
            unquoted = [entry.key for entry in node.entries if isinstance(entry.key, Mapping)]
            used.update(key.text for mapping in unquoted for key, _ in mapping.named())
    return used


def _is_in_environment(document: Document, parameter: Parameter) -> bool:
    kind = parameter.get("interpolationType")
    if not isinstance(kind, Scalar) or kind.text != ENV_VAR:
        return False
    variable = f"SSM_{parameter.name.text}"
    return any(variable in scalar.text for scalar in document.places)
