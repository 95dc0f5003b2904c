"""The known name that a misspelled word most likely means."""

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate closest to `word`, or None when none is close enough to be a good suggestion.

    A candidate that differs in letter case only is the best match. Otherwise one edit (insert, delete, replace, swap
    of neighbours) is allowed for every three characters of the word, at most three: words of one or two characters
    have no nearest name. Of equally close candidates the first one wins.
    """
    folded = word.lower()
    best, limit = None, min(len(word) // 3, 3) + 1
    for candidate in candidates:
        other = candidate.lower()
        if candidate != word and other == folded:
            return candidate
        if other != folded and abs(len(other) - len(folded)) < limit:
            edits = distance(folded, other, limit)
            if edits < limit:
                best, limit = candidate, edits
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """The end of a message that offers the nearest name, empty without one."""
    return offer(nearest(word, candidates))


def offer(meant: str | None) -> str:
    """The end of a message that offers a name, empty without one."""
    return f', did you mean "{meant}"?' if meant else ""


def distance(left: str, right: str, limit: int) -> int:
    """The edits (insert, delete, replace, swap of neighbours) between two words, or `limit` when there are as many."""
    above: list[int] = []
    row = list(range(len(right) + 1))
    for i, character in enumerate(left):
        before, above, row = above, row, [i + 1]
        for j, other in enumerate(right):
            edits = min(above[j + 1] + 1, row[j] + 1, above[j] + (character != other))
            if i and j and character == right[j - 1] and left[i - 1] == other:
                edits = min(edits, before[j - 1] + 1)
            row.append(edits)
        if min(row) > limit:
            return limit
    return min(row[-1], limit)
