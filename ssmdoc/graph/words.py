"""Texts of a document as they stand in a picture: in one line, of bounded length, without characters nobody sees."""

from unicodedata import category, east_asian_width

REPLACEMENT = "\ufffd"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_BREAKS_AFTER = frozenset(" _-./:,")


def plain(text: str, most: int = 120) -> str:
    """The text in one line; invisible characters are replaced, what is too long is cut.

    No control character, no surrogate and no mark of writing direction is left, so any format can take it.
    """
    line = " ".join(text[: 4 * most].split())
    if not (line.isascii() and line.isprintable()):
        line = "".join(REPLACEMENT if category(letter) in _INVISIBLE else letter for letter in line)
    return line if len(line) <= most and len(text) <= 4 * most else f"{line[: most - 1]}…"


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The text in at most so many lines of so many columns each, broken at blanks and signs where there are any."""
    lines: list[str] = []
    while columns(text) > width:
        if len(lines) == most - 1:
            return [*lines, f"{text[: _fitting(text, width - 1)].rstrip()}…"]
        fits = _fitting(text, width)
        at = next((place for place in range(fits, fits // 3, -1) if text[place - 1] in _BREAKS_AFTER), fits)
        lines.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*lines, text] if text or not lines else lines


def columns(text: str) -> int:
    """How many columns of a font of one width a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _fitting(text: str, width: int) -> int:
    """How many characters fit into so many columns; at least one."""
    taken = 0
    for count, letter in enumerate(text):
        taken += _columns(letter)
        if taken > width:
            return max(count, 1)
    return len(text)


def _columns(letter: str) -> int:
    return 2 if east_asian_width(letter) in "WF" else 1
