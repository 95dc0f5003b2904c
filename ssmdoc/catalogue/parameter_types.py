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


TEXT_TYPES = ("String", "StringList")
"""Those of one text and of several."""

LIST_TYPES = ("StringList", "MapList")
"""Those of lists."""


class ResourceType(NamedTuple):
    """A type whose values name a resource of AWS, which the console offers a list of."""

    base: str
    """The type proper of its values."""
    words: str
    pattern: str
    """What a value looks like, as a regular expression."""


_INSTANCE = ("the id of an instance, such as i-0123456789abcdef0", "^m?i-([a-z0-9]{8}|[a-z0-9]{17})$")
_BUCKET = ("the name of a bucket: 4 to 64 lower-case letters, digits, dots and hyphens", r"^[0-9a-z][a-z0-9\-.]{3,63}$")
_ROLE = (
    "the ARN of a role, such as arn:aws:iam::111122223333:role/name",
    "^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b):iam::[0-9]{12}:role/.*$",
)

RESOURCES = {
    "AWS::EC2::Instance::Id": ResourceType("String", *_INSTANCE),
    "List<AWS::EC2::Instance::Id>": ResourceType("StringList", *_INSTANCE),
    "AWS::S3::Bucket::Name": ResourceType("String", *_BUCKET),
    "List<AWS::S3::Bucket::Name>": ResourceType("StringList", *_BUCKET),
    "AWS::IAM::Role::Arn": ResourceType("String", *_ROLE),
    "List<AWS::IAM::Role::Arn>": ResourceType("StringList", *_ROLE),
}
"""These types by name; they belong to Automation documents. Source: UG25 populating-input-parameters.md."""

RESOURCE_TYPES = tuple(RESOURCES)
"""Their names."""


def type_proper(declared: str | None) -> ParameterType | None:
    """What a value of a declared type is; None for a type that does not exist."""
    resource = RESOURCES.get(declared or "")
    return TYPES.get(resource.base if resource else declared or "")


BOUNDED_BY_CHARACTERS = ("String", "StringList", "StringMap", "MapList")
"""The types that `minChars` and `maxChars` are for; of lists they bound each item, of maps the JSON text."""

BOUNDED_BY_ITEMS = ("StringList", "StringMap", "MapList")
"""The types that `minItems` and `maxItems` are for.

Source: UG23 documents-syntax-data-elements-parameters.md; AGENT minmaxcharparamvalidator, minmaxitemparamvalidator.
"""

ENV_VAR = "ENV_VAR"
"""The `interpolationType` that hands a value to the script as environment variable `SSM_<name>`."""
