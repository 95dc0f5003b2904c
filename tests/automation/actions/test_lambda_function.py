from threading import Event

import pytest

from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

ACTION = "aws:invokeLambdaFunction"
PLAIN: dict[str, JsonValue] = {"FunctionName": "orders"}
CALL: Called = ("lambda Invoke", PLAIN)
VERIFYING = "verifying the Lambda function has succeeded"


@pytest.mark.parametrize(
    ("inputs", "payload"),
    [
        ({"Payload": '{"a": 1}'}, '{"a": 1}'),
        ({"Payload": {"a": 1}}, '{"a":1}'),
        ({"InputPayload": {"a": [True]}, "Payload": "not this"}, '{"a":[true]}'),
    ],
)
def test_what_a_function_gets(inputs: dict[str, JsonValue], payload: str) -> None:
    found = performed(ACTION, {**PLAIN, "Qualifier": "live", "LogType": "Tail", **inputs}, ok(StatusCode=200))
    request = {"FunctionName": "orders", "Qualifier": "live", "LogType": "Tail", "Payload": payload}
    assert found.calls == [("lambda Invoke", request)]


@pytest.mark.parametrize(
    ("inputs", "answer", "response", "outputs"),
    [
        (
            {},
            ok(StatusCode=200, Payload='{"a": 1}', LogResult="bG9n", ExecutedVersion="1"),
            {"StatusCode": 200, "LogResult": "bG9n", "Payload": '{"a": 1}'},
            {"StatusCode": "200", "LogResult": "bG9n", "Payload": '{"a": 1}'},
        ),
        (
            {},
            ok(StatusCode=200, Payload='"vol-1"'),
            {"StatusCode": 200, "Payload": "vol-1"},
            {"StatusCode": "200", "Payload": "vol-1"},
        ),
        ({"InvocationType": "Event"}, ok(StatusCode=202, Payload=""), {"StatusCode": 202}, {"StatusCode": "202"}),
    ],
)
def test_what_a_function_gives(
    inputs: dict[str, JsonValue], answer: Response, response: JsonValue, outputs: dict[str, JsonValue]
) -> None:
    assert performed(ACTION, {**PLAIN, **inputs}, answer).ending == succeeded(response, outputs)


def test_an_error_of_the_function_fails_the_step() -> None:
    payload = '{"errorMessage": "no order", "errorType": "KeyError"}'
    found = performed(ACTION, PLAIN, ok(StatusCode=200, FunctionError="Unhandled", Payload=payload))
    reason = f"The function orders failed (Unhandled): {payload}"
    failure = Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=VERIFYING)
    outputs = {"StatusCode": "200", "FunctionError": "Unhandled", "Payload": payload}
    assert found == Performed(Ending(Status.FAILED, outputs=outputs, failure=failure), [CALL], 0)


def test_a_function_that_gives_too_much() -> None:
    most = "x" * 204_798
    assert performed(ACTION, PLAIN, ok(Payload=f'"{most}"')).ending.status is Status.SUCCESS
    ending = performed(ACTION, PLAIN, ok(Payload=f'"{most}x"')).ending
    reason = "The function orders returned 204,801 bytes, more than 204,800"
    assert ending.failure == Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=VERIFYING)


@pytest.mark.parametrize(
    ("timeout", "takes", "ending", "seconds"),
    [
        (None, 300, succeeded({"StatusCode": 200}, {"StatusCode": "200"}), 300),
        (None, 301, timed_out(), 300),
        (900, 301, timed_out(), 300),
        (60, 61, timed_out(), 60),
    ],
)
def test_a_function_that_takes_its_time(timeout: int | None, takes: int, ending: Ending, seconds: int) -> None:
    found = performed(ACTION, PLAIN, Response({"StatusCode": 200}, "test", takes), timeout=timeout)
    assert (found.ending, found.seconds) == (ending, seconds)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (
            error("ResourceNotFoundException", "Function not found", 404),
            Failure(
                "Get Exception from Invoke API of lambda Service. Exception Message from Invoke API: "
                "[Function not found (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException)]",
                doing="invoking the Lambda function",
            ),
        ),
        (UNANSWERED, Failure("nothing answers", type="Internal", hint="- service: s3\n")),
    ],
)
def test_failures(answer: Answer, failure: Failure) -> None:
    assert performed(ACTION, PLAIN, answer) == Performed(Ending(Status.FAILED, failure=failure), [CALL], 0)


def test_a_call_is_cancelled() -> None:
    flag = Event()
    found = performed(ACTION, PLAIN, cancelling(flag, Response({}, "test", 9)), cancel=flag)
    assert found == Performed(CANCELLED, [CALL], 0)
