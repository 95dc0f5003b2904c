"""Edge cases of jumps: what is named, what is reached, what leads back."""

import pytest

from tests.rules.findings import said_by

LOOP = "{name: l, action: 'aws:loop', inputs: {Iterators: [a], Steps: [%s]}}"


def findings(rule: str, *steps: str) -> list[str]:
    text = 'schemaVersion: "0.3"\nmainSteps:\n' + "".join(f"- {step}\n" for step in steps)
    return said_by(rule, text)


@pytest.mark.parametrize(
    ("step", "messages"),
    [
        ("{name: a, nextStep: b}", ['error: unknown step "b" in nextStep']),
        ("{name: a, nextStep: A}", ['error: unknown step "A" in nextStep, did you mean "a"?']),
        ("{name: a, nextStep: 5}", ['error: unknown step "5" in nextStep']),
        ("{name: a, nextStep: ''}", []),
        ("{name: a, nextStep: ~}", []),
        ("{name: a, nextStep: null}", []),
        ("{name: a, nextStep: [b]}", []),
        ("{name: a, nextStep: !Ref b}", []),
        ("{name: a, nextStep: '{{ b }}'}", []),
        ("{name: a, nextStep: '<< b >>'}", []),
        ("{name: a, nextStep: '${b}'}", []),
        ("{name: a, onFailure: 'step:b'}", ['error: unknown step "b" in onFailure']),
        ("{name: a, onFailure: 'step: b'}", ['error: unknown step "b" in onFailure']),
        ("{name: a, onFailure: 'step:'}", ['error: onFailure lacks the name of a step after "step:"']),
        ("{name: a, onFailure: 'step:{{ b }}'}", []),
        ("{name: a, onFailure: Abort}", []),
        ("{name: a, onCancel: 'step:b'}", ['error: unknown step "b" in onCancel']),
        ("{name: a, action: 'aws:branch', inputs: {Default: b}}", ['error: unknown step "b" in Default']),
        ("{name: a, action: 'aws:branch', inputs: {Choices: {NextStep: b}}}", []),
        (
            "{name: a, action: 'aws:branch', inputs: {Choices: [b, {}, {NextStep: b}]}}",
            ['error: unknown step "b" in NextStep'],
        ),
        ("{name: a, action: 'aws:branch', inputs: [b]}", []),
        ("{name: a, action: 'aws:sleep', inputs: {Default: b, Choices: [{NextStep: c}]}}", []),
        (LOOP % "{name: a, nextStep: b}", ['error: unknown step "b" in nextStep']),
        (LOOP % "{name: a, nextStep: l}", []),
    ],
)
def test_unknown_step(step: str, messages: list[str]) -> None:
    assert findings("unknown-step", step) == messages


@pytest.mark.parametrize(
    ("step", "messages"),
    [
        ("{name: a, onFailure: Abort, onCancel: Abort}", []),
        ("{name: a, onFailure: 'step:a', onCancel: 'step:a'}", []),
        ("{name: a, onFailure: ''}", []),
        ("{name: a, onFailure: ~}", []),
        ("{name: a, onFailure: {a: b}}", []),
        ("{name: a, onFailure: true}", []),
        ("{name: a, onFailure: '{{ b }}'}", []),
        ("{name: a, onFailure: ABORT}", ['warning: "ABORT" in onFailure, did you mean "Abort"?']),
        ("{name: a, onCancel: abort}", ['warning: "abort" in onCancel, did you mean "Abort"?']),
        ("{name: a, onFailure: 'Step:a'}", ['warning: "Step:a" in onFailure, did you mean "step:a"?']),
        ("{name: a, onFailure: 'step : a'}", ['warning: "step : a" in onFailure, did you mean "step:a"?']),
        ("{name: a, onFailure: a}", ['error: "a" in onFailure lacks "step:", did you mean "step:a"?']),
        (
            "{name: a, onFailure: 'exec:a'}",
            ['error: onFailure must be "Abort", "Continue" or "step:" and the name of a step, not "exec:a"'],
        ),
        (
            "{name: a, onCancel: exit}",
            ['error: onCancel must be "Abort" or "step:" and the name of a step, not "exit"'],
        ),
        (
            "{name: a, onCancel: Continue}",
            ['warning: onCancel must be "Abort" or "step:" and the name of a step, not "Continue"'],
        ),
    ],
)
def test_invalid_jump(step: str, messages: list[str]) -> None:
    assert findings("invalid-jump", step) == messages


@pytest.mark.parametrize(
    ("steps", "messages"),
    [
        (("{name: a, isEnd: true}", "{name: b}", "{name: c}"), ['step "b" is never reached']),
        (
            ("{name: a, isEnd: true}", "{name: b, isEnd: true}", "{name: c}"),
            ['step "b" is never reached', 'step "c" is never reached'],
        ),
        (("{name: a, isEnd: true}", "{name: b, nextStep: c}", "{name: c, nextStep: b}"), ['step "b" is never reached']),
        (("{name: a, isEnd: 'False'}", "{name: b}"), []),
        (("{name: a, isEnd: '{{ x }}'}", "{name: b}"), []),
        (("{name: a, isEnd: true, onFailure: 'step:b'}", "{name: b}"), []),
        (("{name: a, isEnd: true, onCancel: 'step:b'}", "{name: b}"), []),
        (("{name: a, nextStep: '{{ x }}'}", "{name: b, isEnd: true}", "{name: c}"), []),
        (("{name: a, nextStep: nowhere}", "{name: b, isEnd: true}", "{name: c}"), []),
        (("{name: a, isEnd: true}", "{name: a}"), []),
        (("{isEnd: true}", "{action: x}"), ["this step is never reached"]),
        (("{isEnd: true}", "{}"), ["this step is never reached"]),
        ((LOOP % "{name: a, isEnd: true}", "{name: b}"), []),
        ((LOOP % "{name: a, nextStep: c}, {name: b}, {name: c}", "{name: d}"), ['step "b" is never reached']),
        (
            ("{name: a, action: 'aws:branch', inputs: {Default: c}}", "{name: b}", "{name: c}"),
            ['step "b" is never reached'],
        ),
        (("{name: a, action: 'aws:branch', isEnd: true, inputs: {Choices: [{NextStep: b}]}}", "{name: b}"), []),
        ((), []),
    ],
)
def test_unreachable_step(steps: tuple[str, ...], messages: list[str]) -> None:
    assert sorted(findings("unreachable-step", *steps)) == [f"warning: {message}" for message in messages]


SHOULD_LOOP = "AWS refuses runbooks with infinite loops, repeat steps with aws:loop or maxAttempts"


@pytest.mark.parametrize(
    ("steps", "messages"),
    [
        (("{name: a, nextStep: a}",), ['error: step "a" follows itself without end']),
        (("{name: a}", "{name: b, nextStep: a}"), ['error: steps "a" and "b" follow each other without end']),
        (
            ("{name: a}", "{name: b, nextStep: a, isEnd: true}"),
            [f'warning: nextStep leads back to step "a": {SHOULD_LOOP}'],
        ),
        (("{name: a}", "{name: b, nextStep: '{{ a }}'}"), []),
        (
            ("{name: a, nextStep: c}", "{name: b}", "{name: c, nextStep: b}"),
            ['error: steps "b" and "c" follow each other without end'],
        ),
        (("{name: a, onFailure: 'step:a'}",), [f'warning: onFailure leads back to step "a" itself: {SHOULD_LOOP}']),
        (("{name: a, onCancel: 'step:a'}",), []),
        (
            ("{name: a}", "{name: b, action: 'aws:branch', inputs: {Default: a}}"),
            [f'warning: Default leads back to step "a": {SHOULD_LOOP}'],
        ),
        ((LOOP % "{name: a}, {name: b}", "{name: c}"), []),
        ((LOOP % "{name: a}, {name: b, nextStep: a}",), ['error: steps "a" and "b" follow each other without end']),
        ((LOOP % "{name: a}", "{name: b, nextStep: l}"), [f'warning: nextStep leads back to step "l": {SHOULD_LOOP}']),
        ((LOOP % (LOOP % "{name: a}").replace("name: l", "name: m"),), []),
    ],
)
def test_endless_loop(steps: tuple[str, ...], messages: list[str]) -> None:
    assert findings("endless-loop", *steps) == messages


@pytest.mark.parametrize(
    ("step", "messages"),
    [
        (
            "{name: a, isEnd: true, nextStep: a}",
            ['error: "isEnd" is true and "nextStep" is "a", a step has only one of both'],
        ),
        (
            "{name: a, isEnd: 'TRUE', nextStep: b}",
            ['error: "isEnd" is true and "nextStep" is "b", a step has only one of both'],
        ),
        ("{name: a, isEnd: false, nextStep: b}", []),
        ("{name: a, isEnd: true, nextStep: ''}", []),
        ("{name: a, isEnd: true, nextStep: null}", []),
        ("{name: a, isEnd: '{{ b }}', nextStep: b}", []),
        ("{name: a, isEnd: [true], nextStep: [b]}", []),
    ],
)
def test_end_with_next_step(step: str, messages: list[str]) -> None:
    assert findings("end-with-next-step", step) == messages


@pytest.mark.parametrize(
    ("steps", "messages"),
    [
        (
            ("{name: a, onCancel: 'step:b'}", "{name: b, action: 'aws:pause'}"),
            ['onCancel cannot lead to "b", a step of aws:pause'],
        ),
        (("{name: a, onFailure: 'step:b'}", "{name: b, action: 'aws:pause'}"), []),
        (("{name: a, onCancel: 'step:b'}", "{name: b, action: 'aws:runCommand'}"), []),
        (("{name: a, onCancel: 'step:b'}", "{name: b}"), []),
        (("{name: a, onCancel: 'step:c'}", "{name: b}"), []),
        (
            ("{name: a, action: 'aws:updateVariable', onCancel: Abort}",),
            ["onCancel is not supported for aws:updateVariable"],
        ),
        ((LOOP % "{name: a, action: x, onCancel: 'step:b'}, {name: b}",), []),
    ],
)
def test_forbidden_cancel_step(steps: tuple[str, ...], messages: list[str]) -> None:
    assert findings("forbidden-cancel-step", *steps) == [f"warning: {message}" for message in messages]


@pytest.mark.parametrize(
    ("steps", "messages"),
    [
        (("{name: a, nextStep: x}", LOOP % "{name: x}"), ['step "x" is inside the loop "l", jump to the loop']),
        ((LOOP % "{name: x, nextStep: y}, {name: y}",), []),
        ((LOOP % "{name: x, nextStep: b}", "{name: b}"), []),
        (
            (LOOP % "{name: x}", LOOP.replace("name: l, ", "") % "{name: y, nextStep: x}"),
            ['step "x" is inside the loop "l", jump to the loop'],
        ),
        (
            ("{name: a, nextStep: x}", LOOP.replace("name: l, ", "") % "{name: x}"),
            ['step "x" is inside the loop, jump to the loop'],
        ),
    ],
)
def test_jump_into_loop(steps: tuple[str, ...], messages: list[str]) -> None:
    assert findings("jump-into-loop", *steps) == [f"warning: {message}" for message in messages]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (("{name: a, onFailure: 'step:on_error'}", "{name: on_error}"), True),
        (("{name: a, onFailure: 'step:undo'}", "{name: undo}"), False),
        (("{name: a, onFailure: 'step:rollback'}", "{name: rollback}"), False),
        (("{name: a, onFailure: 'step:on_error', isEnd: true}", "{name: on_error}"), False),
        (("{name: a, onFailure: 'step:failed', nextStep: failed}", "{name: failed}"), False),
        (("{name: a, onFailure: 'step:failure1', isEnd: true}", "{name: failure1}", "{name: failure2}"), False),
        (("{name: a}", "{name: failed}"), False),
    ],
)
def test_fall_into_failure_step(steps: tuple[str, ...], found: bool) -> None:
    assert bool(findings("fall-into-failure-step", *steps)) == found
