from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Response
from ssmdoc.plan.automation.runbook import Output
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Performed, cancelling, error, ok, performed

ASSERT, WAIT = "aws:assertAwsResourceProperty", "aws:waitForAwsResourceProperty"
CALL = ("ec2 DescribeInstances", {"InstanceIds": ["i-1"]})
POLLING = "Poll action status for completion"


def inputs(desired: JsonValue, selector: str = "$.Reservations..State.Name") -> dict[str, JsonValue]:
    return {
        "Service": "ec2",
        "Api": "DescribeInstances",
        "InstanceIds": ["i-1"],
        "PropertySelector": selector,
        "DesiredValues": desired,
    }


def states(*names: str) -> Response:
    return ok(Reservations=[{"Instances": [{"State": {"Name": name}} for name in names]}])


PENDING = states("pending")


def unlike(reason: str) -> Ending:
    return Ending(Status.FAILED, failure=Failure(reason, Stage.INVOCATION, "Verification"))


@pytest.mark.parametrize(
    ("value", "desired"),
    [
        ("available", ["pending", "available"]),
        ("available", "available"),
        (True, ["True"]),
        (False, ["False"]),
        (True, [True]),
        (5, ["5"]),
        (5, [5]),
        (["a", "b"], ["b", "a", "c"]),
        (None, ["None"]),
    ],
)
def test_what_is_a_desired_value(value: JsonValue, desired: JsonValue) -> None:
    found = performed(ASSERT, inputs(desired, "$.Value"), ok(Value=value))
    assert found == Performed(succeeded(), [CALL], 0)


@pytest.mark.parametrize(
    ("value", "desired", "reason"),
    [
        (False, ["True"], "Property value 'False' from the API output is not in the desired values. "
                          "Desired values: ['True']"),
        (True, ["true"], "Property value 'True' from the API output is not in the desired values. "
                         "Desired values: ['true']"),
        ("Available", ["available", "in-use"], "Property value 'Available' from the API output is not in the desired "
                                               "values. Desired values: ['available', 'in-use']"),
        (["a", "b"], ["a"], "Property value '['a', 'b']' from the API output is not in the desired values. "
                            "Desired values: ['a']"),
        ([], ["a"], "Property value '[]' from the API output is not in the desired values. Desired values: ['a']"),
    ],
)  # fmt: skip
def test_what_is_none(value: JsonValue, desired: JsonValue, reason: str) -> None:
    assert performed(ASSERT, inputs(desired, "Value"), ok(Value=value)).ending == unlike(reason)


def test_a_path_that_leads_nowhere_fails_an_assertion() -> None:
    ending = performed(ASSERT, inputs(["a"], "$.Items[0].State"), ok(Items=[])).ending
    assert ending == unlike("\"$.Items[0].State\" finds nothing in the API output. Desired values: ['a']")


def test_the_message_of_an_assertion_is_that_of_the_service() -> None:
    ending = performed(ASSERT, inputs(["True"], "$.On"), ok(On=False)).ending
    assert ending.failure is not None
    assert ending.failure.message == (
        "Step fails when it is Execute/Cancelling action. Property value 'False' from the API output is not in the "
        "desired values. Desired values: ['True']. "
        "Please refer to Automation Service Troubleshooting Guide for more diagnosis details."
    )


def test_a_wait_goes_on_until_all_are_as_wanted() -> None:
    answers = [ok(Reservations=[]), states("pending", "running"), states("running", "running")]
    assert performed(WAIT, inputs(["running"]), *answers) == Performed(succeeded(), [CALL] * 3, 10)


def test_declared_outputs_are_selected_from_the_answer() -> None:
    outputs = (Output("State", "$.Value", "String"),)
    assert performed(WAIT, inputs(["on"], "$.Value"), ok(Value="on"), outputs=outputs).ending == succeeded(
        {"Value": "on"}
    )


@pytest.mark.parametrize(("timeout", "seconds", "calls"), [(None, 3600, 721), (12, 12, 3), (7200, 7200, 1441)])
def test_a_wait_times_out(timeout: int | None, seconds: int, calls: int) -> None:
    found = performed(WAIT, inputs(["running"]), states("pending"), timeout=timeout)
    reason = (
        "The step timed out. Property value '['pending']' from the API output is not in the desired values. "
        "Desired values: ['running']"
    )
    assert found == Performed(timed_out(reason, POLLING), [CALL] * calls, seconds)


def test_a_wait_is_cancelled() -> None:
    flag = Event()
    found = performed(WAIT, inputs(["running"]), PENDING, cancelling(flag, PENDING), cancel=flag)
    assert found == Performed(CANCELLED, [CALL] * 2, 5)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (
            error("InvalidInstanceID.NotFound", "no i-1"),
            Failure("An error occurred (InvalidInstanceID.NotFound) when calling the DescribeInstances operation: "
                    "no i-1"),
        ),
        (UNANSWERED, Failure("nothing answers", type="Internal", hint="- service: s3\n")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("action", [ASSERT, WAIT])
def test_failures(action: str, answer: Response, failure: Failure) -> None:
    assert performed(action, inputs(["running"]), answer) == Performed(
        Ending(Status.FAILED, failure=failure), [CALL], 0
    )


@pytest.mark.parametrize("action", [ASSERT, WAIT])
def test_a_selector_that_is_no_path(action: str) -> None:
    ending = performed(action, inputs(["running"], "$..["), ok()).ending
    assert ending.failure is not None
    assert (ending.failure.stage, ending.failure.reason[:24]) == (Stage.INPUT_VALIDATION, '"$..[" is no JSONPath: u')
