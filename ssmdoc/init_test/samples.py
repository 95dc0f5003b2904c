"""Values for the parameters of a document: valid by their declarations, and like what their names say."""

import re
from collections.abc import Iterator, Mapping

from ssmdoc.init_test.patterns import admits, text_for
from ssmdoc.model.value_types import value_type
from ssmdoc.patterns.java import certainly_refuses
from ssmdoc.plan.declarations import Declared
from ssmdoc.source.values import JsonValue

_ID = "0123456789abcdef0"
_ROLE = "arn:aws:iam::123456789012:role/example"
_BY_TYPE = {
    "AWS::EC2::Image::Id": f"ami-{_ID}",
    "AWS::EC2::Instance::Id": f"i-{_ID}",
    "AWS::EC2::KeyPair::KeyName": "example-key",
    "AWS::EC2::SecurityGroup::Id": f"sg-{_ID}",
    "AWS::EC2::Subnet::Id": f"subnet-{_ID}",
    "AWS::EC2::VPC::Id": f"vpc-{_ID}",
    "AWS::EC2::Volume::Id": f"vol-{_ID}",
    "AWS::IAM::Role::Arn": _ROLE,
    "AWS::S3::Bucket::Name": "example-bucket",
}
_BY_NAME = (
    ("instanceid", f"i-{_ID}"),
    ("instancetype", "t3.micro"),
    ("role", _ROLE),
    ("imageid", f"ami-{_ID}"),
    ("amiid", f"ami-{_ID}"),
    ("subnet", f"subnet-{_ID}"),
    ("securitygroup", f"sg-{_ID}"),
    ("vpc", f"vpc-{_ID}"),
    ("volume", f"vol-{_ID}"),
    ("snapshot", f"snap-{_ID}"),
    ("account", "123456789012"),
    ("region", "us-east-1"),
    ("bucket", "example-bucket"),
    ("topic", "arn:aws:sns:us-east-1:123456789012:example"),
    ("approver", "arn:aws:iam::123456789012:user/example"),
    ("url", "https://example.com/file.zip"),
    ("duration", "PT1M"),
    ("wait", "PT1M"),
    ("sleep", "PT1M"),
    ("state", "running"),
    ("path", "/tmp/example"),  # noqa: S108
    ("file", "/tmp/example"),  # noqa: S108
)
_OTHERS = (
    *("example", "1", "true", "a", "example.com", "192.0.2.1", "192.0.2.0/24", "/example", "2026-01-01T00:00:00Z"),
    *(f"i-{_ID}", _ROLE, "arn:aws:iam::123456789012:user/example", "123456789012", "us-east-1", "us-east-1a"),
    *("{}", "[]", "example@example.com", "PT1M", "https://example.com/file.zip", ""),
)


def sample(parameter: Declared) -> JsonValue:
    """A value that the declaration admits, as far as that can be worked out."""
    kind = value_type(parameter.type)
    if parameter.allowed_values:
        first = parameter.allowed_values[0]
        return [first] if kind == "StringList" and not isinstance(first, list) else first
    least = max(1, int(parameter.items[0]))
    match kind:
        case "Integer":
            return next((number for number in (1, *range(100)) if _takes(parameter, str(number))), 1)
        case "Boolean":
            return True
        case "StringMap":
            return {f"Key{number}" if number else "Key": "value" for number in range(least)}
        case "MapList":
            return [{"Key": "value"} for _ in range(least)]
        case "StringList":
            return [_text(parameter)] * least
        case _:
            return _text(parameter)


def others(parameter: Declared) -> tuple[JsonValue, ...]:
    """The further values that the declaration lists; none when it lists none."""
    return parameter.allowed_values[1:]


def stored_names(defaults: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """The names of Parameter Store that defaults refer to."""
    found = re.findall(r"\{\{\s*ssm:([A-Za-z0-9_./-]+)", str(list(defaults.values())))
    return tuple(dict.fromkeys(found))


def like(name: str) -> str:
    """What a text of this name is like."""
    folded = name.lower().replace("_", "").replace("-", "")
    return next((text for part, text in _BY_NAME if part in folded), "example")


def is_valid(parameter: Declared, value: JsonValue) -> bool:
    """Whether a declaration admits a single value."""
    return not (parameter.allowed_values and value not in parameter.allowed_values) and _takes(parameter, str(value))


def _text(parameter: Declared) -> str:
    for text in _likely(parameter):
        if _takes(parameter, text):
            return text
    return "example".ljust(int(parameter.characters[0]), "x")


def _likely(parameter: Declared) -> Iterator[str]:
    proper = parameter.type.removeprefix("List<").removesuffix(">")
    if proper in _BY_TYPE:
        yield _BY_TYPE[proper]
    yield like(parameter.name)
    yield from _OTHERS
    made = text_for(parameter.allowed_pattern) if parameter.allowed_pattern else None
    least = int(parameter.characters[0])
    if made:
        yield made
        yield made.ljust(least, made[-1])
    yield "example".ljust(least, "x")


def _takes(parameter: Declared, text: str) -> bool:
    least, most = parameter.characters
    pattern = parameter.allowed_pattern
    if not least <= len(text) <= most:
        return False
    return not pattern or (admits(pattern, text) and not certainly_refuses(pattern, text))
