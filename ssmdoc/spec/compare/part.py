"""A part of a result that is held against the spec: what it is called, and where the spec speaks of it."""

from dataclasses import dataclass, replace

from ssmdoc.spec.outcome import Difference, Relation


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the result of a step, or (None) of the whole."""

    step: str | None
    name: str
    where: tuple[str | int, ...] = ()
    """The keys that lead to the expectation, from `expect` on."""

    def inside(self, key: str | int) -> "Part":
        """The same part, of which a key inside of the expectation speaks."""
        return replace(self, where=(*self.where, key))

    def differs(self, relation: Relation, expected: str, actual: str) -> Difference:
        """The part is not as expected."""
        return Difference(self.step, self.name, relation, expected, actual, self.where)
