"""Outputs in the order of steps: which step has run before, on every way or on some."""

import pytest

from tests.rules.findings import said_by

NEVER = 'error: step "c" never runs before "a"'


def step(name: str, more: str = "", uses: str = "") -> str:
    """A step that runs a command, with further keys and a reference in its inputs."""
    inputs = f"inputs: {{DocumentName: AWS-RunShellScript, Comment: '{uses}'}}"
    return f"{{name: {name}, action: 'aws:runCommand', {more + ', ' if more else ''}{inputs}}}"


def branch(name: str, target: str, more: str = "", default: str = "", of: str = "P") -> str:
    choice = f"{{NextStep: {target}, Variable: '{{{{ {of} }}}}', StringEquals: a}}"
    end = f", Default: {default}" if default else ""
    return f"{{name: {name}, action: 'aws:branch', {more + ', ' if more else ''}inputs: {{Choices: [{choice}]{end}}}}}"


def loop(name: str, *steps: str, condition: str = "") -> str:
    kind = f"LoopCondition: {{Variable: '{condition}', StringEquals: a}}" if condition else "Iterators: [a, b]"
    return f"{{name: {name}, action: 'aws:loop', inputs: {{{kind}, Steps: [{', '.join(steps)}]}}}}"


def findings(*steps: str, rule: str = "output-before-step") -> list[str]:
    text = 'schemaVersion: "0.3"\nparameters: {P: {type: String}}\nmainSteps:\n' + "".join(
        f"- {one}\n" for one in steps
    )
    return said_by(rule, text)


@pytest.mark.parametrize(
    "steps",
    [
        (step("a"), step("b", uses="{{ a.Output }}")),
        (step("a"), step("c"), step("b", uses="{{ a.Output }}")),
        (step("a", "nextStep: c"), step("b", "isEnd: true", "{{ c.Output }}"), step("c", "nextStep: b")),
        (step("a", "onFailure: 'step:b'"), step("b", uses="{{ a.Output }}")),
        (step("a", "onFailure: Continue"), step("b", uses="{{ a.Output }}")),
        (step("a", "onCancel: 'step:b'"), step("b", uses="{{ a.Output }}")),
        (branch("a", "c", default="b"), step("b"), step("c", uses="{{ a.OutputPayload }}")),
        # a way back: a later round has the output
        (branch("a", "c", default="b"), step("b"), step("c", "nextStep: a", "{{ a.OutputPayload }}")),
        (loop("l", step("a"), step("b", uses="{{ a.Output }}")), step("c", uses="{{ a.Output }}")),
        (loop("l", step("a", uses="{{ b.Output }}"), step("b", uses="{{ a.Output }}")),),
        (loop("l", step("a", uses="{{ a.Output }}")),),
        (loop("l", step("a"), condition="{{ a.Output }}"),),
        (loop("l", loop("m", step("a")), condition="{{ a.Output }}"),),
        (loop("l", branch("x", "b", default="a"), step("a"), step("b", uses="{{ a.Output }}")),),
        # what is never reached is for unreachable-step
        (step("a", "isEnd: true"), step("b", uses="{{ c.Output }}"), step("c")),
        # where a target or a name is in doubt nothing is known
        (step("a", "nextStep: other", "{{ b.Output }}"), step("b")),
        (step("a", uses="{{ b.Output }}"), step("b"), step("b")),
        (step("a", "nextStep: '{{ P }}'", "{{ b.Output }}"), step("b")),
    ],
)
def test_has_run(steps: tuple[str, ...]) -> None:
    assert findings(*steps) == []


@pytest.mark.parametrize(
    ("steps", "messages"),
    [
        ((step("a", uses="{{ a.Output }}"),), ['error: step "a" uses its own output']),
        ((step("a", uses="{{ b.Output }}"), step("b")), ['error: step "b" never runs before "a"']),
        (
            (step("a", uses="{{ b.Output }} {{ b.Status }}"), step("b")),
            ['warning: step "b" never runs before "a"'],
        ),
        (
            (branch("x", "a", default="b"), step("a", "isEnd: true"), step("b", uses="{{ a.Output }}")),
            ['warning: step "a" never runs before "b"'],
        ),
        (
            (branch("x", "a", default="b"), step("a"), step("b", uses="{{ a.Output }}")),
            ['warning: step "a" may not have run: "x" can lead here without it'],
        ),
        (
            (branch("x", "b"), step("a"), step("b", uses="{{ a.Output }}")),
            ['warning: step "a" may not have run: "x" can lead here without it'],
        ),
        (
            (branch("x", "y", default="a"), step("a"), branch("y", "b", of="a.Output"), step("b")),
            ['info: step "a" may not have run: "x" can lead here without it'],
        ),
        (
            (step("x", "onFailure: 'step:b'"), step("a"), step("b", uses="{{ a.Output }}")),
            ['info: step "a" may not have run: "x" can lead here without it'],
        ),
        (
            (
                branch("x", "a", default="c"),
                step("c"),
                step("d", "nextStep: b"),
                step("a"),
                step("b", uses="{{ a.Output }}"),
            ),
            ['warning: step "a" may not have run: "x" can lead here without it'],
        ),
        (
            (loop("l", branch("x", "b", default="a"), step("a"), step("b")), step("c", uses="{{ a.Output }}")),
            ['warning: step "a" may not have run: "x" can lead here without it'],
        ),
        ((loop("l", step("a", uses="{{ b.Output }}")), step("b")), ['warning: step "b" never runs before "a"']),
        (
            (step("x", "onFailure: 'step:a'"), step("b", "isEnd: true"), step("a", uses="{{ b.Output }}")),
            ['warning: step "b" never runs before "a"'],
        ),
        ((step("x", "nextStep: a"), step("b"), step("a", "isEnd: true", "{{ c.Status }}"), step("c")), [NEVER]),
    ],
)
def test_has_not_run(steps: tuple[str, ...], messages: list[str]) -> None:
    assert findings(*steps) == messages


@pytest.mark.parametrize(
    ("action", "outputs", "reference", "messages"),
    [
        ("aws:runCommand", "", "Output", []),
        ("aws:runCommand", "", "OutputPayload", []),
        ("aws:runCommand", "", "output", ['warning: step "a" has no output "output", did you mean "Output"?']),
        ("aws:approve", "", "ApprovalStatus", []),
        ("aws:sleep", "", "Output", ['warning: step "a" has no output "Output", it has only OutputPayload']),
        ("aws:executeAwsApi", "outputs: [{Name: Id, Selector: $.Id}]", "Id", []),
        ("aws:executeAwsApi", "outputs: {Id: $.Id}", "Id", []),
        ("aws:executeAwsApi", "outputs: [Id]", "Id", []),
        ("aws:executeAwsApi", "<<: {outputs: [{Name: Id}]}", "Id", []),
        ("aws:putServerUpgradeMetrics", "", "Anything", []),
        ("aws:unknown", "", "Anything", []),
        (
            "aws:executeStateMachine",
            "",
            "Result",
            [
                'warning: step "a" has no output "Result", it has executionArn, input, name, output, startDate, '
                "stateMachineArn, status and 2 more"
            ],
        ),
    ],
)
def test_output(action: str, outputs: str, reference: str, messages: list[str]) -> None:
    source = f"{{name: a, action: '{action}', inputs: {{}}{', ' + outputs if outputs else ''}}}"
    assert findings(source, step("b", uses=f"{{{{ a.{reference} }}}}"), rule="unknown-output") == messages
