"""The types that a parameter can be declared with, and what a value of each is.

Source: UG23 documents-syntax-data-elements-parameters.md, UG25 populating-input-parameters.md.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ssmdoc.source.values import JsonValue


class ParameterType(NamedTuple):
    """One type: its values as JSON has them, and in the words of messages."""

    name: str
    article: str
    words: str
    """What a value is: `a list`."""
    json_words: str
    """What to write for a value: `a JSON list of texts`."""
    shape: type
    """The values' type in Python."""
    items: type | None = None
    """That of their items, where it matters."""

    @property
    def with_article(self) -> str:
        """The name as part of a sentence: `an Integer`."""
        return f"{self.article} {self.name}"

    def has(self, value: "JsonValue") -> bool:
        """Whether a value is of this type."""
        if not isinstance(value, self.shape) or (isinstance(value, bool) and self.shape is not bool):
            return False
        return self.items is None or not isinstance(value, list) or all(isinstance(v, self.items) for v in value)


_TABLE = (
    ParameterType("String", "a", "text", "a text", str),
    ParameterType("StringList", "a", "a list", "a JSON list of texts", list, str),
    ParameterType("StringMap", "a", "a map", "a JSON object", dict),
    ParameterType("Integer", "an", "an integer", "a whole number", int),
    ParameterType("Boolean", "a", "true or false", "true or false", bool),
    ParameterType("MapList", "a", "a list of maps", "a JSON list of objects", list, dict),
)
"""The guide names only String and StringList for Command documents; AWS takes the others too."""

TYPES = {kind.name: kind for kind in _TABLE}
"""The types proper by name."""

PARAMETER_TYPES = tuple(TYPES)
"""Their names."""

RESOURCE_TYPES = (
    "AWS::EC2::Instance::Id",
    "List<AWS::EC2::Instance::Id>",
    "AWS::S3::Bucket::Name",
    "List<AWS::S3::Bucket::Name>",
    "AWS::IAM::Role::Arn",
    "List<AWS::IAM::Role::Arn>",
)
"""Types that let the console offer a list of resources; they belong to Automation documents."""

ENV_VAR = "ENV_VAR"
"""The `interpolationType` that hands a value to the script as environment variable `SSM_<name>`."""
