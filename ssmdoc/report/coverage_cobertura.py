"""Coverage as Cobertura's XML, which GitLab, Jenkins and Azure read; source: its coverage-04.dtd."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from ssmdoc.coverage.by_line import LineCoverage, by_line
from ssmdoc.coverage.collect import DocumentCoverage
from ssmdoc.report.junit import xml_safe

_DOCTYPE = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">'


def cobertura(documents: Sequence[DocumentCoverage], folder: Path, seconds: int) -> str:
    """One class for each document; paths are relative to `folder`, `seconds` is the time since 1970."""
    lines = [by_line(document) for document in documents]
    everything = [line for found in lines for line in found]
    root = ET.Element("coverage", {**_rates(everything), **_totals(everything), "timestamp": str(seconds)})
    ET.SubElement(ET.SubElement(root, "sources"), "source").text = xml_safe(str(folder))
    package = ET.SubElement(ET.SubElement(root, "packages"), "package", {"name": "ssm", **_rates(everything)})
    classes = ET.SubElement(package, "classes")
    for document, found in zip(documents, lines, strict=True):
        _add_class(classes, document, found)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n{ET.tostring(root, encoding="unicode")}\n'


def _add_class(classes: ET.Element, document: DocumentCoverage, lines: Sequence[LineCoverage]) -> None:
    path = xml_safe(Path(document.path).as_posix())
    names = {"name": xml_safe(Path(document.path).name), "filename": path}
    item = ET.SubElement(classes, "class", names | _rates(lines))
    ET.SubElement(item, "methods")
    written = ET.SubElement(item, "lines")
    for line in lines:
        element = ET.SubElement(written, "line", number=str(line.line), hits=str(line.hits))
        taken = sum(1 for each in line.branches if each.times)
        element.set("branch", "true" if line.branches else "false")
        if line.branches:
            share = f"{100 * taken // len(line.branches)}%"
            element.set("condition-coverage", f"{share} ({taken}/{len(line.branches)})")
            conditions = ET.SubElement(element, "conditions")
            for number, each in enumerate(line.branches):
                covered = "100%" if each.times else "0%"
                ET.SubElement(conditions, "condition", number=str(number), type="jump", coverage=covered)


def _rates(lines: Sequence[LineCoverage]) -> dict[str, str]:
    branches = [each for line in lines for each in line.branches]
    return {
        "line-rate": _rate(sum(1 for line in lines if line.hits), len(lines)),
        "branch-rate": _rate(sum(1 for each in branches if each.times), len(branches)),
        "complexity": "0",
    }


def _totals(lines: Sequence[LineCoverage]) -> dict[str, str]:
    branches = [each for line in lines for each in line.branches]
    return {
        "lines-covered": str(sum(1 for line in lines if line.hits)),
        "lines-valid": str(len(lines)),
        "branches-covered": str(sum(1 for each in branches if each.times)),
        "branches-valid": str(len(branches)),
        "version": "ssmdoc",
    }


def _rate(covered: int, total: int) -> str:
    return f"{covered / total:.4f}" if total else "1"
