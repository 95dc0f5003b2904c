"""Times as AWS writes them: seconds since 1970 in Command and CommandInvocations, texts in GetCommandInvocation."""

from datetime import datetime, timedelta


def seconds(moment: datetime) -> float:
    """Seconds since 1970."""
    return round(moment.timestamp(), 3)


def text(moment: datetime) -> str:
    """As `2020-02-19T18:18:03.419Z`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def duration(elapsed: timedelta) -> str:
    """An ISO 8601 duration as AWS writes it: `PT0.091S`, `PT1H0.271S`, `PT0S`."""
    milliseconds = elapsed // timedelta(milliseconds=1)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}H" * (hours > 0) + f"{minutes}M" * (minutes > 0)
    seconds = f"{rest // 1000}.{rest % 1000:03}".rstrip("0").rstrip(".")
    return f"PT{text}{seconds}S" if rest or not text else f"PT{text}"
