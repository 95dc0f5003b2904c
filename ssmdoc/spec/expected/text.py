"""What a text must be."""

from dataclasses import dataclass

from ssmdoc.aws.matchers import Matcher


@dataclass(frozen=True, slots=True)
class TextExpectation:
    """What a text must be; every part that is given must hold."""

    same: str | None = None
    """The text as written without a matcher: line breaks at the end do not count."""
    equals: str | None = None
    contains: tuple[str, ...] = ()
    matches: str | None = None
    """A regular expression that is found somewhere in the text."""
    one_of: "tuple[TextExpectation, ...]" = ()
    json: Matcher | None = None
    """Of the value that the text is as JSON."""
    negated: "TextExpectation | None" = None
    """What must not hold."""
