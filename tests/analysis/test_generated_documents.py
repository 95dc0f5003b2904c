"""Documents made from the schemas have no finding; with a single mistake they have one."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssmdoc.analysis import analyze
from tests.analysis.generate import raw_documents
from tests.analysis.mistakes import mistakes
from tests.analysis.settle import settled

SCHEMAS = (
    "automation-0.3",
    "automation-change-template-0.3",
    "command-1.x",
    "command-2.x",
    "package-2.0",
    "session-1.0",
)


def documents(name: str) -> st.SearchStrategy[Any]:
    return raw_documents(name).map(lambda document: settled(name, document))


def findings(document: Any) -> list[tuple[str, str]]:
    found = analyze(json.dumps(document, indent=1, ensure_ascii=False), "made.json")
    return [(each.rule, each.message) for each in found]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_made_document_has_no_finding(name: str) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(name))
    def check(document: Any) -> None:
        assert findings(document) == []

    check()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_single_mistake_is_found(name: str) -> None:
    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(name), st.data())
    def check(document: Any, data: st.DataObject) -> None:
        what, wrong = data.draw(st.sampled_from(list(mistakes(name, document))))
        assert findings(wrong) != [], what

    check()
