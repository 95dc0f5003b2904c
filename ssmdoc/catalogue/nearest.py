"""The known name that a misspelled word most likely means."""

from collections.abc import Collection

_LONGEST_WORD = 100
"""Longer words are compared for letter case only."""

_LEAST_TO_COMPLETE = len("aws:abc")
"""Shorter names begin too much."""


def nearest(word: str, candidates: Collection[str]) -> str | None:
    """The candidate closest to `word`, or None when none is close enough to be a good suggestion.

    A candidate that differs in letter case only is the best match. Otherwise one edit (insert, delete, replace, swap
    of neighbours) is allowed for every three characters of the word, at most three: words of one or two characters
    have no nearest name. Of equally close candidates the first one wins. Where none is close, the only one that begins
    with a name of AWS is meant, as `aws:runShellScript` by `aws:runShell`.
    """
    folded = word.lower()
    best, limit = None, min(len(word) // 3, 3) + 1 if len(word) <= _LONGEST_WORD else 0
    for candidate in candidates:
        other = candidate.lower()
        if candidate != word and other == folded:
            return candidate
        if other != folded and abs(len(other) - len(folded)) < limit:
            edits = distance(folded, other, limit)
            if edits < limit:
                best, limit = candidate, edits
    return best or _completed(folded, candidates)


def _completed(folded: str, candidates: Collection[str]) -> str | None:
    """The only candidate that begins with a name of AWS; None where there is none, or more than one."""
    if not folded.startswith("aws:") or not _LEAST_TO_COMPLETE <= len(folded) <= _LONGEST_WORD:
        return None
    longer = {
        candidate for candidate in candidates if len(candidate) > len(folded) and candidate.lower().startswith(folded)
    }
    return longer.pop() if len(longer) == 1 else None


def did_you_mean(word: str, candidates: Collection[str]) -> str:
    """The end of a message that offers the nearest name, empty without one."""
    return offer(nearest(word, candidates))


def offer(meant: str | None) -> str:
    """The end of a message that offers a name, empty without one."""
    return f', did you mean "{meant}"?' if meant else ""


class Hints:
    """Offers the nearest of some names for many words.

    It remembers them, and offers nothing more after so many comparisons that a text of thousands of unknown names
    would take long.
    """

    def __init__(self, candidates: Collection[str], most_comparisons: int = 10_000) -> None:
        self._candidates = candidates
        self._left = most_comparisons
        self._known: dict[str, str] = {}

    def did_you_mean(self, word: str) -> str:
        """The end of a message that offers the nearest name, empty without one."""
        known = self._known.get(word)
        if known is None:
            self._left -= len(self._candidates)
            known = self._known[word] = did_you_mean(word, self._candidates) if self._left >= 0 else ""
        return known


def distance(left: str, right: str, limit: int) -> int:
    """The edits (insert, delete, replace, swap of neighbours) between two words, or `limit` when there are as many."""
    above: list[int] = []
    row = list(range(len(right) + 1))
    for i, character in enumerate(left):
        before, above, row = above, row, [i + 1] + [limit] * len(right)
        for j in range(max(0, i - limit), min(len(right), i + limit + 1)):  # further off there are more edits
            other = right[j]
            edits = min(above[j + 1] + 1, row[j] + 1, above[j] + (character != other))
            if i and j and character == right[j - 1] and left[i - 1] == other:
                edits = min(edits, before[j - 1] + 1)
            row[j + 1] = edits
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)
