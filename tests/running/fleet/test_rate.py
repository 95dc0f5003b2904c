"""MaxConcurrency and MaxErrors as texts and as numbers of nodes."""

import re

import botocore.session
import pytest

from ssmdoc.running.fleet.rate import allowed_errors, concurrency, concurrency_text, errors_text

NUMBERS = ("1", "0", "9", "10", "50", "007", "-1", "1.5", "ten", "", "9999999", "99999999", " 1", "1 ", "1\n")
PERCENTAGES = ("1%", "0%", "9%", "10%", "99%", "100%", "101%", "%")


@pytest.mark.parametrize("text", NUMBERS + PERCENTAGES)
def test_the_texts_are_those_of_the_service_model(text: str) -> None:
    request = botocore.session.get_session().get_service_model("ssm").operation_model("SendCommand").input_shape
    assert request
    members = request.members
    for name, read in (("MaxConcurrency", concurrency_text), ("MaxErrors", errors_text)):
        shape = members[name].metadata
        allowed = bool(re.fullmatch(shape["pattern"], text)) and shape["min"] <= len(text) <= shape["max"]
        if allowed:
            assert read(text) == text
            continue
        with pytest.raises(ValueError, match=f'not "{re.escape(text)}"'):
            read(text)


@pytest.mark.parametrize(
    ("text", "targets", "nodes"),
    [("50", 3, 50), ("1", 3, 1), ("10%", 50, 5), ("10%", 9, 1), ("34%", 9, 3), ("100%", 7, 7), ("1%", 0, 1)],
)
def test_concurrency(text: str, targets: int, nodes: int) -> None:
    assert concurrency(text, targets) == nodes


@pytest.mark.parametrize(
    ("text", "targets", "nodes"),
    [("0", 9, 0), ("3", 2, 3), ("10%", 50, 5), ("10%", 9, 0), ("50%", 3, 1), ("0%", 9, 0), ("100%", 7, 7)],
)
def test_allowed_errors(text: str, targets: int, nodes: int) -> None:
    """AWS: with 10% of 50 nodes, the sixth error stops the command."""
    assert allowed_errors(text, targets) == nodes
