"""The graph of a document, whatever its kind."""

from ssmdoc.graph.graph import Graph
from ssmdoc.model.document import Document
from ssmdoc.model.flow import MAX_STEPS
from ssmdoc.model.kind import COMMAND_KINDS

_MOST_LINKS = 20_000
"""A document of the greatest size that AWS takes has room for a tenth of them."""


class NoGraphError(Exception):
    """There is no graph of a document; the text says why."""


def graph_of(document: Document) -> Graph:
    """The graph of an Automation or Command document.

    Raises:
        NoGraphError: it is of another kind, or has too many steps.
    """
    if len(document.steps) > MAX_STEPS:
        raise NoGraphError(f"it has {len(document.steps):,} steps; more than {MAX_STEPS:,} are not drawn")
    if document.flow is not None:
        from ssmdoc.graph.automation import automation_graph

        graph = automation_graph(document.flow)
        if len(graph.links) > _MOST_LINKS:
            raise NoGraphError(
                f"its steps lead to others {len(graph.links):,} times; at most {_MOST_LINKS:,} are drawn"
            )
        return graph
    if document.kind in COMMAND_KINDS:
        from ssmdoc.graph.command import command_graph

        return command_graph(document.steps)
    kind = document.kind.value if document.kind else "unknown"
    raise NoGraphError(f"Automation and Command documents have steps to draw, this is of the kind {kind}")
