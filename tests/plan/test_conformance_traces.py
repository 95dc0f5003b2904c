"""Every recorded case: whether the agent takes the document, and what it says when it does not."""

import pytest

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from tests.running.conformance import Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_trace(case: Case) -> None:
    plan = case.plan()
    found = plan.trace if isinstance(plan, DocumentFailure) else ""
    if case.is_answered:
        assert found in [case.expected["trace"], *case.seen("trace")]
    else:
        assert found.startswith("the SSM agent crashes on this document and never answers: ")


@pytest.mark.parametrize(
    "case", [case for case in cases() if case.expected.get("reply_order")], ids=lambda case: case.id
)
def test_order_of_steps(case: Case) -> None:
    plan = case.plan()
    assert isinstance(plan, CommandPlan)
    names = list(dict.fromkeys(step.name for step in plan.steps))
    # the plugins of a 1.2 document come in the order of Go's maps, that is in any
    assert names == case.expected["reply_order"] or (plan.schema_version == "1.2" and len(names) > 1)
