"""How long something took, for people."""

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))


def duration(seconds: float) -> str:
    """Seconds to the hundredth below a minute, then whole seconds: `0.25 s`, `2 min 5 s`, `7 d`."""
    if seconds < 60:
        return f"{seconds:.2f} s"
    return whole_duration(round(seconds))


def whole_duration(seconds: int) -> str:
    """Whole seconds: `5 s`, `2 min 5 s`, `7 d`."""
    parts = []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    if seconds or not parts:
        parts.append(f"{seconds} s")
    return " ".join(parts)
