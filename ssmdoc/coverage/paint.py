"""The graph of a document, painted with what cases came to."""

from dataclasses import replace

from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.coverage.points import Mark, What, key
from ssmdoc.graph.build import NoGraphError, graph_of
from ssmdoc.graph.graph import Graph, Node, Tone
from ssmdoc.graph.run_path import with_run
from ssmdoc.graph.run_result import Run


def painted(coverage: DocumentCoverage) -> Graph | None:
    """Steps that ran are good, others bad, those that are not counted idle; None where there is no graph."""
    try:
        graph = graph_of(coverage.document)
    except NoGraphError:
        return None
    followed = with_run(graph, Run(coverage.ways, "Success"))
    counted = {point.mark for point in coverage.points}
    nodes = list(followed.nodes)
    for place, step in enumerate(coverage.document.steps):
        mark = Mark(What.STEP, key(step))
        nodes[place] = _node(nodes[place], coverage, mark, is_counted=mark in counted)
    nodes[graph.end] = replace(nodes[graph.end], status="", tone=Tone.GOOD if coverage.ways else Tone.IDLE)
    return Graph(tuple(nodes), followed.links, graph.start)


def _node(node: Node, coverage: DocumentCoverage, mark: Mark, *, is_counted: bool) -> Node:
    if not is_counted:
        return replace(node, status="not counted", tone=Tone.IDLE)
    missing = sum(1 for point in coverage.missing if point.mark.step == mark.step and point.mark.what is not What.STEP)
    if not coverage.counts[mark]:
        return replace(node, status="never ran", tone=Tone.BAD)
    if missing:
        return replace(node, status=f"{missing} not covered", tone=Tone.STOPPED)
    return replace(node, status="covered", tone=Tone.GOOD)
