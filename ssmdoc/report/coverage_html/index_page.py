"""The page that leads to those of the documents."""

from collections.abc import Sequence

from ssmdoc.coverage.collect import NOTHING, DocumentCoverage
from ssmdoc.report.coverage_html.parts import page, share_cells, shown

HEAD = "<th>steps</th><th>branches</th><th>lines of scripts</th><th>all</th>"


def index_page(named: Sequence[tuple[str, DocumentCoverage]]) -> str:
    """A row for each document, by the name of its page, and one for all."""
    rows = [
        f'<tr><td class="name"><a href="{shown(name)}">{shown(found.path)}</a></td>'
        f"{share_cells(found.steps, found.branches, found.lines, found.all)}</tr>"
        for name, found in named
    ]
    steps = sum((found.steps for _, found in named), NOTHING)
    branches = sum((found.branches for _, found in named), NOTHING)
    lines = sum((found.lines for _, found in named), NOTHING)
    rows.append(f"<tr><th>all documents</th>{share_cells(steps, branches, lines, steps + branches + lines)}</tr>")
    head = f"<tr><th>document</th>{HEAD}</tr>"
    table = "\n".join(['<div class="wide"><table class="shares">', head, *rows, "</table></div>"])
    return page("Coverage", f"<h1>Coverage</h1>\n{table}")
