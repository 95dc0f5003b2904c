"""Preconditions that the agent does not understand."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.catalogue.preconditions import OPERATOR, PLATFORM, PLATFORMS
from ssmdoc.catalogue.schema_versions import PRECONDITION_VERSIONS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.model.references import Delimiter, Form, find_references
from ssmdoc.rules.command.preconditions import beside_platform, is_platform
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import enumerated
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_STORE_FORMS = (Form.SSM, Form.SSM_SECURE)


@rule("malformed-precondition", Severity.ERROR, kinds=(Kind.COMMAND_2,), keys=("precondition",))
def malformed_precondition(document: Document) -> Iterator[Finding]:
    """A precondition is not of the one form that exists, so the step fails instead of being skipped.

    The only operator is `StringEquals`, with exactly two different texts: `platformType` and a platform, or texts of
    which at least one holds a reference to a parameter. Parameter Store references are not resolved there, and
    schema versions before 2.2 have no preconditions.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage: {type: String, default: test}
    mainSteps:
      - action: aws:runShellScript
        name: a
        precondition:
          StringLike: [platformType, Linux]  # error: unknown operator "StringLike", expected "StringEquals"
        inputs: {runCommand: ["echo {{ Stage }}"]}
      - action: aws:runShellScript
        name: b
        precondition:
          StringEquals: [platformType]  # error: "StringEquals" needs exactly two texts, there is 1
        inputs: {runCommand: [ls]}
      - action: aws:runShellScript
        name: c
        precondition:
          StringEquals: [Stage, prod]  # error: neither "Stage" nor "prod" holds a reference to a declared parameter
        inputs: {runCommand: [ls]}
      - action: aws:runShellScript
        name: d
        precondition:
          StringEquals: [platformType, Mac]  # error: unknown platform "Mac", expected Linux, Windows or MacOS
        inputs: {runCommand: [ls]}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage: {type: String, default: test}
    mainSteps:
      - action: aws:runShellScript
        name: a
        precondition: {StringEquals: [platformType, Linux]}
        inputs: {runCommand: [ls]}
      - action: aws:runShellScript
        name: b
        precondition: {StringEquals: ["{{ Stage }}", prod]}
        inputs: {runCommand: [ls]}
    ```
    """
    version = document.schema_version
    too_old = version is not None and version.text.startswith("2.0")
    for step in document.steps:
        if step.precondition is None or not isinstance(step.precondition.value, Mapping):
            continue
        if too_old and step.precondition.value.entries and version is not None:
            message = f'preconditions need schema version "{PRECONDITION_VERSIONS[0]}", this is "{version.text}"'
            yield Finding(step.precondition.key.span, message)
            continue
        for operator, operands in step.precondition.value.named():
            if operator.text != OPERATOR:
                yield Finding(operator.span, f'unknown operator {in_quotes(operator.text)}, expected "{OPERATOR}"')
            elif isinstance(operands, Sequence):
                yield from _operands(document, operands)


def _operands(document: Document, operands: Sequence) -> Iterator[Finding]:
    """The agent's chain of decisions, the first hit wins (agent-semantics 2, AGENT evaluatePreconditions)."""
    texts = [item for item in operands.items if isinstance(item, Scalar)]
    if len(operands.items) != 2:
        there = f"there {'is' if len(operands.items) == 1 else 'are'} {len(operands.items) or 'none'}"
        yield Finding(operands.span, f'"{OPERATOR}" needs exactly two texts, {there}')
        return
    if len(texts) < 2:
        return
    left, right = texts
    platform = beside_platform(left, right)
    if platform and platform.text in PLATFORMS:
        return
    references = [reference for text in texts for reference in find_references(text.text)]
    if left.text == right.text:
        yield Finding(right.span, f'both texts of "{OPERATOR}" are {in_quotes(left.text)}')
    elif any(reference.form in _STORE_FORMS for reference in references):
        yield Finding(operands.span, "a Parameter Store reference is not resolved in a precondition")
    elif platform:
        yield from _platform(document, platform)
    elif not any(_is_replaced(document, text) for text in texts):
        if any(item.form is Form.PARAMETER and item.delimiter is Delimiter.BRACES for item in references):
            return  # the parameter is not declared, and undeclared-parameter says so
        message = (
            f"neither {in_quotes(left.text)} nor {in_quotes(right.text)} holds a reference to a declared parameter"
        )
        yield Finding(operands.span, message + _hint(left, right))
    else:
        for text in texts:
            yield from _whole_values(document, text)


def _platform(document: Document, value: Scalar) -> Iterator[Finding]:
    if _is_replaced(document, value):
        yield Finding(value.span, f'a parameter cannot be compared with "{PLATFORM}"')
    elif not is_platform(value.text):
        expected = did_you_mean(value.text, PLATFORMS) or f", expected {enumerated(PLATFORMS, 'or')}"
        yield Finding(value.span, f"unknown platform {in_quotes(value.text)}{expected}", severity=Severity.WARNING)


def _is_replaced(document: Document, text: Scalar) -> bool:
    references = find_references(text.text)
    return any(item.form is Form.PARAMETER and item.names[0] in document.parameters_by_name for item in references)


def _hint(left: Scalar, right: Scalar) -> str:
    """A word for a misspelled platformType."""
    for text in (left, right):
        if text.text.lower() in ("platformtype", "platform", "platform_type", "platformname"):
            return f', did you mean "{PLATFORM}"?'
    return ""


def _whole_values(document: Document, text: Scalar) -> Iterator[Finding]:
    """A whole reference to a value that is no text stops the agent without an answer (agent-semantics 2, crash)."""
    parameter = document.whole_parameter(text.text)
    expected = TYPES.get(parameter.type or "") if parameter else None
    if parameter and expected and expected.shape is not str:
        name = in_quotes(parameter.name.text)
        yield Finding(text.span, f"a precondition compares text, parameter {name} is {expected.with_article}")
