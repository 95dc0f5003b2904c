"""The step graph: edges, what is reached, what has run before."""

import pytest

from ssmdoc.model.document import build
from ssmdoc.model.flow import Flow
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

BRANCH = "action: aws:branch, inputs: {Choices: [{NextStep: c, Variable: x}]"


def flow(*steps: str) -> Flow:
    text = 'schemaVersion: "0.3"\nmainSteps:\n' + "".join(f"- {{{step}}}\n" for step in steps)
    found = build(Source("x.yaml", text), read(Source("x.yaml", text)).root).flow
    assert found is not None
    return found


def shown(graph: Flow) -> list[str]:
    names = [step.name.text if step.name else "?" for step in graph.steps]
    return [
        f"{names[edge.source]} {edge.way.name} {'end' if edge.target is None else names[edge.target]}"
        for edge in graph.edges
    ]


@pytest.mark.parametrize(
    ("steps", "edges"),
    [
        ((), []),
        (("name: a", "name: b"), ["a FOLLOWING b", "b FOLLOWING end"]),
        (("name: a, isEnd: 'true'", "name: b"), ["a FOLLOWING end", "b FOLLOWING end"]),
        (("name: a, nextStep: c", "name: b", "name: c"), ["a NEXT c", "b FOLLOWING c", "c FOLLOWING end"]),
        (("name: a, nextStep: nowhere", "name: b"), ["a FOLLOWING b", "b FOLLOWING end"]),
        (
            ("name: a, onFailure: 'step:c', onCancel: step:b", "name: b, onFailure: Continue", "name: c"),
            ["a FAILURE c", "a CANCEL b", "a FOLLOWING b", "b FOLLOWING c", "c FOLLOWING end"],
        ),
        (
            (f"name: a, {BRANCH}, Default: d}}", "name: b", "name: c", "name: d"),
            ["a CHOICE c", "a DEFAULT d", "b FOLLOWING c", "c FOLLOWING d", "d FOLLOWING end"],
        ),
        (
            (f"name: a, {BRANCH}}}", "name: b, isEnd: true", "name: c"),
            ["a CHOICE c", "a FOLLOWING b", "b FOLLOWING end", "c FOLLOWING end"],
        ),
        (
            ("name: a, action: aws:loop, inputs: {Steps: [{name: x}, {name: y}]}", "name: b"),
            ["a ITERATION x", "x FOLLOWING y", "y ITERATION x", "y FOLLOWING b", "b FOLLOWING end"],
        ),
        (
            ("name: a, action: aws:loop, nextStep: c, inputs: {Steps: [{name: x}]}", "name: b", "name: c"),
            ["a NEXT c", "a ITERATION x", "x ITERATION x", "x NEXT c", "b FOLLOWING c", "c FOLLOWING end"],
        ),
    ],
)
def test_edges(steps: tuple[str, ...], edges: list[str]) -> None:
    assert shown(flow(*steps)) == edges


def test_what_is_reached() -> None:
    graph = flow("name: a, nextStep: c, onFailure: 'step:d'", "name: b", "name: c, isEnd: true", "name: d")
    assert graph.reachable == {0, 2, 3}


def test_what_has_run_before() -> None:
    graph = flow(f"name: a, {BRANCH}, Default: d}}", "name: b", "name: c", "name: d", "name: e, onFailure: 'step:c'")
    before = {place: [graph.may_precede(place, 4), graph.surely_precedes(place, 4)] for place in range(5)}
    assert before == {0: [True, True], 1: [False, False], 2: [True, False], 3: [True, True], 4: [True, False]}


def test_what_is_never_reached_is_preceded_by_everything() -> None:
    graph = flow("name: a, isEnd: true", "name: b")
    assert [graph.may_precede(0, 1), graph.surely_precedes(0, 1)] == [False, True]


def test_unknown_targets() -> None:
    assert flow("name: a, nextStep: b").unknown_targets
    assert not flow("name: a, nextStep: a").unknown_targets


@pytest.mark.parametrize(
    ("steps", "certain"),
    [
        (("name: a, nextStep: b", "name: b"), True),
        (("name: a, nextStep: b",), False),
        (("name: a", "name: a"), False),
        (("name: a, nextStep: ~", "action: x"), True),
        (("<<: {isEnd: true}, name: a", "name: b"), False),
        (("name: a, isend: true", "name: b"), False),
        (("name: a, onFailure: b", "name: b"), False),
        (("name: a, onFailure: Abort, onCancel: ''", "name: b"), True),
        (("name: a, onFailure: [b]", "name: b"), False),
        ((f"name: a, {BRANCH}, default: d}}", "name: c", "name: d"), False),
        (("name: a, action: aws:branch, inputs: {Choices: [{nextStep: b}]}", "name: b"), False),
    ],
)
def test_whether_what_is_reached_is_known(steps: tuple[str, ...], certain: bool) -> None:
    assert flow(*steps).certain == certain
