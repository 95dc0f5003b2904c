"""Patterns that the agent cannot use."""

from collections.abc import Iterator
from functools import lru_cache

from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_LONGEST = 60
_UNCHECKED = ("Integer", "Boolean")


@rule("pattern-not-for-agent", Severity.WARNING, kinds=COMMAND_KINDS, keys=("allowedPattern",))
def pattern_not_for_agent(document: Document) -> Iterator[Finding]:
    r"""The `allowedPattern` of a parameter is one that the agent cannot use, so that it fails the document.

    The service reads a pattern as a Java regular expression, the agent as a Go one (RE2), which has no look-arounds
    (`(?=`, `(?!`, `(?<=`, `(?<!`), no back references (`\1`), no possessive quantifiers and no atomic groups. The agent
    checks every value, also a default, and where it cannot read the pattern no step runs: `encountered error while
    compiling allowed pattern`. It checks texts, lists and maps alone: a number or boolean with a pattern fails the
    document too.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name:
        type: String
        allowedPattern: ^(?!admin)[a-z]+$  # error: SSM Agent cannot read this pattern and fails the document: `(?!`
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["id {{ Name }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String, allowedPattern: "^[b-z][a-z]*$"}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["id {{ Name }}"]}}
    ```
    """
    for parameter in document.parameters_with("allowedPattern"):
        pattern = parameter.get("allowedPattern")
        if not isinstance(pattern, Scalar) or not pattern.text or is_open(pattern.text.replace("[[", "[")):
            continue
        if parameter.type in _UNCHECKED:
            what = TYPES[parameter.type].with_article
            yield Finding(pattern.span, f"SSM Agent cannot check the pattern of {what} and fails the document")
            continue
        part = _unknown_part(pattern.text)
        if part is not None:
            shown = f": {part}" if 0 < len(part) <= _LONGEST else ""
            yield Finding(pattern.span, f"SSM Agent cannot read this pattern and fails the document{shown}")


@lru_cache(maxsize=1024)
def _unknown_part(pattern: str) -> str | None:
    """The part of a pattern that RE2 does not know, empty where it does not say; None when it knows all."""
    from ssmdoc.patterns.java_syntax import java_problem  # few parameters have a pattern
    from ssmdoc.patterns.re2_nodes import PatternError, UnsupportedPatternError
    from ssmdoc.patterns.re2_syntax import parse

    if java_problem(pattern):
        return None  # the service refuses it already, and invalid-allowed-pattern says so
    try:
        parse(pattern)
    except PatternError as error:
        return str(error).rpartition(": ")[2]
    except (UnsupportedPatternError, RecursionError):
        pass
    return None
