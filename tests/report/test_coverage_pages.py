"""The pages of the coverage report, in a browser."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.coverage.points import Mark, What, points
from ssmdoc.graph.run_result import Visit
from ssmdoc.model.document import build
from ssmdoc.report.coverage_html import pages
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from tests.report.browser import look

FIXTURES = Path(__file__).parents[2] / "fixtures" / "coverage"
HOSTILE = """schemaVersion: "2.2"
description: "</td></table><script>document.title='hacked'</script>"
mainSteps:
  - name: "<img src=x onerror=alert(1)>"
    action: aws:runShellScript
    inputs:
      runCommand:
        - "echo '</pre><style>*{display:none}</style>' \\u202e && \\"&amp;\\""
        - "  echo <a href=//example.com>"
"""
RAN = Counter({Mark(What.STEP, "rotate"): 2, Mark(What.FAILURE, "rotate"): 1, Mark(What.LINE, "rotate", 2): 2})

LINES = """(document, window) => [...document.querySelectorAll(".source tr")].map(row =>
  [row.id, row.className, row.querySelector(".sign").textContent, row.querySelector(".count").textContent,
   row.cells[3].textContent, [...row.querySelectorAll(".notes span")].map(note => note.textContent)])"""
CONTRASTS = """(document, window) => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = window.getComputedStyle(element).backgroundColor
      if (colour != "rgba(0, 0, 0, 0)") return colour
    }
  }
  const found = {}
  for (const element of document.querySelectorAll("h1, h2, a, li, td, th, .quiet, code")) {
    const [one, other] = [window.getComputedStyle(element).color, behind(element)].map(light)
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    const row = element.closest("tr[class]")
    const name = element.localName + (row ? "." + row.className : "")
    found[name] = Math.min(found[name] ?? 99, contrast)
  }
  return {page: window.getComputedStyle(document.body).backgroundColor, contrasts: found}
}"""
WHOLE = """(document, window) => ({
  title: document.title,
  scripts: document.scripts.length,
  images: document.images.length,
  links: [...document.querySelectorAll("a")].map(link => link.getAttribute("href")),
  graph: [...document.querySelectorAll("svg .node")].map(node => node.className.baseVal),
  size: ["width", "height"].map(name => document.querySelector("svg").getBoundingClientRect()[name] > 100),
  hidden: window.getComputedStyle(document.querySelector("h1")).display,
  beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  resources: window.performance.getEntriesByType("resource").length,
})"""


def coverage(text: str, path: str, counts: Counter[Mark], *ways: tuple[Visit, ...]) -> DocumentCoverage:
    source = Source(path, text)
    document = build(source, read(source).root)
    return DocumentCoverage(document, *points(document), counts, ways)


def write(folder: Path, *documents: DocumentCoverage) -> None:
    for name, text in pages(documents).items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = FIXTURES / "rotate.yaml"
    found = coverage(path.read_text(encoding="utf-8"), "rotate.yaml", RAN, (Visit("rotate", "Failed"),))
    write(tmp_path, found)
    return tmp_path


def test_lines(folder: Path) -> None:
    lines = {line[0]: line[1:] for line in look(folder, "1-rotate.yaml.html", LINES)}
    text = (FIXTURES / "rotate.yaml").read_text(encoding="utf-8").splitlines()
    assert [line[3] for line in lines.values()] == text
    assert {name: line for name, line in lines.items() if line[0]} == {
        "L17": ["covered", "✓", "2\u00d7", "  - name: rotate", ["ran 2 times"]],
        "L20": ["covered", "✓", "1\u00d7", "      onFailure: exit", ['✓ onFailure: exit of "rotate": once']],
        "L24": ["covered", "✓", "2\u00d7", "          set -eu", []],
        **{
            f"L{number}": ["missed", "✗", "0\u00d7", text[number - 1], []]
            for number in (26, 27, 28, 30, 31, 33, 36, 37)
        },
        "L46": ["missed", "✗", "0\u00d7", "  - name: report", ["never ran"]],
        "L48": [
            "missed",
            "✗",
            "0\u00d7",
            "    precondition:",
            ['✗ precondition met: "report": never', '✗ precondition not met: "report": never'],
        ],
        "L51": ["missed", "✗", "0\u00d7", text[50], []],
    }


@pytest.mark.parametrize(("theme", "page"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(13, 17, 23)")])
def test_all_can_be_read(folder: Path, theme: Any, page: str) -> None:
    found = look(folder, "1-rotate.yaml.html", CONTRASTS, theme=theme)
    assert found["page"] == page
    assert {"a", "td", "td.covered", "td.missed", "code"} <= found["contrasts"].keys()
    assert {name: value for name, value in found["contrasts"].items() if value < 4.5} == {}


@pytest.mark.parametrize("width", [1200, 400])
def test_whole_page(folder: Path, width: int) -> None:
    found = look(folder, "1-rotate.yaml.html", WHOLE, width=width)
    places = [26, 27, 28, 30, 31, 33, 36, 37, 46, 48, 48, 51, 51, 51, 40]
    anchors = [f"#L{number}" for number in range(1, 52)]
    assert found == {
        "title": "Coverage of rotate.yaml",
        "scripts": 0,
        "images": 0,
        "links": ["index.html", *(f"#L{place}" for place in places), *anchors],
        "graph": ["node step stopped", "node step idle", "node step bad", "node start good", "node end good"],
        "size": [True, True],
        "hidden": "block",
        "beyond": 0,
        "resources": 0,
    }


def test_index(folder: Path) -> None:
    told = "document => [...document.querySelectorAll('tr')].map(row => [...row.cells].map(cell => cell.innerText))"
    assert look(folder, "index.html", told) == [
        ["document", "steps", "branches", "lines of scripts", "all"],
        ["rotate.yaml", "50 % (1/2)", "33 % (1/3)", "8 % (1/12)", "17 % (3/17)"],
        ["all documents", "50 % (1/2)", "33 % (1/3)", "8 % (1/12)", "17 % (3/17)"],
    ]


def test_a_document_cannot_do_anything(tmp_path: Path) -> None:
    name = 'a"><script>alert(1)</script>.yaml'
    write(tmp_path, coverage(HOSTILE, name, Counter()))
    page = next(path.name for path in tmp_path.iterdir() if path.name.startswith("1-"))
    found = look(tmp_path, page, WHOLE)
    assert found["title"] == f"Coverage of {name}"
    assert (found["scripts"], found["images"], found["hidden"], found["resources"]) == (0, 0, "block", 0)
    assert {link[:2] for link in found["links"]} == {"in", "#L"}
    lines = look(tmp_path, page, LINES)
    assert [line[4] for line in lines] == HOSTILE.splitlines()
    texts = look(tmp_path, page, "document => document.body.innerText")
    assert "\u202e" not in texts


def test_signs_that_nobody_sees_are_shown(tmp_path: Path) -> None:
    write(tmp_path, coverage(HOSTILE.replace("\\u202e", "\u202e"), "a.yaml", Counter()))
    lines = look(tmp_path, "1-a.yaml.html", LINES)
    assert "\\u202e" in lines[7][4]
