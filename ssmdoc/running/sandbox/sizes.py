"""Numbers of bytes in words, and back."""

UNITS = {"KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}


def size(count: int) -> str:
    """A number of bytes in words: `512 MiB`, `1 GiB`."""
    for unit, bytes_of_unit in reversed(UNITS.items()):
        if count >= bytes_of_unit and count % bytes_of_unit == 0:
            return f"{count // bytes_of_unit} {unit}"
    return f"{count} bytes"


def parse_size(text: str) -> int | None:
    """The number of bytes that a text such as `512 MiB` names; None when it names none."""
    number, unit = text[:-3].strip(), text[-3:]
    return int(number) * UNITS[unit] if unit in UNITS and number.isdecimal() else None
