"""Every kind of expectation, met and not met, with the whole list of differences."""

from datetime import UTC, datetime

import pytest

from ssmdoc.invoke.refused import Refused
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.source.text import Span
from ssmdoc.spec.expect import differences
from ssmdoc.spec.expected.text import TextExpectation
from ssmdoc.spec.expected.values import Expectation, RefusalExpectation, StepExpectation
from ssmdoc.spec.outcome import Difference

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NOWHERE = Span(0, 0)
GREET = StepResult("greet", "aws:runShellScript", Status.SUCCESS, 0, "hi\nthere\n", "", "hi\nthere\n", NOW, NOW)
CHECK = StepResult("check", "aws:runShellScript", Status.FAILED, 3, "", "no such file\n", "no such file\n", NOW, NOW)
GOOD = CommandResult(Status.SUCCESS, steps=(GREET,))
BAD = CommandResult(Status.FAILED, steps=(CHECK, GREET))
UNREADABLE = CommandResult(Status.FAILED, trace="document is not valid: x")
REFUSED = Refused("InvalidParameters", "Missing required parameter: Name")


def step(name: str, **parts: object) -> Expectation:
    return Expectation("Success", steps=(StepExpectation(name, NOWHERE, **parts),))  # type: ignore[arg-type]


def text(**parts: object) -> TextExpectation:
    return TextExpectation(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (GOOD, Expectation()),
        (BAD, Expectation("Failed")),
        (GOOD, step("greet", status="Success", code=0)),
        (GOOD, step("greet", stdout=text(same="hi\nthere"))),
        (GOOD, step("greet", stdout=text(same="hi\nthere\n\n"))),
        (GOOD, step("greet", stdout=text(equals="hi\nthere\n"))),
        (GOOD, step("greet", stdout=text(contains=("hi", "there")))),
        (GOOD, step("greet", stdout=text(matches="^th.re$"))),
        (GOOD, step("greet", stderr=text(same=""), output=text(contains=("there",)))),
        (UNREADABLE, Expectation("Failed", error=text(contains=("not valid",)))),
        (REFUSED, Expectation(None, refused=RefusalExpectation())),
        (REFUSED, Expectation(None, refused=RefusalExpectation("InvalidParameters", text(contains=("Name",))))),
    ],
)
def test_as_expected(result: CommandResult | Refused, expected: Expectation) -> None:
    assert differences(result, expected) == ()


@pytest.mark.parametrize(
    ("result", "expected", "found"),
    [
        (BAD, Expectation(), [Difference(None, "status", "is", "Success", "Failed")]),
        (
            GOOD,
            step("greet", status="Skipped", code=1),
            [Difference("greet", "status", "is", "Skipped", "Success"), Difference("greet", "code", "is", "1", "0")],
        ),
        (
            GOOD,
            step("greet", stdout=text(same="hi")),
            [Difference("greet", "stdout", "is", "hi", "hi\nthere")],
        ),
        (
            GOOD,
            step("greet", stdout=text(equals="hi\nthere")),
            [Difference("greet", "stdout", "is", "hi\nthere", "hi\nthere\n")],
        ),
        (
            GOOD,
            step("greet", stdout=text(contains=("hi", "bye"), matches="^here$")),
            [
                Difference("greet", "stdout", "contains", "bye", "hi\nthere\n"),
                Difference("greet", "stdout", "matches", "^here$", "hi\nthere\n"),
            ],
        ),
        (
            GOOD,
            step("greet", stderr=text(same="oh"), output=text(same="")),
            [
                Difference("greet", "stderr", "is", "oh", ""),
                Difference("greet", "output", "is", "", "hi\nthere"),
            ],
        ),
        (
            GOOD,
            step("gret", status="Success"),
            [Difference("gret", "step", "is", "a result", "no such step; did you mean greet?")],
        ),
        (
            UNREADABLE,
            Expectation("Failed", error=text(same="another"), steps=(StepExpectation("x", NOWHERE),)),
            [
                Difference(None, "error", "is", "another", "document is not valid: x"),
                Difference("x", "step", "is", "a result", "no such step; there are: none"),
            ],
        ),
        (
            REFUSED,
            Expectation(),
            [
                Difference(
                    None,
                    "status",
                    "is",
                    "Success",
                    "refused with InvalidParameters: Missing required parameter: Name",
                )
            ],
        ),
        (
            REFUSED,
            Expectation(None, refused=RefusalExpectation("InvalidDocument", text(contains=("Path",)))),
            [
                Difference(None, "error code", "is", "InvalidDocument", "InvalidParameters"),
                Difference(None, "message", "contains", "Path", "Missing required parameter: Name"),
            ],
        ),
        (
            GOOD,
            Expectation(None, refused=RefusalExpectation("InvalidParameters")),
            [Difference(None, "refusal", "is", "refused with InvalidParameters", "it was run and ended with Success")],
        ),
    ],
)
def test_not_as_expected(result: CommandResult | Refused, expected: Expectation, found: list[Difference]) -> None:
    assert list(differences(result, expected)) == found
