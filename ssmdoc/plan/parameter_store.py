"""`{{ssm:name}}` becomes the value of a Parameter Store parameter, the agent's way.

Source: amazon-ssm-agent agent/framework/docparser/parameterstore (parameterstore.go, parser.go).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ssmdoc.plan.agent_document import DocumentError
from ssmdoc.plan.go_text import marshalled, printed
from ssmdoc.source.values import JsonValue

_REFERENCE = re.compile(r"\{\{ *ssm:[/\w.:-]+ *\}\}", re.ASCII)
_NAME = re.compile(r":([/\w.:-]+)", re.ASCII)
INTERNAL_ERROR = "Encountered error while parsing input - internal error"
"""What the agent says where it says no more."""


@dataclass(frozen=True, slots=True)
class StoredParameter:
    """A parameter of Parameter Store; the type is String, StringList or SecureString."""

    value: str
    type: str = "String"
    version: int = 1


ParameterStore: TypeAlias = Mapping[str, StoredParameter]
"""By name, with the slashes it was created with; under `name:2` a version other than the present one."""


@dataclass(frozen=True, slots=True)
class _Answer:
    name: str
    parameter: StoredParameter


def resolve(value: JsonValue, store: ParameterStore) -> JsonValue:
    """Replace the references to Parameter Store in a value.

    Raises:
        DocumentError: a name is unknown, a SecureString, or a StringList where a text is needed.
    """
    references = list(_references(value))
    return _replace(value, _look_up(references, store)) if references else value


def has_reference(value: JsonValue) -> bool:
    """Whether a reference to Parameter Store stands anywhere in a value, keys of maps included."""
    return _REFERENCE.search(marshalled(value)) is not None


def _references(value: JsonValue) -> Iterator[str]:
    match value:
        case str():
            yield from _REFERENCE.findall(value)
        case list():
            for item in value:
                yield from _references(item)
        case dict():
            for item in value.values():
                yield from _references(item)


def _look_up(references: Sequence[str], store: ParameterStore) -> Mapping[str, _Answer]:
    """The answer for each reference, as GetParameters and the agent's matching give it."""
    names = list(dict.fromkeys(found[1] for reference in references if (found := _NAME.search(reference))))
    answers = {name: _get(name, store) for name in names}
    unknown: list[JsonValue] = [name for name, answer in answers.items() if answer is None]
    if unknown:
        raise DocumentError(f"Input contains invalid parameters {printed(unknown)}")
    matched: dict[str, _Answer] = {}
    for answer in filter(None, answers.values()):
        matches = _matches(answer, references, matched)
        if not matches:
            raise DocumentError(INTERNAL_ERROR)
        matched |= dict.fromkeys(matches, answer)
    secure: list[JsonValue] = [a.name for a in answers.values() if a and a.parameter.type == "SecureString"]
    if secure:
        raise DocumentError(f"Parameters {printed(secure)} of type SecureString are not supported")
    return matched


def find_parameter(name: str, store: ParameterStore) -> StoredParameter | None:
    """A parameter by its name, without a version."""
    # a name created without a slash may be asked for with one; the answer's name is as asked (source: service.md)
    return store.get(name) or (store.get(name[1:]) if name.startswith("/") and "/" not in name[1:] else None)


def _get(name: str, store: ParameterStore) -> _Answer | None:
    """One parameter as GetParameters finds it: `name`, `name:3` for a version, `/name` for a name without slashes."""
    bare, _, version = name.partition(":")
    if (earlier := store.get(name)) is not None and version.isdecimal():
        return _Answer(bare, replace(earlier, version=int(version)))
    parameter = find_parameter(bare, store)
    if parameter is None or (version and version != str(parameter.version)):
        return None
    return _Answer(bare, parameter)


def _matches(answer: _Answer, references: Sequence[str], matched: Mapping[str, _Answer]) -> list[str]:
    """The references an answer is for: those with its version if there are any, else those without a version."""
    open_references = [reference for reference in references if reference not in matched]
    versioned = _pattern(f"{answer.name}:{answer.parameter.version}")
    plain = _pattern(answer.name)
    return [r for r in open_references if versioned.search(r)] or [
        r for r in open_references if plain.search(r) and r.count(":") == 1
    ]


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\{{\{{ *ssm:{re.escape(name)} *\}}\}}")


def _replace(value: JsonValue, answers: Mapping[str, _Answer]) -> JsonValue:
    match value:
        case str():
            return _replace_in_text(value, answers)
        case [str(), *_]:
            return _replace_in_texts(value, answers)
        case list():
            return [_replace(item, answers) for item in value]
        case dict():
            return {key: _replace(item, answers) for key, item in value.items()}
        case _:
            return value


def _replace_in_text(text: str, answers: Mapping[str, _Answer]) -> str:
    for reference, answer in answers.items():
        if answer.parameter.type == "StringList" and reference in text:
            raise DocumentError(f"Parameter {answer.name} of type StringList cannot be used as a String")
        text = text.replace(reference, answer.parameter.value)
    return text


def _replace_in_texts(items: Sequence[JsonValue], answers: Mapping[str, _Answer]) -> list[JsonValue]:
    """A list that begins with a text is a list of texts; a StringList that is a whole element becomes several."""
    replaced: list[JsonValue] = []
    for item in items:
        if item is not None and not isinstance(item, str):
            raise DocumentError(INTERNAL_ERROR)
        text = item or ""
        answer = answers.get(text.strip())
        if answer and answer.parameter.type == "StringList":
            replaced += answer.parameter.value.split(",")
        else:
            replaced.append(_replace_in_text(text, answers))
    return replaced
