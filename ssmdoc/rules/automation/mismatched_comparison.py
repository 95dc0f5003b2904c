"""Conditions that compare values of different types."""

from collections.abc import Iterator

from ssmdoc.catalogue.conditions import OPERATIONS
from ssmdoc.catalogue.parameter_types import LIST_TYPES, TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.conditions import Comparison, all_parts, comparison
from ssmdoc.model.document import Document
from ssmdoc.model.outputs import declares
from ssmdoc.model.references import Form
from ssmdoc.model.scope import Meaning, Use
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Node, Scalar
from ssmdoc.source.values import scalar_kind

_TYPE = {"String": "String", "Number": "Integer", "Boolean": "Boolean"}
_EQUALITY = ("StringEquals", "EqualsIgnoreCase")
_COLLECTIONS = (*LIST_TYPES, "StringMap")


@rule("mismatched-comparison", Severity.WARNING, keys=("Choices", "LoopCondition"))
def mismatched_comparison(document: Document) -> Iterator[Finding]:
    """A condition compares a value with an operation for another type.

    `StringEquals` and the other operations on texts compare a String, `Numeric…` an Integer, `BooleanEquals` a
    Boolean. No operation compares a list or a map. The type of an output is what `Type` in its declaration says.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: count
        action: aws:executeAwsApi
        inputs: {Service: autoscaling, Api: DescribeAutoScalingGroups}
        outputs:
          - {Name: Size, Selector: "$.AutoScalingGroups[0].DesiredCapacity", Type: String}
          - {Name: Zones, Selector: "$.AutoScalingGroups[0].AvailabilityZones", Type: StringList}
      - name: choose
        action: aws:branch
        isEnd: true
        inputs:
          Choices:
            - NextStep: wait
              Variable: "{{ count.Size }}"
              NumericGreater: 2  # error: NumericGreater compares an Integer, but "count.Size" is a String
            - NextStep: wait
              Variable: "{{ count.Zones }}"
              StringEquals: eu-west-1a  # error: StringEquals compares a String, but "count.Zones" is a StringList
      - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: count
        action: aws:executeAwsApi
        inputs: {Service: autoscaling, Api: DescribeAutoScalingGroups}
        outputs:
          - {Name: Size, Selector: "$.AutoScalingGroups[0].DesiredCapacity", Type: Integer}
          - {Name: Zone, Selector: "$.AutoScalingGroups[0].AvailabilityZones[0]", Type: String}
      - name: choose
        action: aws:branch
        isEnd: true
        inputs:
          Choices:
            - {NextStep: wait, Variable: "{{ count.Size }}", NumericGreater: 2}
            - {NextStep: wait, Variable: "{{ count.Zone }}", StringEquals: eu-west-1a}
      - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    compared = list(filter(None, map(comparison, all_parts(document.steps))))
    if not compared:
        return
    whole = {use.scalar: use for use in document.uses if use.is_whole}
    for each in compared:
        use = whole.get(each.variable) if each.variable else None
        if use and isinstance(use.meaning, Meaning) and use.meaning.type:
            yield from _check(use, use.meaning, use.meaning.type, each)


def _check(use: Use, meaning: Meaning, type_: str, compared: Comparison) -> Iterator[Finding]:
    if type_ not in _COLLECTIONS and meaning.step is not None and not declares(meaning.step, use.reference.names[1]):
        return  # what AWS gives as text may be a number
    for entry in compared.operations:
        operation = OPERATIONS.get(entry.key.text) if isinstance(entry.key, Scalar) else None
        if operation is None or _TYPE[operation.operand] == type_:
            continue
        if _is_left_out(use, type_, operation.name, entry.value):
            continue
        wanted = TYPES[_TYPE[operation.operand]].with_article
        message = f'{operation.name} compares {wanted}, but "{use.name}" is {TYPES[type_].with_article}'
        yield Finding(entry.key.span, message)


def _is_left_out(use: Use, type_: str, operation: str, operand: Node) -> bool:
    """Whether the list may be meant to contain the text, or the operand is what is wrong, which is said elsewhere."""
    if operation == "Contains" and type_ == "StringList":
        return True
    text = operand.text.strip().lower() if isinstance(operand, Scalar) else ""
    if OPERATIONS[operation].operand == "Number":
        return not isinstance(operand, Scalar) or scalar_kind(operand) not in ("integer", "number")
    if use.reference.form is not Form.PARAMETER or type_ != "Boolean" or operation not in _EQUALITY:
        return False
    return text not in ("true", "false")
