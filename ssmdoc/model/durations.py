"""Durations as ISO 8601 writes them."""

import re
from functools import cache

_SECONDS = (31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1)
"""Of years, months, weeks, days, hours, minutes and seconds."""
_LONGEST = 60
"""No duration has as many characters."""


def duration_seconds(text: str) -> float | None:
    """The seconds of a duration such as `PT10M` or `P1DT12H`, negative with a sign before it; None of other texts."""
    text = text.strip().upper()
    match = _expression().fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    sign, *amounts = match.groups()
    if not any(amounts) or text.endswith("T"):
        return None
    parts = [float(amount.replace(",", ".")) * unit for amount, unit in zip(amounts, _SECONDS, strict=True) if amount]
    return sum(parts) * (-1 if sign == "-" else 1)


@cache
def _expression() -> re.Pattern[str]:
    date, time = ("".join(rf"(?:([-+]?\d+(?:[.,]\d+)?){letter})?" for letter in letters) for letters in ("YMWD", "HMS"))
    return re.compile(rf"([-+]?)P{date}(?:T{time})?", re.ASCII)
