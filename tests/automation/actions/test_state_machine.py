from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

ACTION = "aws:executeStateMachine"
MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:orders"
RUN = "arn:aws:states:eu-west-1:123456789012:execution:orders:one"
INPUTS: dict[str, JsonValue] = {"stateMachineArn": MACHINE, "name": "one", "input": '{"a": 1}'}
START: Called = ("stepfunctions StartExecution", INPUTS)
LOOK: Called = ("stepfunctions DescribeExecution", {"executionArn": RUN})
STOP: Called = ("stepfunctions StopExecution", {"executionArn": RUN})
STARTED = ok(executionArn=RUN, startDate="2030-01-01T00:00:00.000Z")
VERIFYING = "verifying the execution of the state machine has succeeded"
OUTPUTS: dict[str, JsonValue] = {
    "executionArn": RUN,
    "input": '{"a": 1}',
    "name": "one",
    "output": '{"b": 2}',
    "startDate": "2030-01-01T00:00:00.000Z",
    "stateMachineArn": MACHINE,
    "status": "SUCCEEDED",
    "stopDate": "2030-01-01T00:00:07.000Z",
}


def run(status: str, **more: JsonValue) -> Response:
    return ok(executionArn=RUN, status=status, **more)


def test_an_execution_succeeds() -> None:
    answers = [STARTED, run("RUNNING"), ok(**OUTPUTS, redriveCount=0)]
    assert performed(ACTION, INPUTS, *answers) == Performed(succeeded(outputs=OUTPUTS), [START, LOOK, LOOK], 5)


def test_an_input_that_is_a_map_becomes_json() -> None:
    found = performed(ACTION, {"stateMachineArn": MACHINE, "input": {"a": [1]}}, STARTED, run("SUCCEEDED"))
    assert found.calls[0] == ("stepfunctions StartExecution", {"stateMachineArn": MACHINE, "input": '{"a":[1]}'})


@pytest.mark.parametrize(
    ("answers", "failure", "calls"),
    [
        (
            [STARTED, run("FAILED", error="Orders.Empty", cause="nothing to do")],
            Failure(
                f"Execution {RUN} entered unexpected state: FAILED. Orders.Empty: nothing to do",
                Stage.POST_VERIFICATION, "Verification", doing=VERIFYING,
            ),
            [START, LOOK],
        ),
        (
            [STARTED, run("TIMED_OUT")],
            Failure(
                f"Execution {RUN} entered unexpected state: TIMED_OUT",
                Stage.POST_VERIFICATION, "Verification", doing=VERIFYING,
            ),
            [START, LOOK],
        ),
        (
            [error("StateMachineDoesNotExist", "none")],
            Failure(
                "Get Exception from StartExecution API of stepfunctions Service. "
                "Exception Message from StartExecution API: "
                "[none (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist)]",
                doing="starting the execution of the state machine",
            ),
            [START],
        ),
        ([STARTED, UNANSWERED], Failure("nothing answers", type="Internal", hint="- service: s3\n"), [START, LOOK]),
    ],
)  # fmt: skip
def test_failures(answers: list[Answer], failure: Failure, calls: list[Called]) -> None:
    assert performed(ACTION, INPUTS, *answers) == Performed(Ending(Status.FAILED, failure=failure), calls, 0)


@pytest.mark.parametrize(("timeout", "seconds"), [(None, 3600), (12, 12)])
def test_an_execution_that_takes_too_long(timeout: int | None, seconds: int) -> None:
    found = performed(ACTION, INPUTS, STARTED, run("RUNNING"), timeout=timeout)
    assert (found.ending, found.seconds) == (timed_out(doing=VERIFYING), seconds)


@pytest.mark.parametrize("answer", [ok(), error("Odd"), UNANSWERED])
def test_a_step_that_is_cancelled_stops_the_execution(answer: Answer) -> None:
    flag = Event()
    found = performed(ACTION, INPUTS, STARTED, cancelling(flag, run("RUNNING")), answer, cancel=flag)
    assert found == Performed(CANCELLED, [START, LOOK, STOP], 0)
