"""Coverage as pages for a browser: no scripts, nothing from elsewhere, light and dark."""

import re
from collections.abc import Sequence

from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.report.coverage_html.document_page import document_page
from ssmdoc.report.coverage_html.index_page import index_page

_OTHERS = re.compile(r"[^A-Za-z0-9._-]+")


def pages(documents: Sequence[DocumentCoverage]) -> dict[str, str]:
    """The texts of the files by their names; `index.html` leads to the others."""
    names = [f"{number}-{_OTHERS.sub('_', document.path)[-80:]}.html" for number, document in enumerate(documents, 1)]
    found = {"index.html": index_page(list(zip(names, documents, strict=True)))}
    return found | {name: document_page(document) for name, document in zip(names, documents, strict=True)}
