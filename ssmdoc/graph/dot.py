"""A graph in the DOT language of Graphviz."""

from collections.abc import Iterator

from ssmdoc.graph.graph import Graph, Line, Link, Node, Shape
from ssmdoc.graph.theme import LIGHT, Colours
from ssmdoc.graph.words import wrapped

_SHAPES = {
    Shape.START: "oval",
    Shape.END: "oval",
    Shape.STEP: "box",
    Shape.BRANCH: "diamond",
    Shape.LOOP: "hexagon",
    Shape.WAIT: "parallelogram",
    Shape.SLEEP: "box",
    Shape.MISSING: "box",
}
_LINES = {Line.FLOW: "solid", Line.FAILURE: "dashed", Line.CANCEL: "dotted"}
_COLUMNS, _LINES_MOST = 32, 4


def dot(graph: Graph) -> str:
    """The text of the graph, with a newline at its end."""
    lines = [
        "digraph document {",
        "  rankdir=TB; compound=true;",
        '  node [fontname="Helvetica,Arial,sans-serif", fontsize=11, style=filled, fillcolor="#ffffff"];',
        '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9];',
        *_members(graph, None, "  "),
        *(f"  {link.source} -> {link.target} [{_attributes(_link(graph, link))}];" for link in graph.links),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _members(graph: Graph, loop: int | None, indent: str) -> Iterator[str]:
    for place, node in enumerate(graph.nodes):
        if node.loop != loop:
            continue
        if node.shape is Shape.LOOP:
            yield f"{indent}subgraph cluster_{place} {{"
            yield f'{indent}  style="rounded,filled"; color="{LIGHT.faint.stroke}"; fillcolor="{LIGHT.box}";'
            yield f"{indent}  {place} [{_attributes(_node(node))}];"
            yield from _members(graph, place, indent + "  ")
            yield f"{indent}}}"
        else:
            yield f"{indent}{place} [{_attributes(_node(node))}];"


def _node(node: Node) -> Iterator[tuple[str, str]]:
    yield "label", _label((node.name, node.action, *node.notes, node.status))
    yield "shape", _SHAPES[node.shape]
    colours = _colours(node)
    if colours is not None:
        yield "fillcolor", colours.fill
        yield "color", colours.stroke
        yield "fontcolor", colours.text
    styles = ["rounded"] if node.shape is Shape.SLEEP else []
    styles += ["dashed"] if node.shape is Shape.MISSING or not node.reachable else []
    if styles:
        yield "style", ",".join(["filled", *styles])


def _colours(node: Node) -> Colours | None:
    if node.tone is not None:
        return LIGHT.tones[node.tone]
    if node.shape is Shape.MISSING:
        return LIGHT.missing
    return None if node.reachable else LIGHT.faint


def _link(graph: Graph, link: Link) -> Iterator[tuple[str, str]]:
    if link.labels:
        yield "label", _label(link.labels)
    yield "style", _LINES[link.line]
    if link.taken:
        yield "color", LIGHT.taken
        yield "penwidth", "2.5"
    elif not link.reachable or graph.has_run:
        yield "color", LIGHT.faint.stroke
        yield "fontcolor", LIGHT.faint.text


def _label(texts: tuple[str, ...]) -> str:
    lines = [line for text in texts if text for line in wrapped(text, _COLUMNS, _LINES_MOST)]
    return "\n".join(lines)


def _attributes(pairs: Iterator[tuple[str, str]]) -> str:
    return ", ".join(f"{name}={_quoted(text)}" for name, text in pairs)


def _quoted(text: str) -> str:
    r"""A text in quotes; Graphviz reads escapes (`\N`) and entities (`&amp;`) in labels, so neither is left."""
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
