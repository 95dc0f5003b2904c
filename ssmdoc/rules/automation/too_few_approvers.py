"""Approvals that cannot be given."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import literal_texts
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar
from ssmdoc.source.values import scalar_value


@rule("too-few-approvers", Severity.WARNING, keys=("MinRequiredApprovals",))
def too_few_approvers(document: Document) -> Iterator[Finding]:
    """A step of `aws:approve` needs more approvals than it has approvers.

    `MinRequiredApprovals` is at most the number of `Approvers`: nobody approves twice, and the step waits until it
    times out.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: ask
        action: aws:approve
        inputs:
          Approvers: [arn:aws:iam::111122223333:user/ann]
          MinRequiredApprovals: 2  # error: 2 approvals are needed, and there is one approver
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: ask
        action: aws:approve
        inputs:
          Approvers:
            - arn:aws:iam::111122223333:user/ann
            - arn:aws:iam::111122223333:user/ben
          MinRequiredApprovals: 2
    ```
    """
    counted: dict[int, int] = {}
    for step in document.steps:
        if not step.runs("aws:approve"):
            continue
        needed, given = step.input("MinRequiredApprovals"), step.input("Approvers")
        if not isinstance(needed, Scalar) or given is None:
            continue
        if id(given) not in counted:
            counted[id(given)] = len(set(literal_texts(given) or ()))
        there = counted[id(given)]
        value = scalar_value(needed)
        number = int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 5 else value
        if there and isinstance(number, int) and not isinstance(number, bool) and number > there:
            labels = (Label(given.span, "the approvers"),)
            are = "is one approver" if there == 1 else f"are {there} approvers"
            yield Finding(needed.span, f"{number} approvals are needed, and there {are}", labels)
