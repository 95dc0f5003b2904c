"""A graph as a Mermaid flowchart, as GitHub renders it in a block marked `mermaid`."""

import re
from collections.abc import Iterator

from ssmdoc.graph.graph import Graph, Line, Link, Node, Shape, Tone
from ssmdoc.graph.theme import LIGHT, Colours
from ssmdoc.graph.words import plain

_BRACKETS = {
    Shape.START: ("([", "])"),
    Shape.END: ("([", "])"),
    Shape.STEP: ("[", "]"),
    Shape.BRANCH: ("{", "}"),
    Shape.LOOP: ("{{", "}}"),
    Shape.WAIT: ("[/", "/]"),
    Shape.SLEEP: ("(", ")"),
    Shape.MISSING: ("[", "]"),
}
_SPECIAL = re.compile(r"[^\w ,/=():.…≥≤-]|^-|^\d(?=\d*[.)])|^_")
"""What is not letter, digit or one of a few signs, and what would make Markdown of a label, has a number."""


def mermaid(graph: Graph) -> str:
    """The text of the flowchart, with a newline at its end."""
    lines = ["flowchart TD", *_members(graph, None, "  ")]
    lines += [f"  {_id(graph, link.source)} {_arrow(link)} {_id(graph, link.target)}" for link in graph.links]
    lines += _styles(graph)
    return "\n".join(lines) + "\n"


def _members(graph: Graph, loop: int | None, indent: str) -> Iterator[str]:
    """The nodes outside of all loops, or those of one; the start comes first, for that is where Mermaid puts it."""
    members = [place for place, node in enumerate(graph.nodes) if node.loop == loop]
    for place in sorted(members, key=lambda place: place != graph.start):
        node = graph.nodes[place]
        if node.shape is Shape.LOOP:
            yield f'{indent}subgraph {_id(graph, place)}_box[" "]'
            yield f"{indent}  {_node(graph, place, node)}"
            yield from _members(graph, place, indent + "  ")
            yield f"{indent}end"
        else:
            yield indent + _node(graph, place, node)


def _node(graph: Graph, place: int, node: Node) -> str:
    opening, closing = _BRACKETS[node.shape]
    lines = [node.name, node.action, *node.notes, node.status]
    return f'{_id(graph, place)}{opening}"{_label(lines)}"{closing}'


def _id(graph: Graph, place: int) -> str:
    """A name of ours: words of the document would be read as Mermaid."""
    return {graph.start: "start", graph.end: "finish"}.get(place, f"s{place + 1}")


def _arrow(link: Link) -> str:
    arrow = "-->" if link.line is Line.FLOW else "-.->"
    return f'{arrow}|"{_label(link.labels)}"|' if link.labels else arrow


def _label(lines: list[str] | tuple[str, ...]) -> str:
    return "<br/>".join(_escaped(plain(line, 200)) for line in lines if line)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)


def _styles(graph: Graph) -> Iterator[str]:
    """Colours that are readable on white and on black: Mermaid cannot tell which it is on."""
    for place, node in enumerate(graph.nodes):
        if node.shape is Shape.LOOP:
            yield f"  style {_id(graph, place)}_box fill:#8080801a,stroke:#80808080"
    classes: dict[str, list[str]] = {}
    for place, node in enumerate(graph.nodes):
        kind = _class(node)
        if kind:
            classes.setdefault(kind, []).append(_id(graph, place))
    for kind in sorted(classes):
        yield f"  classDef {kind} {_CLASSES[kind]}"
        yield f"  class {','.join(classes[kind])} {kind}"
    styles: dict[str, list[str]] = {}
    for number, link in enumerate(graph.links):
        style = ",".join(_link_style(graph, link))
        if style:
            styles.setdefault(style, []).append(str(number))
    for style, numbers in styles.items():
        yield f"  linkStyle {','.join(numbers)} {style}"


def _class(node: Node) -> str:
    if node.tone is not None:
        return node.tone.value
    if node.shape is Shape.MISSING:
        return "missing"
    return "" if node.reachable else "unreachable"


def _link_style(graph: Graph, link: Link) -> Iterator[str]:
    if link.line is Line.CANCEL:
        yield "stroke-dasharray:1 4"
    elif link.line is Line.FAILURE:
        yield "stroke-dasharray:6 4"
    if link.taken:
        yield f"stroke:{LIGHT.taken}"
        yield "stroke-width:3px"
    elif not link.reachable or graph.has_run:
        yield "stroke:#9a9a9a"


def _style(colours: Colours) -> str:
    return f"fill:{colours.fill},stroke:{colours.stroke},color:{colours.text}"


_CLASSES = {tone.value: _style(LIGHT.tones[tone]) for tone in Tone} | {
    "missing": f"{_style(LIGHT.missing)},stroke-dasharray:4 3",
    "unreachable": f"{_style(LIGHT.faint)},stroke-dasharray:4 3",
}
