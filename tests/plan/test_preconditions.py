import pytest

from ssmdoc.plan.preconditions import Verdict, evaluate, plan_preconditions

VALUES = {"env": "prod", "os": "Linux"}


@pytest.mark.parametrize(
    ("written", "platform", "verdict"),
    [
        ({}, "linux", Verdict(allowed=True, reasons=())),
        ({"StringEquals": ["Windows", "platformType"]}, "windows", Verdict(allowed=True, reasons=())),
        (
            {"StringEquals": ["platformType", "{{ os }}"]},
            "linux",
            Verdict(
                allowed=True,
                reasons=(
                    '"StringEquals": the second argument for the platformType variable '
                    "can't contain document parameters",
                ),
            ),
        ),
        (
            {"StringEquals": ["{{ ssm:a.b }}", "x"]},
            "linux",
            Verdict(
                allowed=True,
                reasons=(
                    '"StringEquals": at least one of operator\'s arguments must contain a valid document parameter',
                ),
            ),
        ),
        (
            {"StringEquals": ["{{ env }}", "Prod"], "stringEquals": ["a", "b"]},
            "linux",
            Verdict(
                allowed=False,
                reasons=('unrecognized operator: "stringEquals"', '"StringEquals": [{{ env }}, Prod]'),
            ),
        ),
    ],
)
def test_evaluate(written: dict[str, list[str]], platform: str, verdict: Verdict) -> None:
    assert evaluate(plan_preconditions(written, VALUES), platform) == verdict
