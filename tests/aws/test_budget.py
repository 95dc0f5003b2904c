"""Calls of one run have an end."""

import pytest

from ssmdoc.aws.budget import Budget
from ssmdoc.aws.call import DoorError
from ssmdoc.source.values import JsonValue


def test_calls_are_counted() -> None:
    budget = Budget(most_calls=2)
    budget.take_call()
    budget.take_call()
    with pytest.raises(DoorError, match="ssmdoc stopped after 2 AWS calls in one run"):
        budget.take_call()


@pytest.mark.parametrize("value", [{"Body": "x" * 800_000}, {"Many": [{}] * 10_000}, {"x" * 800_000: 1}])
def test_what_is_kept_is_measured(value: dict[str, JsonValue]) -> None:
    budget = Budget(most_bytes=1024**2)
    budget.take(value)
    with pytest.raises(DoorError, match="ssmdoc stopped at more than 1 MiB of AWS calls in one run"):
        budget.take(value)
