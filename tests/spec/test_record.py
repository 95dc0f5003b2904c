"""What is kept of a run for the next one."""

import json
from pathlib import Path

import pytest

from ssmdoc.spec.outcome import Verdict
from ssmdoc.spec.record import Recorded, RecordError, case_key, last_record, read_record


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_case_is_called_the_same_however_its_spec_was_named(folder: Path) -> None:
    names = {
        case_key(path, "a case")
        for path in ("x/a.ssmtest.yaml", "./x/a.ssmtest.yaml", str(folder / "x/a.ssmtest.yaml"))
    }
    assert names == {"x/a.ssmtest.yaml::a case"}


def test_there_is_none_before_the_first_run() -> None:
    assert last_record() == {}


def test_one_that_cannot_be_read_is_none(folder: Path) -> None:
    (folder / ".ssmdoc").mkdir()
    (folder / ".ssmdoc/test.json").write_text("{")
    assert last_record() == {}


@pytest.mark.parametrize("text", ["", "[]", '{"cases": {"a": {}}}', '{"cases": {"a": {"seconds": 1, "verdict": "x"}}}'])
def test_what_is_no_record(text: str, folder: Path) -> None:
    (folder / "record.json").write_text(text)
    with pytest.raises(RecordError, match=r"^record.json: not a record of ssmdoc test; remove it, "):
        read_record(Path("record.json"))


def test_a_record(folder: Path) -> None:
    (folder / "record.json").write_text(json.dumps({"cases": {"a::b": {"seconds": 1.5, "verdict": "FAILED"}}}))
    assert read_record(Path("record.json")) == {"a::b": Recorded(1.5, Verdict.FAILED)}
