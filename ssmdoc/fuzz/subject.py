"""One parameter: what its declaration admits, and an ordinary value of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.plan.command_plan import CommandPlan, plan_command
from ssmdoc.plan.declarations import Declared, declared_parameters
from ssmdoc.plan.service import refuse
from ssmdoc.source.values import JsonValue

_ORDINARY = (
    "value",
    "a",
    "1",
    "10",
    "A",
    "a1",
    "true",
    "/opt/a",
    "10.0.0.1",
    "1.2.3",
    "https://example.com/a",
    "a@b.c",
)
_STEP: JsonValue = {"name": "a", "action": "aws:runShellScript", "inputs": {"runCommand": ["true"]}}
MOST_ITEMS = 4


@dataclass(frozen=True)
class Subject:
    """A parameter with its declaration, `fields`."""

    name: str
    fields: dict[str, JsonValue]

    @cached_property
    def _alone(self) -> JsonValue:
        """A document that declares nothing else."""
        return {"schemaVersion": "2.2", "parameters": {self.name: self.fields}, "mainSteps": [_STEP]}

    @cached_property
    def declared(self) -> Declared:
        """The declaration as the service reads it."""
        return declared_parameters(self._alone)[self.name]

    @property
    def type(self) -> str:
        """The type; of a text unless it is another one that there is."""
        return self.declared.type if self.declared.type in TYPES else "String"

    def admits(self, value: JsonValue) -> bool:
        """Whether service and agent take a value; where Java may judge otherwise than RE2, the agent's word counts."""
        given = {self.name: value}
        return refuse(self._alone, given) is None and isinstance(plan_command(self._alone, given), CommandPlan)

    def shaped(self, text: str) -> Iterator[JsonValue]:
        """Values of the type that hold a text; none of a type without texts."""
        least = int(min(self.declared.items[0], 100))
        match self.type:
            case "String":
                yield text
            case "StringList":
                yield [text] * max(1, least)
            case "StringMap":
                yield {"a": text}
                yield {text: "a"}
            case "MapList":
                yield [{"a": text}] * max(1, least)

    def ordinary(self) -> JsonValue:
        """The default, or else a plain value that is admitted; None without one."""
        if self.fields.get("default") is not None:
            return self.fields["default"]
        return next((value for value in self._plain() if self.admits(value)), None)

    def _plain(self) -> Iterator[JsonValue]:
        for value in self.declared.allowed_values:
            yield from ([value], value) if self.type == "StringList" else (value,)
        match self.type:
            case "Integer":
                yield from (1, 0, 10)
            case "Boolean":
                yield True
            case _:
                least = int(min(self.declared.characters[0], 4096))
                for text in (*_ORDINARY, "a" * least, "1" * least):
                    yield from self.shaped(text)

    def choices(self) -> tuple[JsonValue, ...]:
        """The few values there are, the ordinary one first; empty of a parameter with many."""
        found: tuple[JsonValue, ...] = (False, True) if self.type == "Boolean" else self.declared.allowed_values
        if self.type == "StringList":
            found = tuple([value] for value in found)
        first = self.ordinary()
        return (first, *(value for value in found if value != first and self.admits(value))) if found else ()
