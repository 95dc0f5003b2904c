"""Arguments of a package that the agent refuses."""

import json
from collections.abc import Iterator

from ssmdoc.catalogue.limits import MAX_ADDITIONAL_ARGUMENTS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

_PREFIX = "SSM_"


@rule("invalid-additional-arguments", Severity.WARNING, keys=("additionalArguments",))
def invalid_additional_arguments(document: Document) -> Iterator[Finding]:
    """`additionalArguments` of `aws:configurePackage` is a text that the agent cannot use, so the step fails.

    It has to be a JSON object of texts, at most 4,096 characters long, whose keys begin with `SSM_`: they become
    environment variables of the package's scripts.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:configurePackage
        name: install
        inputs:
          name: ExamplePackage
          action: Install
          additionalArguments: '{"PORT": "8080"}'  # error: the key "PORT" has to begin with "SSM_"
      - action: aws:configurePackage
        name: installMore
        inputs:
          name: OtherPackage
          action: Install
          additionalArguments: SSM_PORT=8080  # error: additionalArguments has to be a JSON object
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:configurePackage
        name: install
        inputs:
          name: ExamplePackage
          action: Install
          additionalArguments: '{"SSM_PORT": "8080"}'
    ```
    """
    for step in document.steps:
        if not step.runs("aws:configurePackage"):
            continue
        for arguments in step.agent_inputs("additionalArguments"):
            if isinstance(arguments, Scalar) and arguments.text.strip() not in ("", "null", "~"):
                for message in _problems(arguments.text):
                    yield Finding(arguments.span, message)


def _problems(text: str) -> Iterator[str]:
    if len(text) > MAX_ADDITIONAL_ARGUMENTS:
        yield f"additionalArguments has {len(text):,} characters, at most {MAX_ADDITIONAL_ARGUMENTS:,} are taken"
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        for key in value:
            if not key.startswith(_PREFIX) and not is_open(key):
                yield f'the key {in_quotes(key)} has to begin with "{_PREFIX}"'
    elif not is_open(text):
        yield "additionalArguments has to be a JSON object"
