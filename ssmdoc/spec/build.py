"""From the tree of a spec to its values; the tree has passed `schemas/ssmtest.json`."""

from collections.abc import Sequence
from pathlib import Path

from ssmdoc.diagnostic import Label
from ssmdoc.source import tree
from ssmdoc.spec.building.case import read_case
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.matrix import expanded
from ssmdoc.spec.building.written import Levels, get, items, text
from ssmdoc.spec.values import Case, Spec


def build_spec(root: tree.Mapping, context: Context) -> Spec:
    """The values of a spec whose tree has the right shape; what the shape does not tell goes to the mistakes."""
    written = [node for node in items(get(root, "cases")) if isinstance(node, tree.Mapping)]
    cases = [case for node in written for case in expanded(read_case(Levels(node, root), context), get(node, "matrix"))]
    _look_for_names_used_twice(cases, context)
    document = get(root, "document")
    inline = document if isinstance(document, tree.Mapping) else None
    return Spec(
        source=context.source,
        document=Path(context.source.path) if inline else context.folder / (text(document) or ""),
        document_span=document.span if document is not None else root.span,
        cases=tuple(cases),
        inline=inline,
        written=root,
    )


def _look_for_names_used_twice(cases: Sequence[Case], context: Context) -> None:
    seen: dict[str, Case] = {}
    for case in cases:
        first = seen.setdefault(case.name, case)
        if first is not case:
            labels = (Label(first.span, "first used here"),)
            context.mistake(case.span, f'case name "{case.name}" is used twice', labels)
