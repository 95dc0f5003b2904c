"""The pictures of fixtures/graph: each as it is drawn today, and none with markup that a document put there."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.generate_graphs import FOLDER, pictures
from ssmdoc.cli import main

PICTURES = dict(pictures())
SVGS = sorted(FOLDER.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
QUOTED = re.compile(r'"(?:[^"\\\n]|\\["\\n])*"')


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_as_it_was(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", *PICTURES[path]]) == 0
    assert capsys.readouterr() == (path.read_text(), "")


def test_every_picture_has_a_document() -> None:
    drawn = {path for path in FOLDER.iterdir() if path.suffix in (".mmd", ".dot", ".svg")}
    assert drawn == set(PICTURES)


@pytest.mark.parametrize("path", SVGS, ids=lambda path: path.name)
def test_an_svg_has_only_elements_of_ours(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text())
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert names <= {"svg", "title", "style", "rect", "g", "path", "text"}
    assert attributes <= {"class", "role", "width", "height", "viewBox", "x", "y", "rx", "d"}


@pytest.mark.parametrize("path", SVGS, ids=lambda path: path.name)
def test_boxes_stand_apart(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text())
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    boxes = [
        _extent(element)
        for group in root.iter(f"{SVG}g")
        if "node" in group.get("class", "").split()
        for element in group
        if element.tag in (f"{SVG}rect", f"{SVG}path")
    ]
    assert [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height] == []
    overlapping = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert overlapping == []


def _extent(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn; of a path by its points, which all are absolute."""
    if element.tag == f"{SVG}rect":
        x, y, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
        return x, y, x + width, y + height
    corners = re.findall(r"[ML]?(-?[\d.]+) (-?[\d.]+)", re.sub(r"A[\d.]+ [\d.]+ 0 0 1 ", "L", element.attrib["d"]))
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.dot")), ids=lambda path: path.name)
def test_dot_has_the_words_of_a_document_in_quotes_only(path: Path) -> None:
    outside = QUOTED.sub("", path.read_text())
    assert set(re.findall(r"[^\s{};=,\[\]]+", outside)) <= {
        *("digraph", "document", "rankdir", "TB", "compound", "true", "node", "edge", "subgraph", "->"),
        *("fontname", "fontsize", "style", "filled", "fillcolor", "label", "shape", "color", "fontcolor", "penwidth"),
        *re.findall(r"cluster_\d+|\d+", outside),
    }


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.mmd")), ids=lambda path: path.name)
def test_mermaid_has_the_words_of_a_document_in_quotes_only(path: Path) -> None:
    statement = re.compile(
        r"flowchart TD|  *(?:subgraph s\d+_box\[\"\"\]|end|class [\w,]+ \w+|(?:classDef|linkStyle|style) .*"
        r"|\w+(?:\(\[|\{\{|\[/|[\[{(])\"\"(?:\]\)|\}\}|/\]|[\]})])|\w+ (?:-->|-\.->)(?:\|\"\"\|)? \w+)"
    )
    lines = [re.sub(r'"[^"]*"', '""', line) for line in path.read_text().splitlines()]
    assert [line for line in lines if not statement.fullmatch(line)] == []
    inside = "".join(re.findall(r'"([^"]*)"', path.read_text())).replace("<br/>", "")
    assert re.findall(r"[<>`\\&|%$\[\]]", inside) == []
