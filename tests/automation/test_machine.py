import pytest

from ssmdoc.automation.machine import Machine
from ssmdoc.automation.records import Ending, failed, succeeded, timed_out
from ssmdoc.automation.scope import Scope
from ssmdoc.automation.status import Status
from ssmdoc.source.values import JsonValue
from tests.automation.driving import IDENTITY, START, Driven, runbook


def steps(*lines: str) -> str:
    """A runbook of steps that do nothing: `name`, and further keys in flow style."""
    return "mainSteps:\n" + "".join(
        f"  - {{name: {line.split()[0]}, action: 'aws:sleep', inputs: {{}}{', ' if ' ' in line else ''}"
        f"{line.partition(' ')[2]}}}\n"
        for line in lines
    )


@pytest.mark.parametrize(
    ("lines", "endings", "path", "status"),
    [
        (["a", "b"], {}, ["a Success", "b Success"], "Success"),
        (["a nextStep: c", "b", "c"], {}, ["a Success", "c Success"], "Success"),
        (["a isEnd: true", "b"], {}, ["a Success"], "Success"),
        (["a isEnd: 'true'", "b"], {}, ["a Success"], "Success"),
        (["a", "b"], {"a": ["fail"]}, ["a Failed"], "Failed"),
        (["a", "b"], {"a": ["late"]}, ["a TimedOut"], "TimedOut"),
        (["a onFailure: Abort", "b"], {"a": ["fail"]}, ["a Failed"], "Failed"),
        (["a 'onFailure': Abort, isCritical: false", "b"], {"a": ["fail"]}, ["a Failed"], "Failed"),
        (["a onFailure: Continue", "b"], {"a": ["fail"]}, ["a Failed", "b Success"], "Success"),
        (["a onFailure: Continue", "b"], {"a": ["late"]}, ["a TimedOut", "b Success"], "Success"),
        (["a onFailure: Continue, isCritical: true", "b"], {"a": ["fail"]}, ["a Failed", "b Success"], "Failed"),
        (["a onFailure: Continue, nextStep: c", "b", "c"], {"a": ["fail"]}, ["a Failed", "c Success"], "Success"),
        (["a onFailure: Continue, isEnd: true", "b"], {"a": ["fail"]}, ["a Failed"], "Success"),
        (["a onFailure: 'step:c'", "b", "c"], {"a": ["fail"]}, ["a Failed", "c Success"], "Failed"),
        (["a onFailure: 'step:c'", "b", "c"], {"a": ["late"]}, ["a TimedOut", "c Success"], "TimedOut"),
        (
            ["a onFailure: 'step:c', isCritical: false", "b", "c"],
            {"a": ["late"]},
            ["a TimedOut", "c Success"],
            "Success",
        ),
        (["a onFailure: 'step:c', isEnd: true", "b", "c"], {"a": ["fail"]}, ["a Failed", "c Success"], "Failed"),
        (
            ["a onFailure: 'step:b'", "b onFailure: Continue, isCritical: true", "c"],
            {"a": ["late"], "b": ["fail"]},
            ["a TimedOut", "b Failed", "c Success"],
            "Failed",
        ),
        (["a maxAttempts: 3", "b"], {"a": ["fail", "late", "ok"]}, ["a Success x3", "b Success"], "Success"),
        (["a maxAttempts: 3", "b"], {"a": ["fail"]}, ["a Failed x3"], "Failed"),
        (["a maxAttempts: '2'", "b"], {"a": ["fail", "late"]}, ["a TimedOut x2"], "TimedOut"),
        (["a", "b"], {"a": ["cancel"]}, ["a Cancelled"], "Cancelled"),
        (["a maxAttempts: 3", "b"], {"a": ["cancel"]}, ["a Cancelled"], "Cancelled"),
        (["a onCancel: Abort", "b"], {"a": ["cancel"]}, ["a Cancelled"], "Cancelled"),
        (
            ["a onCancel: 'step:c'", "b", "c", "d"],
            {"a": ["cancel"]},
            ["a Cancelled", "c Success", "d Success"],
            "Cancelled",
        ),
        (
            ["a onCancel: 'step:c'", "b", "c", "d"],
            {"a": ["cancel"], "c": ["fail"]},
            ["a Cancelled", "c Failed"],
            "Cancelled",
        ),
        (["a nextStep: gone", "b"], {}, ["a Success"], "Failed"),
    ],
)
def test_ways(lines: list[str], endings: dict[str, list[str]], path: list[str], status: str) -> None:
    driven = Driven(runbook(steps(*lines)), endings)
    assert (driven.path, driven.status) == (path, status)


@pytest.mark.parametrize("ending", [succeeded(), failed("it broke"), timed_out()])
@pytest.mark.parametrize("loop", [False, True])
def test_nothing_follows_a_step_that_ended_while_it_was_cancelled(ending: Ending, loop: bool) -> None:
    inner = "{name: a, action: 'aws:sleep', maxAttempts: 3, onFailure: Continue, inputs: {}, onCancel: 'step:b'}"
    around = "{name: l, action: 'aws:loop', inputs: {Iterators: [x, y], Steps: [%s]}}" if loop else "%s"
    document = runbook(f"mainSteps: [{around % inner}, {{name: b, action: 'aws:sleep', inputs: {{}}}}]")
    machine = Machine(document, Scope(document, {}, IDENTITY), lambda: "id", lambda _event: None)
    while (asked := machine.advance(START)) is None:
        pass
    machine.cancel(START)
    machine.finish(ending, START)
    assert (machine.is_over, machine.status) == (True, Status.CANCELLED)
    assert [record.status for record in machine.records if record.step is asked.record.step] == [ending.status]
    assert all(record.status is Status.CANCELLED for record in machine.records if record.step.action == "aws:loop")


def test_what_follows_a_cancel_has_two_minutes() -> None:
    lines = ["a onCancel: 'step:b'", "b", "c", "d"]
    driven = Driven(runbook(steps(*lines)), {"a": ["cancel"]}, seconds=60)
    assert driven.path == ["a Cancelled", "b Success", "c Success"]
    assert driven.status == "Cancelled"


BRANCH = """
parameters:
  P: {type: %s}
mainSteps:
  - name: pick
    action: aws:branch
    inputs:
      Choices:
        - %s
      Default: other
  - {name: following, action: 'aws:pause', inputs: {}}
  - {name: right, action: 'aws:pause', inputs: {}, isEnd: true}
  - {name: other, action: 'aws:pause', inputs: {}}
"""


@pytest.mark.parametrize(
    ("type_", "value", "condition", "expected"),
    [
        ("String", "ab", "StringEquals: ab", True),
        ("String", "ab", "StringEquals: AB", False),
        ("String", "ab", "EqualsIgnoreCase: AB", True),
        ("String", "ab", "StartsWith: a", True),
        ("String", "ab", "EndsWith: a", False),
        ("String", "abc", "Contains: b", True),
        ("Integer", 5, "NumericEquals: 5", True),
        ("Integer", 5, "NumericEquals: '5'", True),
        ("Integer", 5, "NumericGreater: 5", False),
        ("Integer", 6, "NumericGreater: 5", True),
        ("Integer", 4, "NumericLesser: 5", True),
        ("Integer", 5, "NumericGreaterOrEquals: 5", True),
        ("Integer", 6, "NumericLesserOrEquals: 5", False),
        ("String", "12", "NumericGreater: 9", True),
        ("Boolean", True, "BooleanEquals: true", True),
        ("Boolean", True, "BooleanEquals: 'True'", True),
        ("Boolean", False, "BooleanEquals: true", False),
        ("String", "true", "BooleanEquals: true", True),
        ("StringList", ["x"], "StringEquals: x", True),
    ],
)
def test_operations(type_: str, value: object, condition: str, *, expected: bool) -> None:
    choice = f"{{NextStep: right, Variable: '{{{{ P }}}}', {condition}}}"
    driven = Driven(runbook(BRANCH % (type_, choice)), values={"P": value})  # type: ignore[dict-item]
    assert driven.path[1] == ("right Success" if expected else "other Success")


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        (
            "{NextStep: right, Variable: '{{ P }}', StringEqual: a}",
            '"StringEqual" is no operation; did you mean "StringEquals"?',
        ),
        ("{NextStep: right, Variable: '{{ P }}', NumericEquals: 1}", "NumericEquals compares numbers, not a"),
        ("{NextStep: right, Variable: '{{ P }}', BooleanEquals: true}", "BooleanEquals compares true and false, not a"),
        (
            "{NextStep: right, Variable: '{{ P }}'}",
            "a condition has Variable and one operation, not NextStep, Variable",
        ),
        ("{NextStep: right, And: 1}", "And has a list of conditions, not 1"),
        (
            "{NextStep: right, Variable: '{{ following.x }}', StringEquals: a}",
            "Failed to resolve input: following.x. "
            "following.x is not available: the step has not been successfully executed",
        ),
    ],
)
def test_conditions_that_cannot_be_evaluated(choice: str, reason: str) -> None:
    driven = Driven(runbook(BRANCH % ("String", choice)), values={"P": "a"})
    assert driven.path == ["pick Failed"]
    assert driven.machine.failure is not None
    assert driven.machine.failure.reason == reason


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{And: [X, Y]}", "other"),
        ("{And: [X, X]}", "right"),
        ("{Or: [Y, X]}", "right"),
        ("{Or: [Y, Y]}", "other"),
        ("{Not: Y}", "right"),
        ("{Not: {Or: [Y, {And: [X, {Not: X}]}]}}", "right"),
        ("{Or: [X, {Variable: '{{ P }}', Wrong: 1}]}", "right"),
    ],
)
def test_combined_conditions(condition: str, expected: str) -> None:
    text = condition.replace("X", "{Variable: '{{ P }}', StringEquals: a}")
    text = text.replace("Y", "{Variable: '{{ P }}', StringEquals: b}")
    driven = Driven(runbook(BRANCH % ("String", f"{{NextStep: right, {text[1:]}")), values={"P": "a"})
    assert driven.path[1] == f"{expected} Success"


LOOP = """
variables:
  left: {type: Integer, default: 3}
  seen: {type: String, default: ""}
mainSteps:
  - name: loop
    action: aws:loop
%s
    inputs:
%s
      Steps:
        - name: in1
          action: aws:executeAwsApi
          inputs: {V: "{{ loop.CurrentIteratorValue }}", N: "{{ loop.CurrentIteration }}"}
%s
        - {name: in2, action: aws:pause, inputs: {}}
  - {name: after, action: aws:pause, inputs: {}}
  - {name: later, action: aws:pause, inputs: {}}
"""
EACH = "      Iterators: [x, y]"


@pytest.mark.parametrize(
    ("loop", "inputs", "inner", "endings", "path", "status"),
    [
        (
            "",
            EACH,
            "",
            {},
            [
                "loop Success",
                "loop[1].in1 Success",
                "loop[1].in2 Success",
                "loop[2].in1 Success",
                "loop[2].in2 Success",
                "after Success",
                "later Success",
            ],
            "Success",
        ),
        (
            "",
            EACH,
            "          isEnd: true",
            {},
            ["loop Success", "loop[1].in1 Success", "loop[2].in1 Success", "after Success", "later Success"],
            "Success",
        ),
        ("", EACH, "          nextStep: later", {}, ["loop Exited", "loop[1].in1 Success", "later Success"], "Success"),
        (
            "",
            EACH,
            "          onFailure: 'step:later'",
            {"in1": ["fail"]},
            ["loop Exited", "loop[1].in1 Failed", "later Success"],
            "Failed",
        ),
        ("", EACH, "", {"in1": ["fail"]}, ["loop Failed", "loop[1].in1 Failed"], "Failed"),
        (
            "    onFailure: Continue",
            EACH,
            "",
            {"in1": ["fail"]},
            ["loop Failed", "loop[1].in1 Failed", "after Success", "later Success"],
            "Success",
        ),
        (
            "    onFailure: Continue",
            EACH,
            "          onFailure: Abort",
            {"in1": ["fail"]},
            ["loop Failed", "loop[1].in1 Failed"],
            "Failed",
        ),
        ("", EACH, "", {"in1": ["cancel"]}, ["loop Cancelled", "loop[1].in1 Cancelled"], "Cancelled"),
        (
            "",
            EACH,
            "          onCancel: 'step:later'",
            {"in1": ["cancel"]},
            ["loop Exited", "loop[1].in1 Cancelled", "later Success"],
            "Cancelled",
        ),
        (
            "    timeoutSeconds: 2",
            EACH,
            "",
            {},
            ["loop TimedOut", "loop[1].in1 Success", "loop[1].in2 Success"],
            "TimedOut",
        ),
        (
            "    isEnd: true",
            "      Iterators: [x, y]\n      MaxIterations: 1",
            "",
            {},
            ["loop Success", "loop[1].in1 Success", "loop[1].in2 Success"],
            "Success",
        ),
        ("", "      Iterators: []", "", {}, ["loop Success", "after Success", "later Success"], "Success"),
        ("", "      MaxIterations: 2", "", {}, ["loop Failed"], "Failed"),
        ("", "      Iterators: [x]\n      MaxIterations: 101", "", {}, ["loop Failed"], "Failed"),
        ("", f"      Iterators: {list(range(101))}", "", {}, ["loop Failed"], "Failed"),
        ("", "      Iterators: [x]\n      IteratorDataType: Integer", "", {}, ["loop Failed"], "Failed"),
    ],
)
def test_loops_over_values(
    loop: str, inputs: str, inner: str, endings: dict[str, list[str]], path: list[str], status: str
) -> None:
    driven = Driven(runbook(LOOP % (loop, inputs, inner)), endings)
    assert (driven.path, driven.status) == (path, status)


def test_what_steps_of_a_loop_refer_to() -> None:
    driven = Driven(runbook(LOOP % ("", "      Iterators: [1, 2]\n      IteratorDataType: Integer", "")))
    assert [inputs for name, inputs in driven.inputs if name == "in1"] == [{"V": 1, "N": 1}, {"V": 2, "N": 2}]


WHILE = """
mainSteps:
  - name: loop
    action: aws:loop
    inputs:
      LoopCondition: {Variable: "{{ look.State }}", StringEquals: pending}
      %s
      Steps:
        - name: look
          action: aws:executeAwsApi
          inputs: {}
          outputs: [{Name: State, Selector: $.State, Type: String}]
"""


@pytest.mark.parametrize(
    ("most", "states", "path"),
    [
        (
            "MaxIterations: 5",
            ["pending", "pending", "ready"],
            ["loop Success", *[f"loop[{n}].look Success" for n in (1, 2, 3)]],
        ),
        ("MaxIterations: 2", ["pending"], ["loop Success", "loop[1].look Success", "loop[2].look Success"]),
        ("", ["ready"], ["loop Success", "loop[1].look Success"]),
    ],
)
def test_loops_with_a_condition(most: str, states: list[str], path: list[str]) -> None:
    driven = Driven(runbook(WHILE % most), {"look": [succeeded({"State": state}) for state in states]})
    assert (driven.path, driven.status) == (path, "Success")


def test_a_loop_goes_on_for_a_hundred_iterations() -> None:
    driven = Driven(runbook(WHILE % ""), {"look": [succeeded({"State": "pending"})]})
    assert len(driven.path) == 101


def test_a_run_that_never_ends_is_stopped() -> None:
    driven = Driven(runbook(steps("a nextStep: b", "b nextStep: a")))
    assert driven.status == "Failed"
    assert driven.machine.failure is not None
    assert driven.machine.failure.reason == "ssmdoc stopped the run after 20,000 steps"


OUTPUTS = """
outputs: [get.Id, get.Ids, get.OutputPayload, skipped.X, get.Nothing]
mainSteps:
  - name: get
    action: aws:executeAwsApi
    onFailure: Continue
    inputs: {}
    outputs:
      - {Name: Id, Selector: "$.Items[0].Id", Type: String}
      - {Name: Ids, Selector: "Items[*].Id", Type: StringList}
      - {Name: Count, Selector: "$.Count", Type: Integer}
      - {Name: Nothing, Selector: "$.Nothing", Type: String}
  - name: use
    action: aws:executeAwsApi
    inputs:
      one: "{{ get.Id }}"
      all: ["{{ get.Ids }}"]
      text: "{{ get.Ids }} of {{get.Count}} in {{ global:REGION }}"
      braces: "{{ color: red }} {{ unknown }} {{ nostep.X }}"
      map: {"{{ get.Id }}": ["{{ get.Count }}", x]}
  - {name: skipped, action: aws:pause, inputs: {}}
"""


RESPONSE: JsonValue = {"Items": [{"Id": "a"}, {"Id": "b"}], "Count": 2}


def test_outputs_and_references() -> None:
    driven = Driven(runbook(OUTPUTS), {"get": [succeeded(RESPONSE)]})
    assert driven.inputs[1][1] == {
        "one": "a",
        "all": ["a", "b"],
        "text": '["a","b"] of 2 in eu-west-1',
        "braces": "{{ color: red }} {{ unknown }} {{ nostep.X }}",
        "map": {"{{ get.Id }}": [2, "x"]},
    }
    none = "No output available yet because the step is not successfully executed"
    assert driven.machine.outputs == {
        "get.Id": "a",
        "get.Ids": ["a", "b"],
        "get.OutputPayload": RESPONSE,
        "skipped.X": none,
        "get.Nothing": none,
    }


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        (
            succeeded({"Items": [], "Count": "many"}),
            'Failed to get the output "Count": a value of type String is not Integer: many',
        ),
        (Ending(Status.SUCCESS, {"Items": [{"Id": "a"}], "Count": "7"}), ""),
    ],
)
def test_outputs_of_another_type(ending: Ending, reason: str) -> None:
    record = Driven(runbook(OUTPUTS), {"get": [ending]}).machine.records[0]
    assert (record.failure.reason if record.failure else "") == reason


def test_an_output_that_is_not_there_fails_the_step_that_needs_it() -> None:
    driven = Driven(runbook(OUTPUTS), {"get": ["fail"]})
    assert driven.path == ["get Failed", "use Failed"]
    assert driven.machine.failure is not None
    assert driven.machine.failure.message == (
        "Step fails when it is validating and resolving the step inputs. Failed to resolve input: get.Id. get.Id is "
        "not available: the step has not been successfully executed. "
        "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
    )


VARIABLES = """
variables:
  count: {type: Integer, default: 1}
  names: {type: StringList, default: []}
  map: {type: StringMap, default: {}}
mainSteps:
  - {name: set, action: aws:updateVariable, inputs: {Name: %s, Value: %s}}
  - {name: use, action: aws:executeAwsApi, inputs: {a: "{{ variable:count }}", b: "{{ variable:names }}"}}
"""


@pytest.mark.parametrize(
    ("name", "value", "inputs", "reason"),
    [
        ("variable:count", "2", {"a": 2, "b": []}, ""),
        ("variable:names", "[x]", {"a": 1, "b": ["x"]}, ""),
        ("variable:names", "[]", {"a": 1, "b": []}, ""),
        ("variable:count", "'2'", None, 'variable "count" is of type Integer, the value of type String: 2'),
        ("variable:coutn", "2", None, 'no variable "coutn" is declared; did you mean "count"?'),
        ("count", "2", None, 'Name must be "variable:" and the name of a variable, not "count"'),
        (
            "variable:names",
            str(["x"] * 51),
            None,
            'variable "names": the value has 51 items, at most 50 are allowed',
        ),
        ("variable:map", str({"k" * 50: "v"}), {"a": 1, "b": []}, ""),
        (
            "variable:map",
            str({"k" * 51: "v"}),
            None,
            'variable "map": a key has 51 characters, at most 50 are allowed',
        ),
    ],
)
def test_variables(name: str, value: str, inputs: dict[str, object] | None, reason: str) -> None:
    driven = Driven(runbook(VARIABLES % (name, value)))
    failure = driven.machine.failure
    assert (failure.reason if failure else "") == reason
    assert [given for _, given in driven.inputs] == ([inputs] if inputs else [])
