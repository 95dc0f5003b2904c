"""`{{ name }}` in inputs becomes the value of a parameter, the agent's way.

Source: amazon-ssm-agent agent/framework/docparser/parameters/parameters.go.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ssmdoc.patterns.re2 import Pattern, PatternError, UnsupportedPatternError, compile_pattern
from ssmdoc.plan.agent_document import AgentCrashError
from ssmdoc.plan.go_text import marshalled
from ssmdoc.source.values import JsonValue

_NAME = re.compile("[a-zA-Z0-9]+")
_BRACES = re.compile(r"\{\{[^{}]*\}\}")
_WHOLE = re.compile(r"\{\{[\t\n\f\r ]*([a-zA-Z0-9]+)[\t\n\f\r ]*\}\}")


def is_valid_name(name: str) -> bool:
    """Whether the agent takes a given value for a parameter of this name; others keep their default."""
    return _NAME.fullmatch(name) is not None


def interpolate(value: JsonValue, parameters: Mapping[str, JsonValue]) -> JsonValue:
    """Replace references in every text of a value; keys of maps stay, and so do names that are no parameter.

    A text that is one reference becomes the parameter's value with its type; a reference inside a text becomes text.
    Values are not looked through again.

    Raises:
        AgentCrashError: a parameter's name makes the agent panic.
    """
    match value:
        case str():
            whole = _WHOLE.fullmatch(value)
            if whole and whole[1] in parameters:
                return parameters[whole[1]]
            return _inside_text(value, parameters)
        case list():
            return [interpolate(item, parameters) for item in value]
        case dict():
            return {key: interpolate(item, parameters) for key, item in value.items()}
        case _:
            return value


def _inside_text(text: str, parameters: Mapping[str, JsonValue]) -> str:
    if "{{" not in text:
        return text
    references = sorted(_references(text, parameters))
    parts: list[str] = []
    end_of_last = 0
    for start, end, name in references:
        if start < end_of_last:
            raise AgentCrashError(f'two parameters match the reference "{text[start:end]}"')
        parts += text[end_of_last:start], as_text(parameters[name])
        end_of_last = end
    return "".join(parts) + text[end_of_last:]


def _references(text: str, parameters: Mapping[str, JsonValue]) -> Iterator[tuple[int, int, str]]:
    """Where references stand, from and to which offset, and to which parameter."""
    odd_names = [name for name in parameters if not is_valid_name(name)]
    for found in _BRACES.finditer(text):
        whole = _WHOLE.fullmatch(found[0])
        if whole and whole[1] in parameters:
            yield found.start(), found.end(), whole[1]
        yield from ((found.start(), found.end(), name) for name in odd_names if _is_odd_reference(found[0], name))


def _is_odd_reference(text: str, name: str) -> bool:
    # the agent puts the name into a regular expression as it is: a dot in a name matches any character (par-034)
    try:
        return _odd_reference(name).search(text)
    except (PatternError, UnsupportedPatternError) as error:
        raise AgentCrashError(f'the parameter name "{name}" is not a regular expression ({error})') from None


@cache
def _odd_reference(name: str) -> Pattern:
    return compile_pattern(rf"^(?:\{{\{{\s*{name}\s*\}}\}})$")


def as_text(value: JsonValue) -> str:
    """A parameter's value inside a text: a text as it is, others as JSON; `$$` becomes `$`."""
    return (value if isinstance(value, str) else marshalled(value)).replace("$$", "$")
