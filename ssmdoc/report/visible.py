"""Text that is safe to print: a document must not be able to send a terminal anything but letters."""

from unicodedata import category, combining, east_asian_width

TAB_WIDTH = 4
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"})
_JOINER = "\u200d"


def visible(text: str) -> str:
    """The text in one line, with control characters and other invisible ones shown as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def cells(text: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with the number of columns it takes."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    return [_cell(character) for character in text]


def width(text: str) -> int:
    """The number of columns a text takes."""
    return sum(columns for _, columns in cells(text))


def shortened(text: str, columns: int) -> str:
    """As much of the beginning of a visible text as fits into so many columns."""
    if len(text) <= columns // 2:  # no character takes more than two
        return text
    taken, shown = 0, []
    for character, wide in cells(text):
        taken += wide
        if taken > columns:
            break
        shown.append(character)
    return "".join(shown)


def _cell(character: str) -> tuple[str, int]:
    if character == "\t":
        return " " * TAB_WIDTH, TAB_WIDTH
    shown = _shown(character)
    if len(shown) > 1 or character.isascii():
        return shown, len(shown)
    if character == _JOINER or combining(character) or category(character) in ("Mn", "Me"):
        return shown, 0
    return shown, 2 if east_asian_width(character) in "WF" else 1


def _shown(character: str) -> str:
    code = ord(character)
    if character == _JOINER or category(character) not in _INVISIBLE:
        return character
    if code < 0x20:
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character, f"\\x{code:02x}")
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
