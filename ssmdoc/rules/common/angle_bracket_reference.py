"""References between angle brackets."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.references import Delimiter
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("angle-bracket-reference", Severity.INFO)
def angle_bracket_reference(document: Document) -> Iterator[Finding]:
    """A reference is written `<< Name >>`, which ssmdoc knows and AWS does not.

    The form is for documents that pass through a template engine which eats `{{ }}`, such as Jinja or Helm. Before
    such a document goes to AWS, write its references as `{{ Name }}`. Shell text such as `cat <<EOF` is not meant:
    only the name of a declared parameter, or a Parameter Store reference, makes a reference of it, and in an Automation
    document an output of a step, a variable or a system variable.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String}
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs:
          runCommand:
            - ls << Path >>  # error: AWS does not know "<< Path >>", it has to be "{{ Path }}" there
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String}
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs: {runCommand: ["ls {{ Path }}", "cat <<EOF >>file", hello, EOF]}
    ```
    """
    for scalar, references in document.sites:
        for reference in references:
            if reference.delimiter is Delimiter.ANGLES:
                text = scalar.text[reference.start : reference.end]
                message = (
                    f"AWS does not know {in_quotes(text)}, it has to be {in_quotes(f'{{{{{text[2:-2]}}}}}')} there"
                )
                yield Finding(reference_span(document, scalar, reference), message)
