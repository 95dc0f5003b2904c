"""Links that no line is drawn for where a line would lead nowhere in sight: an arrow to a name stands for each."""

from collections import Counter
from dataclasses import replace

from ssmdoc.graph.graph import Graph, Link, Node, Shape

_MOST_PASSED = 4_000
"""So many steps may be passed by all lines together; in a graph with more nobody could follow one."""
_FAR = 12
_RAILS = 8
"""The targets that most links lead to keep their lines, which run together."""


def with_names_for_far_links(graph: Graph) -> Graph:
    """The graph as it can be laid out: without links from a step to itself, and without too many long ones."""
    groups = Counter((link.target, link.line) for link in graph.links if _distance(graph, link) > _FAR)
    rails = {group for group, count in groups.most_common(_RAILS) if count > 2}
    passed = sum(_distance(graph, link) for link in graph.links if (link.target, link.line) not in rails)
    nodes, links = list(graph.nodes), []
    for link in graph.links:
        is_far = _distance(graph, link) > _FAR and (link.target, link.line) not in rails
        if link.source == link.target or (passed > _MOST_PASSED and is_far):
            source, name = graph.nodes[link.source], graph.nodes[link.target].name
            loop = link.source if source.shape is Shape.LOOP else source.loop
            links.append(replace(link, target=len(nodes)))
            nodes.append(Node(Shape.ELSEWHERE, f"→ {name}", loop=loop, reachable=link.reachable))
        else:
            links.append(link)
    return Graph(tuple(nodes), tuple(links), graph.start)


def _distance(graph: Graph, link: Link) -> int:
    """How many steps stand between the ends of a link in the document; those of the start and the end are its steps."""
    source = 0 if link.source == graph.start else link.source
    return abs(min(link.target, graph.start) - source)
