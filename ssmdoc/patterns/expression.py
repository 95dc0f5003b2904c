"""Regular expressions that others write, searched for in a time that is bounded: those of RE2."""

from dataclasses import dataclass

from ssmdoc.patterns.re2 import PatternError, UnsupportedPatternError, compile_pattern

_MOST_STEPS = 500_000


class ExpressionError(Exception):
    """It is no such expression, or the search takes too long; the text says so."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression."""

    pattern: str

    def check(self) -> None:
        """Make sure that it is one.

        Raises:
            ExpressionError: it is none.
        """
        try:
            compile_pattern(self.pattern)
        except (PatternError, UnsupportedPatternError) as error:
            raise ExpressionError(str(error)) from error

    def search(self, text: str) -> bool:
        """Whether it is found in a text.

        Raises:
            ExpressionError: it is none, or the search takes too long.
        """
        try:
            return compile_pattern(self.pattern).search(text, _MOST_STEPS)
        except (PatternError, UnsupportedPatternError) as error:
            raise ExpressionError(str(error)) from error

    def fullmatch(self, text: str) -> bool:
        """Whether it is all of a text; raises as `search`."""
        return Expression(f"^(?:{self.pattern})$").search(text)
