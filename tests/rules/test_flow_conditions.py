"""Edge cases of conditions: how many there are, which never hold, which compare nothing."""

import pytest

from tests.rules.findings import said_by

HEAD = """schemaVersion: "0.3"
parameters:
  P: {type: String, allowedValues: [Linux, "10", "true"], default: ""}
  Q: {type: String}
  B: {type: Boolean}
  M: {type: String, allowedValues: [a, "{{ Q }}"]}
  D: {type: String, allowedValues: [a], default: "{{ ssm:d }}"}
mainSteps:
- name: s
  action: aws:branch
  inputs:
    Choices:
"""


def findings(rule: str, *choices: str) -> list[str]:
    text = HEAD + "".join(f"    - {choice}\n" for choice in choices)
    return said_by(rule, text)


Q_IS_X = "Variable: '{{ Q }}', StringEquals: x"


@pytest.mark.parametrize(
    ("choice", "messages"),
    [
        (f"{{Or: [{{{Q_IS_X}}}, {{{Q_IS_X}}}]}}", []),
        ("{Or: []}", ['error: "Or" needs at least two conditions, not none']),
        ("{And: [x]}", ['error: "And" needs at least two conditions, not 1']),
        ("{And: {Variable: x}}", []),
        ("{And: '{{ x }}'}", []),
        ("{Not: []}", ['error: "Not" takes one condition, a map, not a list']),
        (f"{{Not: [{{{Q_IS_X}}}]}}", ['warning: "Not" takes one condition, a map, not a list']),
        (f"{{Not: {{Not: {{Or: [{{{Q_IS_X}}}]}}}}}}", ['error: "Or" needs at least two conditions, not 1']),
        ("{or: []}", []),
        ("[{Or: []}]", []),
        ("text", []),
    ],
)
def test_too_few_conditions(choice: str, messages: list[str]) -> None:
    assert findings("too-few-conditions", choice) == messages


SAME = "warning: this choice is never taken, an earlier one has the same condition"


def taken(text: str) -> str:
    return f'warning: this choice is never taken, an earlier one already takes "{text}"'


@pytest.mark.parametrize(
    ("choices", "messages"),
    [
        ((f"{{NextStep: a, {Q_IS_X}}}", f"{{NextStep: b, {Q_IS_X}}}"), [SAME]),
        ((f"{{{Q_IS_X}}}", "{StringEquals: x, Variable: '{{Q}}'}"), [SAME]),
        ((f"{{{Q_IS_X}}}", "{Variable: '{{ Q }}', StringEquals: X}"), []),
        ((f"{{{Q_IS_X}}}", "{Variable: '{{ P }}', StringEquals: x}"), []),
        ((f"{{Not: {{{Q_IS_X}}}}}", f"{{Not: {{{Q_IS_X}}}}}"), [SAME]),
        ((f"{{Not: {{{Q_IS_X}}}}}", f"{{{Q_IS_X}}}"), []),
        (("{NextStep: a}", "{NextStep: b}"), []),
        (("{}", "{}"), []),
        (("{Variable: '{{ Q }}', EqualsIgnoreCase: X}", f"{{{Q_IS_X}}}"), [taken("x")]),
        (("{Variable: '{{ Q }}', StartsWith: ''}", f"{{{Q_IS_X}}}"), [taken("x")]),
        (("{Variable: '{{ Q }}', EndsWith: y}", f"{{{Q_IS_X}}}"), []),
        (("{Variable: '{{ Q }}', Contains: '{{ P }}'}", f"{{{Q_IS_X}}}"), []),
        (("{Variable: '{{ Q }}', NumericGreater: 1}", "{Variable: '{{ Q }}', NumericGreater: 2}"), []),
        (("text", "[a]", "{Variable: [], StringEquals: {}}"), []),
        ((f"&a {{{Q_IS_X}}}", "*a"), [SAME]),
    ],
)
def test_choices_that_are_shadowed(choices: tuple[str, ...], messages: list[str]) -> None:
    assert findings("unreachable-choice", *choices) == messages


@pytest.mark.parametrize(
    ("conditions", "never"),
    [
        (f"{{{Q_IS_X}}}, {{Variable: '{{{{Q}}}}', StringEquals: y}}", '"x" and "y"'),
        (f"{{{Q_IS_X}}}, {{{Q_IS_X}}}", None),
        (f"{{{Q_IS_X}}}, {{Variable: '{{{{P}}}}', StringEquals: y}}", None),
        (f"{{{Q_IS_X}}}, {{Variable: '{{{{Q}}}}', StringEquals: '{{{{P}}}}'}}", None),
        (f"{{{Q_IS_X}}}, {{Not: {{Variable: '{{{{Q}}}}', StringEquals: y}}}}", None),
        ("{Variable: '{{Q}}', NumericEquals: 1}, {Variable: '{{Q}}', NumericEquals: 1.0}", None),
        ("{Variable: '{{Q}}', NumericEquals: 1}, {Variable: '{{Q}}', NumericEquals: 2}", '"1" and "2"'),
        ("{Variable: '{{B}}', BooleanEquals: true}, {Variable: '{{B}}', BooleanEquals: False}", '"true" and "False"'),
        ("{Variable: '{{B}}', BooleanEquals: true}, {Variable: '{{B}}', BooleanEquals: x}", None),
    ],
)
def test_contradictions(conditions: str, never: str | None) -> None:
    variable = "{{B}}" if "{{B}}" in conditions else "{{Q}}"
    message = f'warning: "And" never holds, "{variable}" cannot be {never} at once'
    assert findings("unreachable-choice", f"{{And: [{conditions}]}}") == ([message] if never else [])


@pytest.mark.parametrize(
    ("choice", "messages"),
    [
        ("{Variable: '{{ P }}', StringEquals: Linux}", []),
        ("{Variable: '{{ P }}', StringEquals: ''}", []),
        ("{Variable: '{{ P }}', StringEquals: 10}", []),
        ("{Variable: '{{ P }}', StringEquals: true}", []),
        ("{Variable: '{{ P }}', EqualsIgnoreCase: LINUX}", []),
        ("{Variable: '{{ P }}', StartsWith: W}", []),
        ("{Variable: '{{ P }}', StringEquals: '{{ Q }}'}", []),
        ("{Variable: '{{ P }}-{{ Q }}', StringEquals: a}", []),
        ("{Variable: '{{ Q }}', StringEquals: a}", []),
        ("{Variable: '{{ M }}', StringEquals: b}", []),
        ("{Variable: '{{ D }}', StringEquals: b}", []),
        ("{Variable: '{{ B }}', StringEquals: 'True'}", []),
        ("{Variable: '{{ B }}', StringEquals: yes}", ['warning: parameter "B" is true or false, never "yes"']),
        (
            "{Variable: '{{ P }}', StringEquals: linux}",
            ['warning: parameter "P" is never "linux", did you mean "Linux"?'],
        ),
        (
            "{Variable: '{{ P }}', EqualsIgnoreCase: Solaris}",
            ['warning: parameter "P" is never "Solaris", it is one of "Linux", "10" and "true"'],
        ),
    ],
)
def test_impossible_comparison(choice: str, messages: list[str]) -> None:
    assert findings("impossible-comparison", choice) == messages


SAME_EVERY_TIME = "is no reference, the comparison gives the same in every run"


@pytest.mark.parametrize(
    ("choice", "messages"),
    [
        (f"{{{Q_IS_X}}}", []),
        ("{Variable: Linux, StringEquals: Linux}", [f'warning: "Linux" in Variable {SAME_EVERY_TIME}']),
        ("{Variable: Linux, StringEquals: '{{ P }}'}", []),
        ("{Variable: '', StringEquals: a}", []),
        ("{Variable: '<< P >>', StringEquals: a}", []),
        ("{Variable: '{{ variable:x }}', StringEquals: a}", []),
        ("{Variable: P, StringEquals: a}", ['warning: "P" in Variable is no reference, did you mean "{{ P }}"?']),
        ("{Variable: '{P}', StringEquals: a}", ['warning: "{P}" in Variable is no reference, did you mean "{{ P }}"?']),
        (
            "{Variable: s.Out, StringEquals: a}",
            ['warning: "s.Out" in Variable is no reference, did you mean "{{ s.Out }}"?'],
        ),
        (
            "{Variable: 'variable:x', StringEquals: a}",
            ['warning: "variable:x" in Variable is no reference, did you mean "{{ variable:x }}"?'],
        ),
    ],
)
def test_constant_condition(choice: str, messages: list[str]) -> None:
    assert findings("constant-condition", choice) == messages


@pytest.mark.parametrize(
    ("condition", "changes"),
    [
        ("{Variable: '{{ P }}', StringEquals: a}", False),
        ("{Variable: '{{ before.X }}', StringEquals: '{{ P }}'}", False),
        ("{Variable: '{{ inner.X }}', StringEquals: a}", True),
        ("{Variable: '{{ P }}', StringEquals: '{{ inner.X }}'}", True),
        ("{Variable: '{{ unknown.X }}', StringEquals: a}", True),
        ("{Variable: '{{ l.CurrentIteration }}', NumericEquals: 3}", True),
        ("{Variable: '{{ variable:x }}', StringEquals: a}", True),
        ("{Variable: '{{ global:DATE_TIME }}', Contains: 'T23'}", True),
        ("{Variable: '{{ odd[0] }}', StringEquals: a}", True),
        ("{Or: [{Variable: '{{ P }}', StringEquals: a}, {Variable: '{{ inner.X }}', StringEquals: a}]}", True),
        ("{}", True),
        ("[]", True),
        ("text", True),
    ],
)
def test_loops_that_do_not_change_what_they_compare(condition: str, changes: bool) -> None:
    text = f"""schemaVersion: "0.3"
mainSteps:
- {{name: before, action: x}}
- {{name: l, action: 'aws:loop', inputs: {{LoopCondition: {condition}, Steps: [{{name: inner, action: x}}]}}}}
"""
    never = "warning: nothing in the loop changes what its condition compares"
    assert said_by("constant-condition", text) == ([] if changes else [never])
