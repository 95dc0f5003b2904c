"""Inputs of aws:runDockerAction that the agent refuses or passes on wrongly."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_REFUSED = ";,&|"
_NEEDED = {
    **dict.fromkeys(("Start", "Stop", "Rm", "Logs"), ("container",)),
    **dict.fromkeys(("Create", "Run", "Pull", "Rmi"), ("image",)),
    "Exec": ("container", "cmd"),
}
"""Source: AGENT dockercontainer.go."""


@rule("unusable-docker-input", Severity.WARNING)
def unusable_docker_input(document: Document) -> Iterator[Finding]:
    """An input of `aws:runDockerAction` is one with which the step fails.

    The agent writes a single `--volume` in front of all volumes, so that docker takes the second one for the image. And
    it refuses `env` and `cmd` with one of the characters `;`, `,`, `&` and `|`: `Validation error`. Use a step of
    `aws:runShellScript` that calls docker. Which of the other inputs must be given depends on the action.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runDockerAction
        name: start
        inputs:
          action: Run
          image: nginx
          volume: ["/srv:/srv", "/etc/nginx:/etc/nginx"]  # error: docker takes the second volume for the image
          cmd: nginx -t && nginx  # error: the agent refuses cmd because of "&"
      - action: aws:runDockerAction
        name: stop
        inputs:
          action: Stop  # error: the action "Stop" needs the input "container"
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runDockerAction
        name: start
        inputs: {action: Run, image: nginx, volume: ["/srv:/srv"], cmd: nginx}
    ```
    """
    for step in document.steps:
        if not step.runs("aws:runDockerAction"):
            continue
        for inputs in step.input_maps():
            volumes = inputs.get_ignoring_case("volume")
            if isinstance(volumes, Sequence) and len(volumes.items) > 1:
                yield Finding(volumes.span, "docker takes the second volume for the image")
            yield from _missing(inputs)
            for name in ("env", "cmd"):
                value = inputs.get_ignoring_case(name)
                if isinstance(value, Scalar) and not is_open(value.text):
                    refused = next((character for character in value.text if character in _REFUSED), None)
                    if refused:
                        yield Finding(value.span, f'the agent refuses {name} because of "{refused}"')


def _missing(inputs: Mapping) -> Iterator[Finding]:
    """The inputs that the action needs; what a merge key brings along is not looked at."""
    action = inputs.get_ignoring_case("action")
    if not isinstance(action, Scalar) or inputs.get("<<") is not None:
        return
    for name in _NEEDED.get(action.text, ()):
        value = inputs.get_ignoring_case(name)
        if value is None or (isinstance(value, Scalar) and not value.text):
            yield Finding(action.span, f'the action "{action.text}" needs the input "{name}"')
