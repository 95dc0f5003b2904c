"""The one schema for documents of all kinds, as an editor without ssmdoc uses it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ssmdoc.model.kind import document_kind
from ssmdoc.schema import store
from ssmdoc.schema.check import SCHEMAS
from ssmdoc.schema.engine import compiled
from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import to_value

OK = Path(__file__).parents[2] / "fixtures" / "lint" / "ok"
STEP = {"name": "a", "action": "aws:sleep", "inputs": {"Duration": "PT1S"}}
COMMAND_STEP = {"name": "a", "action": "aws:runShellScript", "inputs": {"runCommand": ["ls"]}}


def errors(value: Any) -> list[str]:
    validator = jsonschema_rs.Draft202012Validator(store.load("ssm-document"))
    return [error.message for error in validator.iter_errors(value)]


def documents() -> Iterator[Path]:
    """The good documents that keep the schema of their kind to the letter; a few do with odd letter case only."""
    for path in sorted(OK.iterdir()):
        root = read(Source(path.name, decode(path.read_bytes())[0])).root
        assert root
        kind = document_kind(root)
        if kind in SCHEMAS and compiled(SCHEMAS[kind], "jsonschema-rs").is_valid(to_value(root)):
            yield path


@pytest.mark.parametrize("path", list(documents()), ids=lambda path: path.name)
def test_accepts_good_documents(path: Path) -> None:
    root = read(Source(path.name, decode(path.read_bytes())[0])).root
    assert root
    assert errors(to_value(root)) == []


def test_enough() -> None:
    assert len(list(documents())) >= 30


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"schemaVersion": "0.3", "mainSteps": [STEP]}, [], id="automation"),
        pytest.param({"schemaVersion": "2.2", "mainSteps": [COMMAND_STEP]}, [], id="command"),
        pytest.param(
            {"schemaVersion": "0.3", "mainSteps": [COMMAND_STEP]},
            '"aws:runShellScript" is not one of',
            id="plugin in an automation",
        ),
        pytest.param(
            {"schemaVersion": "2.2", "mainSteps": [COMMAND_STEP], "assumeRole": "x"},
            "('assumeRole' was unexpected)",
            id="key of another kind",
        ),
        pytest.param(
            {"schemaVersion": "0.3", "templateInformation": "x", "mainSteps": [STEP]}, [], id="change template"
        ),
        pytest.param({"schemaVersion": 0.3, "mainSteps": [STEP]}, "0.3 is not", id="version without quotes"),
        pytest.param({"schemaVersion": "3.0"}, '"3.0" is not one of', id="version that does not exist"),
        pytest.param({"description": "x"}, '"schemaVersion" is a required property', id="unfinished"),
        pytest.param(
            {"schemaVersion": "1.0", "sessionType": "Shell"},
            '"Shell" is not one of',
            id="session type that does not exist",
        ),
        pytest.param({"schemaVersion": "1.2", "templateBody": {}}, [], id="CloudFormation"),
    ],
)
def test_chooses_by_kind(value: Any, expected: Any) -> None:
    found = errors(value)
    if expected == []:
        assert found == []
    else:
        assert any(expected in message for message in found), found


def test_has_nothing_that_only_ssmdoc_reads() -> None:
    def keys(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from part
            part = list(part.values())
        for item in part if isinstance(part, list) else []:
            yield from keys(item)

    assert [key for key in keys(store.load("ssm-document")) if key.startswith("x-")] == []
