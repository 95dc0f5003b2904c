"""Results of runs, and the ways they took."""

import pytest

from ssmdoc.analysis.examine import load
from ssmdoc.graph.build import graph_of
from ssmdoc.graph.run_path import unknown_steps, with_run
from ssmdoc.graph.run_result import ResultError, Run, Visit, read_run
from ssmdoc.source.values import JsonValue

STEPS = """\
schemaVersion: "0.3"
mainSteps:
- {name: a, action: aws:sleep, onFailure: step:c, onCancel: step:b}
- {name: b, action: aws:sleep, onFailure: Continue}
- {name: c, action: aws:sleep}
- name: l
  action: aws:loop
  inputs: {Iterators: [x, y], Steps: [{name: x, action: aws:sleep}, {name: y, action: aws:sleep, onFailure: step:z}]}
- {name: z, action: aws:sleep}
"""


def taken(run: Run, text: str = STEPS) -> list[str]:
    graph = with_run(graph_of(load(text, "doc.yaml")), run)
    names = [node.name for node in graph.nodes]
    return [f"{names[link.source]} {link.line.value} {names[link.target]}" for link in graph.links if link.taken]


def sequence(words: str, status: str) -> Run:
    """`a b:Failed` as visits; without a status Success."""
    pairs = [word.partition(":") for word in words.split()]
    return Run((tuple(Visit(name, found or "Success") for name, _, found in pairs),), status)


@pytest.mark.parametrize(
    ("visits", "status", "links"),
    [
        ("", "Pending", []),
        ("a", "InProgress", ["start flow a"]),
        ("a:Failed c l:Waiting", "Waiting", ["start flow a", "a failure c", "c flow l"]),
        ("a:TimedOut", "TimedOut", ["start flow a", "a failure end"]),
        ("a:Cancelled", "Cancelled", ["start flow a", "a cancel end"]),
        ("a:Cancelled b:InProgress", "InProgress", ["start flow a", "a cancel b"]),
        ("a b:Failed c:Failed", "Failed", ["start flow a", "a flow b", "b flow c", "c failure end"]),
        (
            "a b c l x y x y z",
            "Success",
            [
                *("start flow a", "a flow b", "b flow c", "c flow l", "l flow x", "l flow z", "x flow y", "y flow l"),
                "z flow end",
            ],
        ),
        ("a b c l:Exited x y:Failed z", "Success", [*("start flow a", "a flow b", "b flow c", "c flow l"),
            *("l flow x", "x flow y", "y failure z", "z flow end")]),
        ("a:Odd other b", "Success", ["start flow a", "a flow b"]),
        ("a b:Pending", "InProgress", ["start flow a"]),
    ],
)  # fmt: skip
def test_the_way_of_a_run(visits: str, status: str, links: list[str]) -> None:
    assert taken(sequence(visits, status)) == links


def test_statuses_are_counted_and_the_worst_gives_the_colour() -> None:
    run = sequence("a x:Failed x x b:Odd", "Success")
    graph = with_run(graph_of(load(STEPS, "doc.yaml")), run)
    found = {node.name: (node.status, node.tone.value if node.tone else "") for node in graph.nodes}
    assert found == {
        "a": ("Success", "good"),
        "b": ("Odd", "active"),
        "c": ("", "idle"),
        "l": ("", "idle"),
        "x": ("Failed, 2 Success", "bad"),
        "y": ("", "idle"),
        "z": ("", "idle"),
        "start": ("", "good"),
        "end": ("Success", "good"),
    }
    assert unknown_steps(graph, sequence("a nobody:Failed nobody", "Failed")) == ["nobody"]


def execution(*steps: JsonValue) -> JsonValue:
    return {"AutomationExecution": {"AutomationExecutionStatus": "Success", "StepExecutions": list(steps)}}


@pytest.mark.parametrize(
    ("value", "sequences"),
    [
        (execution(), [[]]),
        (
            execution(
                {"StepName": "b", "StepStatus": "Success", "ExecutionStartTime": 2.5},
                {"StepName": "p", "StepStatus": "Pending"},
                {"StepName": "a", "StepStatus": "Failed", "ExecutionStartTime": 2},
            ),
            [["a:Failed", "b:Success", "p:Pending"]],
        ),
        (
            execution(
                {"StepName": "b", "StepStatus": "Success", "ExecutionStartTime": "2030-01-01T00:00:00.5+00:00"},
                {"StepName": "a", "StepStatus": "Success", "ExecutionStartTime": "2030-01-01T00:00:00+00:00"},
            ),
            [["a:Success", "b:Success"]],
        ),
        (
            execution(
                {"StepName": "b", "StepStatus": "Success", "ExecutionStartTime": "2030-01-01"},
                {"StepName": 5, "ExecutionStartTime": 1},
            ),
            [["b:Success", ":"]],
        ),
        (
            {"Steps": [{"Name": n, "Status": "Success", "InstanceId": i} for n in ("a", "b") for i in ("i-2", "i-1")]},
            [["a:Success", "b:Success"]] * 2,
        ),
    ],
)
def test_results(value: JsonValue, sequences: list[list[str]]) -> None:
    found = [[f"{visit.name}:{visit.status}" for visit in visits] for visits in read_run(value).sequences]
    assert found == sequences


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "this is no result of a run"),
        ({"Command": {}}, "this is no result of a run"),
        ({"AutomationExecution": {}}, "StepExecutions must be a list of steps"),
        ({"AutomationExecution": {"StepExecutions": [1]}}, "each of StepExecutions must be an object"),
        ({"Steps": {}}, "Steps must be a list of steps"),
    ],
)
def test_what_is_no_result(value: JsonValue, message: str) -> None:
    with pytest.raises(ResultError, match=message):
        read_run(value)
