"""The documents of fixtures/lint: good ones give nothing, wrong ones exactly what stands beside them.

UPDATE_GOLDEN=1 writes what is found into the `.out` files; read the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from ssmdoc.analysis.examine import examine, not_a_document
from ssmdoc.report.lint_concise import concise
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lint"
OK = sorted((FIXTURES / "ok").iterdir())
ERR = sorted(path for path in (FIXTURES / "err").iterdir() if path.suffix != ".out")


def findings(path: Path) -> str:
    text, problems = decode(path.read_bytes())
    source = Source(path.name, text)
    examination = examine(source, problems)
    diagnostics = examination.diagnostics
    if examination.kind is None and not diagnostics:
        diagnostics = (not_a_document(source, examination.root),)
    return "".join(f"{line}\n" for line in concise(FileFindings(source, diagnostics)))


@pytest.mark.parametrize("path", OK, ids=lambda path: path.name)
def test_ok(path: Path) -> None:
    assert findings(path) == ""


@pytest.mark.parametrize("path", ERR, ids=lambda path: path.name)
def test_err(path: Path) -> None:
    golden = path.with_suffix(".out")
    found = findings(path)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_a_document() -> None:
    assert {path.stem for path in (FIXTURES / "err").glob("*.out")} == {path.stem for path in ERR}


def test_enough() -> None:
    assert len(OK) >= 15
    assert len(ERR) >= 40
