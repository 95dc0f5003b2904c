"""Values that a runbook takes for the parameters that it requires."""

import re
from collections.abc import Iterator
from functools import cache

from hypothesis import HealthCheck, find, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from ssmdoc.model.value_types import value_type
from ssmdoc.patterns.java import certainly_refuses
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.declarations import Declared
from ssmdoc.source.values import JsonValue

_STORED = re.compile(r"\{\{\s*ssm:")
_ID = "0123456789abcdef0"
_ROLE = "arn:aws:iam::123456789012:role/example"
_BY_TYPE = {
    "AWS::EC2::Instance::Id": f"i-{_ID}",
    "AWS::S3::Bucket::Name": "example-bucket",
    "AWS::IAM::Role::Arn": _ROLE,
}
_BY_NAME = (
    ("instanceid", f"i-{_ID}"),
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
    ("user", "arn:aws:iam::123456789012:user/example"),
    ("url", "https://example.com/file.zip"),
    ("time", "PT1M"),
    ("duration", "PT1M"),
)
_ANY = (
    *("example", "1", "true", "a", "example.com", "192.0.2.1", "192.0.2.0/24", "/example", "2026-01-01T00:00:00Z"),
    *(f"i-{_ID}", _ROLE, "123456789012", "us-east-1", "us-east-1a", "{}", "[]", "example@example.com", "PT1M"),
    "",
)


def made_up(runbook: Runbook) -> dict[str, JsonValue]:
    """A value for each parameter that has no default, or one that is only known elsewhere or does not fit."""
    return {
        name: _value(parameter)
        for name, parameter in runbook.parameters.items()
        if name not in runbook.defaults or not _is_usable(parameter, runbook.defaults[name])
    }


def _is_usable(parameter: Declared, default: JsonValue) -> bool:
    texts = [item for item in (default if isinstance(default, list) else [default]) if isinstance(item, str)]
    if any(_STORED.search(text) for text in texts):
        return False
    allowed = [as_text(item) for item in parameter.allowed_values]
    return all(
        (not allowed or text in allowed)
        and not (parameter.allowed_pattern and certainly_refuses(parameter.allowed_pattern, text))
        for text in texts
    )


def _value(parameter: Declared) -> JsonValue:
    if parameter.allowed_values:
        first = parameter.allowed_values[0]
        return [first] if value_type(parameter.type) == "StringList" and not isinstance(first, list) else first
    match value_type(parameter.type):
        case "Integer":
            return 1
        case "Boolean":
            return True
        case "StringMap":
            return {"Key": "value"}
        case "MapList":
            return [{"Key": "value"}] * max(1, int(parameter.items[0]))
        case "StringList":
            return [_text(parameter)] * max(1, int(parameter.items[0]))
        case _:
            return _text(parameter)


def _text(parameter: Declared) -> str:
    """The likeliest text that the declaration admits."""
    least, most = parameter.characters
    for text in _likely(parameter):
        if least <= len(text) <= most and _matches(parameter.allowed_pattern, text):
            return text
    return _from_pattern(parameter.allowed_pattern) or "example".ljust(int(least), "x")


def _likely(parameter: Declared) -> Iterator[str]:
    proper = parameter.type.removeprefix("List<").removesuffix(">")
    if proper in _BY_TYPE:
        yield _BY_TYPE[proper]
    yield likely_text(parameter.name)
    yield from _ANY


def likely_text(name: str) -> str:
    """What a text of this name is like."""
    return next((text for part, text in _BY_NAME if part in name.lower()), "example")


def _matches(pattern: str, text: str) -> bool:
    if not pattern:
        return True
    if certainly_refuses(pattern, text):
        return False
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True


@cache
def _from_pattern(pattern: str) -> str | None:
    """The shortest text that a pattern matches, as far as Python reads it."""
    try:
        return find(
            st.from_regex(pattern, fullmatch=True),
            lambda text: text.isprintable(),
            settings=settings(max_examples=300, database=None, derandomize=True, suppress_health_check=[*HealthCheck]),
        )
    except (HypothesisException, re.error, ValueError):
        return None
