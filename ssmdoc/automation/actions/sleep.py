"""aws:sleep. Source: UG25 automation-action-sleep.md."""

from datetime import UTC, datetime

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.records import Ending, Stage, failed, succeeded
from ssmdoc.catalogue.limits import MAX_SLEEP_SECONDS
from ssmdoc.model.durations import duration_seconds


def sleep(call: ActionCall) -> Ending:
    """Let time pass; a time that is over already goes on at once."""
    seconds = _seconds(call)
    if isinstance(seconds, Ending):
        return seconds
    return call.pass_time(seconds) or succeeded()


def _seconds(call: ActionCall) -> float | Ending:
    duration, timestamp = call.text("Duration"), call.text("Timestamp")
    if duration:
        seconds = duration_seconds(duration)
        if seconds is None or seconds < 0:
            return failed(f'"{duration}" is no ISO 8601 duration such as PT10M', Stage.INPUT_VALIDATION)
    elif timestamp:
        moment = _parse_timestamp(timestamp)
        if moment is None:
            return failed(
                f'"{timestamp}" is no ISO 8601 timestamp such as 2030-01-01T10:00:00Z', Stage.INPUT_VALIDATION
            )
        seconds = max(0.0, (moment - call.world.clock.now()).total_seconds())
    else:
        return failed("the step has neither Duration nor Timestamp", Stage.INPUT_VALIDATION)
    if seconds > MAX_SLEEP_SECONDS:
        return failed(
            f"{seconds:,.0f} seconds are more than the {MAX_SLEEP_SECONDS:,} that are allowed", Stage.INPUT_VALIDATION
        )
    return seconds


def _parse_timestamp(text: str) -> datetime | None:
    """A moment; without a zone it is in UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
