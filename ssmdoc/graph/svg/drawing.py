"""A graph as one SVG file."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from ssmdoc.graph.far import with_names_for_far_links
from ssmdoc.graph.graph import Graph, Link, Node, Shape
from ssmdoc.graph.layout.nested import lay_out
from ssmdoc.graph.layout.picture import Picture
from ssmdoc.graph.layout.values import Point, Size
from ssmdoc.graph.svg.lines import line
from ssmdoc.graph.svg.outlines import outer_size, outline, rectangle
from ssmdoc.graph.svg.style import ROOT, style_sheet
from ssmdoc.graph.svg.texts import block, block_size, number
from ssmdoc.graph.words import plain, wrapped

_NAME_COLUMNS, _NAME_LINES = 30, 3
_NOTE_COLUMNS, _NOTE_LINES = 36, 2
_LABEL_COLUMNS, _LABEL_LINES = 30, 5
_LABEL_MARGIN = 4.0

Lines = list[tuple[str, str, float]]


def svg(graph: Graph, title: str) -> str:
    """The text of the file, with a newline at its end; `title` is read out in place of the picture."""
    graph = with_names_for_far_links(graph)
    texts = [_node_lines(node) for node in graph.nodes]
    sizes = [outer_size(node.shape, block_size(lines)) for node, lines in zip(graph.nodes, texts, strict=True)]
    labels = {place: _label_lines(link) for place, link in enumerate(graph.links) if link.labels}
    spaces = {place: _with_margin(block_size(lines)) for place, lines in labels.items()}
    picture = lay_out(graph, sizes, spaces)
    width, height = number(picture.size.width), number(picture.size.height)
    elements = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{ROOT}" role="img" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<title>{escape(plain(title))}</title>",
        f"<style>\n{style_sheet()}\n</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *_boxes(picture),
        *(element for stroke in sorted(picture.strokes, key=lambda stroke: stroke.taken) for element in line(stroke)),
        *_labels(graph, picture, labels),
    ]
    for place, node in enumerate(graph.nodes):
        elements += _node(node, picture.nodes[place], sizes[place], texts[place])
    return "\n".join([*elements, "</svg>"]) + "\n"


def _node_lines(node: Node) -> Lines:
    lines: Lines = [(text, "name", 13) for text in wrapped(node.name, _NAME_COLUMNS, _NAME_LINES)]
    lines += [(text, "action", 11) for text in wrapped(node.action, _NOTE_COLUMNS, _NOTE_LINES) if text]
    for note in node.notes:
        lines += [(text, "note", 11) for text in wrapped(note, _NOTE_COLUMNS, _NOTE_LINES)]
    return [*lines, *((text, "status", 11.0) for text in wrapped(node.status, _NOTE_COLUMNS, _NOTE_LINES) if text)]


def _label_lines(link: Link) -> Lines:
    return [(text, "label", 10.5) for label in link.labels for text in wrapped(label, _LABEL_COLUMNS, _LABEL_LINES)]


def _with_margin(size: Size) -> Size:
    return Size(size.width + 2 * _LABEL_MARGIN, size.height + 2 * _LABEL_MARGIN)


def _boxes(picture: Picture) -> Iterator[str]:
    for corner, size in picture.boxes.values():
        yield f'<g class="box">{rectangle(corner, size, 8)}</g>'


def _labels(graph: Graph, picture: Picture, labels: dict[int, Lines]) -> Iterator[str]:
    for place, lines in labels.items():
        if place in picture.labels:
            middle, size = picture.labels[place], block_size(lines)
            corner = Point(middle.x - size.width / 2, middle.y - size.height / 2)
            link = graph.links[place]
            is_inside = graph.nodes[link.source].loop is not None or graph.nodes[link.target].loop == link.source
            behind = f'<g class="{"inside" if is_inside else "behind"}">{rectangle(corner, size, 2)}</g>'
            full = "; ".join(link.labels)
            yield f"<g><title>{escape(full)}</title>{behind}{''.join(block(lines, middle))}</g>"


def _node(node: Node, middle: Point, size: Size, lines: Lines) -> Iterator[str]:
    names = ["node", node.shape.value]
    if node.tone is not None:
        names.append(node.tone.value)
    elif not node.reachable:
        names.append("faint")
    yield f'<g class="{" ".join(names)}">'
    full = " ".join(filter(None, (node.name, node.action, *node.notes, node.status)))
    yield f"<title>{escape(full)}</title>"
    yield outline(node.shape, middle, size)
    inner = Point(middle.x - size.height / 8, middle.y) if node.shape is Shape.SLEEP else middle
    yield from block(lines, inner)
    yield "</g>"
