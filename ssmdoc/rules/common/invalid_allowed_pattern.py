"""Patterns that are no regular expressions."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar


@rule("invalid-allowed-pattern", Severity.ERROR, keys=("allowedPattern",))
def invalid_allowed_pattern(document: Document) -> Iterator[Finding]:
    r"""The `allowedPattern` of a parameter is not a regular expression of Java, which the service uses.

    No value can be checked against it. Java has a syntax of its own: groups with names begin with `(?<name>`, a letter
    may only be escaped where that means something, and inside a class `[` begins another class, so that it has to be
    written `\[` there. Java names these mistakes `Unclosed group`, `Unclosed character class`, `Dangling meta
    character '*'`, `Illegal character range`, `Illegal repetition`, `Illegal/unsupported escape sequence` or `Unknown
    inline modifier`. Only what every version of Java refuses is reported.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Id:
        type: String
        allowedPattern: "^(i-[a-f0-9]{8}$"  # error: invalid allowedPattern: a group has no closing ")"
      Port:
        type: String
        allowedPattern: '^[9-0]+$'  # error: invalid allowedPattern: the range "9-0" ends before its beginning
      Path:
        type: String
        allowedPattern: '^(?P<root>/)'  # error: invalid allowedPattern: Java does not know "(?P<", write "(?<"
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Id }} {{ Port }} {{ Path }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Id: {type: String, allowedPattern: "^(i-[a-f0-9]{8})$"}
      Port: {type: String, allowedPattern: '^[0-9]{2,5}$'}
      Path: {type: String, allowedPattern: '^[\w-_/.]+$'}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Id }} {{ Port }} {{ Path }}"]}}
    ```
    """
    for parameter in document.parameters_with("allowedPattern"):
        allowed = parameter.get("allowedPattern")
        if not isinstance(allowed, Scalar) or not allowed.text or is_open(allowed.text.replace("[[", "[")):
            continue
        from ssmdoc.patterns.java_syntax import java_problem  # most documents have no pattern

        found = java_problem(allowed.text)
        if found:
            span = within(document, allowed, found.start, found.end)
            yield Finding(span, f"invalid allowedPattern: {found.words}")
