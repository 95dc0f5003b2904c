"""What stands between two pairs of braces and is meant as a reference, but is none."""

import re
from collections.abc import Container

from ssmdoc.catalogue.system_variables import PSEUDO_PARAMETERS
from ssmdoc.model.malformed_automation import RIGHT, Names, automation_problem
from ssmdoc.model.references import braced

_PREFIX = re.compile(r"(?:parameters?|params?|inputs?|vars?|variable)[.:/]([A-Za-z0-9]+)", re.IGNORECASE)
_AROUND = re.compile(r"[$@#&*!\"'(<%-]*([A-Za-z0-9]+)\s*(?:[^\w\s.:].*|:\w.*|\.)?")
_STORE = re.compile(r"\s*ssm(?:-secure)?\s*:", re.IGNORECASE)
_SNAKE = re.compile(r"(?=[0-9]*[A-Za-z])[A-Za-z0-9]++(?:_[A-Za-z0-9]++)++")
_PARTS = re.compile(r"\w+(?:\.\w+)+")
_JOINTS = re.compile(r"[\s_-]+")


def content_problem(
    content: str, declared: Container[str], names: Names, *, templated: bool
) -> tuple[str, str | None] | None:
    """What is wrong with the content of a pair of braces, and what was meant; None when it is right, or just text."""
    name = content.strip(" \t\n\f\r")
    if name in declared or name.isalnum() or name in PSEUDO_PARAMETERS:
        return None
    found = automation_problem(name, names)
    if found is None:
        return _parameter_problem(content, name, declared, templated=templated)
    return None if found is RIGHT else found


def has_prefix(name: str, declared: Container[str]) -> bool:
    """Whether a name is that of a parameter after a word that does not belong there: `parameters.Name`."""
    prefixed = _PREFIX.fullmatch(name)
    return prefixed is not None and prefixed[1] in declared


def _parameter_problem(
    content: str, name: str, declared: Container[str], *, templated: bool
) -> tuple[str, str | None] | None:
    """What is wrong with the content where a parameter, or one of Parameter Store, is meant."""
    if (prefixed := _PREFIX.fullmatch(name)) and prefixed[1] in declared:
        return "a parameter is named alone", braced(prefixed[1])
    if _PARTS.fullmatch(name) and name.partition(".")[0] in declared:
        return "a parameter has no parts", braced(name.partition(".")[0])
    if name.strip() in declared:
        return "only ASCII white space may stand around the name", braced(name.strip())
    joined = _JOINTS.sub("", name)
    if joined != name and joined in declared:
        return "a name has letters and digits only", braced(joined)
    if (around := _AROUND.fullmatch(name)) and around[1] in declared:
        return _explain(content), braced(around[1])
    if _STORE.match(content):
        return _explain(content), None
    if not templated and _SNAKE.fullmatch(name):
        return "a parameter name has letters and digits only", None
    return None


def _explain(content: str) -> str:
    """Where the grammar of references stops."""
    from ssmdoc.model.grammar import Unexpected, parse_reference  # lark is slow to import

    found = parse_reference(content)
    if not isinstance(found, Unexpected):
        return "it is no parameter"
    before = content[: found.offset].strip()
    after = f' after "{before}"' if before else ""
    if not found.word:
        return f"a name is missing{after}"
    return f"unexpected {found.word}{after}" if found.word == '"' else f'unexpected "{found.word}"{after}'
