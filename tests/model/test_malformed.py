"""Broken references: what is one, what was meant, and what is text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.model.malformed import find_malformed
from ssmdoc.model.malformed_automation import Names

DECLARED = {"Name", "exit", "color"}


@pytest.mark.parametrize(
    ("text", "problem", "certain"),
    [
        ("{{ Name }", 'it ends with one "}"', True),
        ("echo {{Name} there", 'it ends with one "}"', True),
        ("{ Name }}", 'it begins with one "{"', True),
        ("echo { Name }}", 'it begins with one "{"', False),
        ("echo { { Name }}", "white space stands between its braces", True),
        ("echo {{ Name } }", "white space stands between its braces", True),
        ("echo { { Name } }", "white space stands between its braces", False),
        ("echo {{ Name", 'it has no closing "}}"', True),
        ('echo "{{Name" there', 'it has no closing "}}"', True),
        ("echo {{ Name there {{ x }}", 'it has no closing "}}"', False),
        ("{{ parameters.Name }}", "a parameter is named alone", True),
        ("echo {{ params:Name }}", "a parameter is named alone", False),
        ("echo {{ Name.value }}", "a parameter has no parts", False),
        ("echo {{ Name | upper }}", 'unexpected "|" after "Name"', False),
        ("{{ Name[0] }}", 'unexpected "[" after "Name"', True),
        ("echo {{ $Name }}", 'unexpected "$"', False),
        ('echo {{ "Name" }}', 'unexpected "', False),
        ("echo {{ Na me }}", "a name has letters and digits only", False),
        ("echo {{ Na_me }}", "a name has letters and digits only", False),
        ("echo {{\u00a0Name\u00a0}}", "only ASCII white space may stand around the name", False),
    ],
)
def test_a_parameter_is_meant(text: str, problem: str, certain: bool) -> None:
    found = list(find_malformed(text, DECLARED))
    assert [(item.problem, item.meant, item.certain) for item in found] == [(problem, "{{ Name }}", certain)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("echo {{AWS_ACCESS_KEY_ID}}", "a parameter name has letters and digits only"),
        ("{{ AWS_ACCESS_KEY_ID }}", "a parameter name has letters and digits only"),
        ("{{ ssm: name }}", 'unexpected " " after "ssm:"'),
        ("{{ ssm: }}", 'unexpected " " after "ssm:"'),
        ("{{ssm:}}", 'a name is missing after "ssm:"'),
        ("{{ssm :name}}", 'unexpected ":name" after "ssm"'),
    ],
)
def test_another_name_is_meant(text: str, problem: str) -> None:
    found = list(find_malformed(text, DECLARED))
    assert [(item.problem, item.meant, item.certain) for item in found] == [(problem, None, False)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ Name }}",
        "{{\n  Name\n}}",
        "{{{ Name }}} ${{ Name }} \\{{ Name }}",
        "echo ${Name} {Name} { Name } ${other:-${Name}}",
        "if true; then { exit }}",
        "{{ Other }} {{ ssm:/a/b }} {{ ssm-secure:{{Name}} }} {{ global:REGION }}",
        "{{ .Name }} {{.Names}} {{json .}} {{range .Items}}{{.Name}}{{end}}",
        "{{ other | upper }} {{ other[0] }} {{ a.b.c }} {{}} {{ }}",
        "{{color: red;}} {{ color: red; }} {{ODBC Driver 18}} {{resolve:ssm:/x}}",
        'f"{{Name: {value}}}" f"{{Name}, {x}"',
        "{% for x in y %}{{ snake_case }}{% endfor %}",
        "awk '{if ($1) {exit}}'",
    ],
)
def test_text(text: str) -> None:
    assert list(find_malformed(text, DECLARED)) == []


AUTOMATION = Names({"step", "Name"}, {"Count"}, SYSTEM_VARIABLES)


@pytest.mark.parametrize(
    ("text", "problem", "meant"),
    [
        ("{{ step . Out }}", "an output is written step.Output", "{{ step.Out }}"),
        ("{{ step:Out }}", "an output is written step.Output", "{{ step.Out }}"),
        ("{{ steps.step.Out }}", "an output is written step.Output", "{{ step.Out }}"),
        ("{{ mainSteps.step.Out }}", "an output is written step.Output", "{{ step.Out }}"),
        ("{{ step.Out }", 'it ends with one "}"', "{{ step.Out }}"),
        ("{ step.Out }}", 'it begins with one "{"', "{{ step.Out }}"),
        ("{{ step.Out.Part }}", "an output has no parts, use a Selector", None),
        ("{{ step.Out[0] }}", "an output has no parts, use a Selector", None),
        ("{{ step.Out | join }}", "an output has no parts, use a Selector", None),
        ("{{ variables.Count }}", 'a variable is written "variable:" and its name', "{{ variable:Count }}"),
        ("{{ variable: Count }}", 'a variable is written "variable:" and its name', "{{ variable:Count }}"),
        ("{{ var:Count }}", 'a variable is written "variable:" and its name', "{{ variable:Count }}"),
        ("{{ global.REGION }}", 'a system variable is written "global:REGION"', "{{ global:REGION }}"),
        ("{{ Global:region }}", 'a system variable is written "global:REGION"', "{{ global:REGION }}"),
        ("{{ globals: DATE }}", 'a system variable is written "global:DATE"', "{{ global:DATE }}"),
        ("{{ global:DATE }", 'it ends with one "}"', "{{ global:DATE }}"),
        ("{{ variable:Count } }", "white space stands between its braces", "{{ variable:Count }}"),
    ],
)
def test_what_only_automations_have(text: str, problem: str, meant: str | None) -> None:
    found = list(find_malformed(text, DECLARED, AUTOMATION))
    assert [(item.problem, item.meant) for item in found] == [(problem, meant)]
    if "Name" not in text:
        assert list(find_malformed(text, DECLARED)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ step.Out }} {{ Name.Out }} {{ variable:Count }} {{ global:DATE }} {{ automation:EXECUTION_ID }}",
        "{{ step.CurrentIteratorValue.key }} {{ other.Out.Part }} {{ other . Out }} {{ variable.Other }}",
        "{{ RESOURCE_ID }} {{ WINDOW_ID }} {{ global.thing }} {step.Out} {step.Out} }",
        "{{ {Name}}} f{{{Name}}} {{{step.Out}}}",
    ],
)
def test_text_of_automations(text: str) -> None:
    assert list(find_malformed(text, DECLARED, AUTOMATION)) == []


PIECES = st.sampled_from(
    ["Name", "exit", "ssm:", "x_y", ".", "|", " ", "\n", "{", "{{", "}", "}}", "<<", ">>", "$", '"']
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_gives_ranges_of_it_in_order_of_discovery(text: str) -> None:
    starts = [item.start for item in find_malformed(text, DECLARED)]
    assert len(set(starts)) == len(starts)
    for item in find_malformed(text, DECLARED):
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start] == "{"
