"""System variables that there are none of."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import nearest, offer
from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.scope import Unresolved
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import enumerated

_ALL = enumerated(SYSTEM_VARIABLES)


@rule("unknown-system-variable", Severity.ERROR)
def unknown_system_variable(document: Document) -> Iterator[Finding]:
    """A reference has the form of a system variable, and there is none of this name.

    There are six: `global:ACCOUNT_ID`, `global:AWS_PARTITION`, `global:DATE`, `global:DATE_TIME`, `global:REGION` and
    `automation:EXECUTION_ID`. Upper and lower case matter. Where no known name is near, the finding is a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: publish
        action: aws:executeAwsApi
        inputs:
          Service: sns
          Api: Publish
          TopicArn: arn:aws:sns:eu-west-1:123456789012:done
          Subject: "{{ global:REGON }}"  # error: unknown system variable "global:REGON", did you mean "global:REGION"?
          Message: "{{ global:date }}"  # error: unknown system variable "global:date", did you mean "global:DATE"?
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: publish
        action: aws:executeAwsApi
        inputs:
          Service: sns
          Api: Publish
          TopicArn: arn:aws:sns:{{ global:REGION }}:123456789012:done
          Message: "{{ automation:EXECUTION_ID }} at {{ global:DATE }}"
    ```
    """
    for use in document.unresolved:
        if use.meaning is Unresolved.UNKNOWN_SYSTEM_VARIABLE:
            written = f"{use.reference.form.value}:{use.reference.names[0]}"
            same_name = [known for known in SYSTEM_VARIABLES if known.endswith(":" + use.reference.names[0])]
            meant = same_name[0] if same_name else nearest(written, SYSTEM_VARIABLES)
            span = reference_span(document, use.scalar, use.reference)
            severity = None if meant else Severity.WARNING
            advice = offer(meant) or f", there are {_ALL}"
            yield Finding(span, f'unknown system variable "{written}"{advice}', severity=severity)
