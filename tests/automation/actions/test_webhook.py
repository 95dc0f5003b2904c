import json
from threading import Event

import pytest

from ssmdoc.automation.actions.webhook import FOLDER
from ssmdoc.automation.records import CANCELLED, Ending, Failure, Stage, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import Answer, Response
from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import UNANSWERED, Called, Performed, cancelling, error, ok, performed

ACTION = "aws:invokeWebhook"
INPUTS: dict[str, JsonValue] = {"IntegrationName": "chat"}
URL = "https://chat.example.com/hook"
READ: Called = ("ssm GetParameter", {"Name": f"{FOLDER}chat", "WithDecryption": True})
RECEIVED = ok(StatusCode=200, Body="received")
DONE = succeeded(outputs={"Response": "received", "ResponseCode": "200"})


def stored(**fields: JsonValue) -> dict[str, StoredParameter]:
    return {f"{FOLDER}chat": StoredParameter(json.dumps(fields), "SecureString")}


@pytest.mark.parametrize(
    ("integration", "inputs", "request_"),
    [
        ({"url": URL, "description": "ours"}, {}, {"Url": URL}),
        ({"URL": URL, "payload": "hello"}, {}, {"Url": URL, "Body": "hello"}),
        (
            {"url": URL, "payload": {"text": "hello"}, "headers": {"x-id": 1}},
            {},
            {"Url": URL, "Body": '{"text":"hello"}', "Headers": {"x-id": "1"}},
        ),
        ({"url": URL, "payload": "hello"}, {"Body": "other"}, {"Url": URL, "Body": "other"}),
    ],
)
def test_what_is_posted(
    integration: dict[str, JsonValue], inputs: dict[str, JsonValue], request_: dict[str, JsonValue]
) -> None:
    found = performed(ACTION, {**INPUTS, **inputs}, RECEIVED, store=stored(**integration))
    assert found == Performed(DONE, [("webhook Post", request_)], 0)


def test_an_integration_of_the_parameter_store_that_a_door_has() -> None:
    parameter = ok(Parameter={"Value": json.dumps({"url": URL})})
    assert performed(ACTION, INPUTS, parameter, RECEIVED) == Performed(DONE, [READ, ("webhook Post", {"Url": URL})], 0)


def test_a_status_of_an_error_is_an_output() -> None:
    ending = performed(ACTION, INPUTS, ok(StatusCode=500, Body="broken"), store=stored(url=URL)).ending
    assert ending == succeeded(outputs={"Response": "broken", "ResponseCode": "500"})


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ('{"url": "http://chat.example.com"}', "its URL must begin with https://"),
        ("{}", "its URL must begin with https://"),
        ("[]", "its value must be a JSON object with a url"),
        ("https://chat.example.com", "its value must be a JSON object with a url"),
    ],
)
def test_integrations_that_cannot_be_used(value: str, why: str) -> None:
    reason = f'the integration "chat" cannot be used: {why}'
    ending = Ending(Status.FAILED, failure=Failure(reason, Stage.INPUT_VALIDATION))
    assert performed(ACTION, INPUTS, RECEIVED, store={f"{FOLDER}chat": StoredParameter(value)}) == Performed(
        ending, [], 0
    )


def test_an_integration_that_is_not_there() -> None:
    reason = "An error occurred (ParameterNotFound) when calling the GetParameter operation: none"
    ending = Ending(Status.FAILED, failure=Failure(reason))
    assert performed(ACTION, INPUTS, error("ParameterNotFound", "none")) == Performed(ending, [READ], 0)


@pytest.mark.parametrize(
    ("answer", "ending", "seconds"),
    [
        (
            UNANSWERED,
            Ending(Status.FAILED, failure=Failure("nothing answers", type="Internal", hint="- service: s3\n")),
            0,
        ),
        (
            error("ConnectTimeout", "no route"),
            Ending(
                Status.FAILED,
                failure=Failure("An error occurred (ConnectTimeout) when calling the Post operation: no route"),
            ),
            0,
        ),
        (Response({}, "test", 31), timed_out(), 30),
    ],
)
def test_a_post_that_fails(answer: Answer, ending: Ending, seconds: int) -> None:
    found = performed(ACTION, INPUTS, answer, store=stored(url=URL), timeout=30)
    assert found == Performed(ending, [("webhook Post", {"Url": URL})], seconds)


def test_a_post_is_cancelled() -> None:
    flag = Event()
    found = performed(ACTION, INPUTS, cancelling(flag, RECEIVED), store=stored(url=URL), cancel=flag)
    assert found.ending == CANCELLED
