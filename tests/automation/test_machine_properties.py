"""Any runbook ends, goes only where its graph leads, and leaves a valid execution however it is stopped."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count, pairwise, zip_longest
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.automation.machine import Machine
from ssmdoc.automation.records import Ending, failed, succeeded, timed_out
from ssmdoc.automation.scope import Scope
from ssmdoc.automation.status import ENDED, Status
from ssmdoc.plan.automation.read import read_runbook
from tests.automation.driving import IDENTITY, START

ENDINGS = st.sampled_from([succeeded({"State": "on"}), succeeded({"State": "off"}), failed("broken"), timed_out()])
CANCELLED = Ending(Status.CANCELLED)


@st.composite
def runbooks(draw: st.DrawFn) -> dict[str, Any]:
    """A runbook of up to a dozen steps with every way to go on, back and out of loops included."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 8)))]
    inner = {name: [f"{name}i{number}" for number in range(draw(st.integers(1, 3)))] for name in names}
    return {
        "schemaVersion": "0.3",
        "mainSteps": [draw(steps(name, names, inner[name])) for name in names],
    }


@st.composite
def steps(draw: st.DrawFn, name: str, targets: list[str], inner: list[str]) -> dict[str, Any]:
    step: dict[str, Any] = {"name": name, "inputs": {}}
    kind = draw(st.sampled_from(["plain", "plain", "branch"] + ["loop"] * bool(inner)))
    target = st.sampled_from(targets)
    maybe = st.booleans()
    if draw(maybe):
        step["onFailure"] = draw(st.one_of(st.sampled_from(["Abort", "Continue"]), target.map("step:{}".format)))
    if draw(maybe):
        step["isCritical"] = draw(st.booleans())
    if draw(maybe):
        step["timeoutSeconds"] = draw(st.integers(1, 20))
    if kind == "branch":
        step["action"] = "aws:branch"
        variable = draw(st.sampled_from([f"{{{{ {targets[0]}.State }}}}", "on"]))
        choice = {"NextStep": draw(target), "Variable": variable, "StringEquals": "on"}
        step["inputs"] = {"Choices": [choice]} | ({"Default": draw(target)} if draw(maybe) else {})
        return step
    if kind == "loop":
        step["action"] = "aws:loop"
        around = [*inner, *targets] if draw(maybe) else inner
        step["inputs"] = {
            "Iterators": draw(st.lists(st.sampled_from("xy"), max_size=3)),
            "Steps": [draw(steps(each, around, [])) for each in inner],
        }
    else:
        step["action"] = "aws:executeAwsApi"
        step["outputs"] = [{"Name": "State", "Selector": "$.State", "Type": "String"}]
        step["maxAttempts"] = draw(st.integers(1, 3))
        if draw(maybe):
            step["onCancel"] = draw(target.map("step:{}".format))
    if draw(maybe):
        step.update(draw(st.one_of(st.just({"isEnd": True}), target.map(lambda name: {"nextStep": name}))))
    return step


def ways(document: Mapping[str, Any]) -> set[tuple[str, str]]:
    """From which step the run may come to which: what is written down, what follows, and what is around it."""
    found = set()
    for step, following in zip_longest(document["mainSteps"], document["mainSteps"][1:]):
        targets = {*written(step), *([following["name"]] if following else [])}
        inner = step["inputs"].get("Steps", [])
        for each, after in zip_longest(inner, inner[1:]):
            first = inner[0]["name"]
            found |= {(step["name"], first)}
            around = {*written(each), first, *targets, *([after["name"]] if after else [])}
            found |= {(each["name"], target) for target in around}
        found |= {(step["name"], target) for target in targets}
    return found


def written(step: Mapping[str, Any]) -> set[str]:
    inputs = step["inputs"]
    names = [step.get("nextStep"), inputs.get("Default"), *(choice["NextStep"] for choice in inputs.get("Choices", []))]
    jumps = [step.get(key, "").partition("step:")[2] for key in ("onFailure", "onCancel")]
    return {name for name in (*names, *jumps) if name}


@given(runbooks(), st.lists(ENDINGS, min_size=1, max_size=20), st.one_of(st.none(), st.integers(0, 12)))
@settings(max_examples=400, deadline=None)
def test_any_runbook(document: dict[str, Any], endings: list[Ending], cancel_at: int | None) -> None:
    runbook = read_runbook(document)
    ids = count()
    machine = Machine(runbook, Scope(runbook, {}, IDENTITY), lambda: str(next(ids)), lambda _event: None, 100)
    now, performed = START, 0
    while not machine.is_over:
        asked = machine.advance(now)
        now += timedelta(milliseconds=1)
        if asked is None:
            continue
        assert asked.deadline is None or asked.deadline > now - timedelta(milliseconds=2)
        ending = endings[performed % len(endings)]
        now += timedelta(seconds=1)
        if performed == cancel_at:
            machine.cancel(now)
            ending = CANCELLED
        performed += 1
        machine.finish(ending, now)
    records = machine.records
    assert len(records) == next(ids)
    assert all(record.status in ENDED and record.started and record.ended for record in records)
    assert all(record.started <= record.ended for record in records if record.started and record.ended)
    assert [record.started for record in records] == sorted(record.started for record in records if record.started)
    taken = {(one.step.name, other.step.name) for one, other in pairwise(records)}
    assert taken <= ways(document)
