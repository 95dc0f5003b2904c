"""Specs as text: what they mean, and every kind of mistake with its place and words."""

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.automation.decisions import Decision, DeclaredDecisions, Signal
from ssmdoc.aws.matchers import Contains, Equals, Every, Items, Json, Matcher, Members, Not, OneOf, Present
from ssmdoc.aws.mocks import MockError
from ssmdoc.source.text import Source, Span
from ssmdoc.spec.expected.node import (
    CommandExpectation,
    FileExpectation,
    NodeExpectation,
    PortExpectation,
    ProcessExpectation,
    Unchanged,
)
from ssmdoc.spec.expected.text import TextExpectation
from ssmdoc.spec.expected.values import Expectation, RefusalExpectation, StepExpectation
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.values import CallDisturbance, Case, Located, PutFile, SandboxName, StepDisturbance

WORDS = (
    "document",
    "cases",
    "name",
    "expect",
    "steps",
    "refused",
    "matches",
    "(",
    "a",
    "3",
    "~",
    "Failed",
    "mocks",
    "calls",
    "outputs",
    "files",
    "/a",
    "disturb",
    "matrix",
    "idempotent",
    "one_of",
    "true",
    "<<",
)
NOWHERE = Span(0, 0)
PROJECT = Path(__file__).parents[2]


def source(text: str) -> Source:
    return Source("folder/hello.ssmtest.yaml", dedent(text))


def cases(text: str) -> list[Case]:
    """The cases of a spec without their places."""
    spec, diagnostics = load_spec(source(text))
    assert (spec is not None, diagnostics) == (True, ())
    assert spec is not None
    return [
        replace(
            case,
            span=NOWHERE,
            expect=replace(case.expect, steps=tuple(replace(step, span=NOWHERE) for step in case.expect.steps)),
        )
        for case in spec.cases
    ]


def test_the_shortest_spec_expects_success() -> None:
    assert cases("document: hello.yaml\ncases: [{name: runs}]") == [Case("runs", NOWHERE)]


def test_the_document_is_found_beside_the_spec() -> None:
    spec, _ = load_spec(source("document: ../documents/hello.yaml\ncases: [{name: runs}]"))
    assert spec is not None
    assert spec.document == Path("folder/../documents/hello.yaml")


def test_a_case_knows_its_place() -> None:
    spec, _ = load_spec(source("document: d.yaml\ncases:\n  - name: runs\n"))
    assert spec is not None
    assert [spec.source.position(case.span.start) for case in spec.cases] == [(3, 11)]


def test_what_the_spec_gives_holds_for_cases_that_say_nothing_else() -> None:
    text = """\
        document: d.yaml
        image: debian:12
        sandbox: docker
        parameters: {Name: World, Count: 3}
        cases:
          - name: as it is
          - name: other
            image: amazonlinux:2023
            sandbox: namespace
            parameters: {Name: Moon, List: [a, b]}
        """
    docker: SandboxName = "docker"
    assert cases(text) == [
        Case("as it is", NOWHERE, {"Name": "World", "Count": 3}, "debian:12", docker),
        Case("other", NOWHERE, {"Name": "Moon", "Count": 3, "List": ["a", "b"]}, "amazonlinux:2023", "namespace"),
    ]


@pytest.mark.parametrize(
    ("expect", "meaning"),
    [
        ("{status: Failed}", Expectation("Failed")),
        ("{}", Expectation("Success")),
        ("{error: {contains: broken}, status: Failed}", Expectation("Failed", TextExpectation(contains=("broken",)))),
        ("{refused: InvalidParameters}", Expectation(None, refused=RefusalExpectation("InvalidParameters"))),
        (
            "{refused: {code: InvalidDocument, message: {matches: '^no'}}}",
            Expectation(None, refused=RefusalExpectation("InvalidDocument", TextExpectation(matches="^no"))),
        ),
        ("{steps: {greet: Skipped}}", Expectation(steps=(StepExpectation("greet", NOWHERE, "Skipped"),))),
        (
            "{steps: {greet: {status: Failed, code: 3, stdout: hi, stderr: {equals: ''}, output: {contains: [a, b]}}}}",
            Expectation(
                steps=(
                    StepExpectation(
                        "greet",
                        NOWHERE,
                        "Failed",
                        3,
                        TextExpectation(same="hi"),
                        TextExpectation(equals=""),
                        TextExpectation(contains=("a", "b")),
                    ),
                )
            ),
        ),
    ],
)
def test_expectations(expect: str, meaning: Expectation) -> None:
    assert cases(f"document: d.yaml\ncases: [{{name: a, expect: {expect}}}]") == [Case("a", NOWHERE, expect=meaning)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 the spec is empty"]),
        ("- a", ["1:1 the document must be a map, not a list"]),
        (
            "document: d.yaml\ncases: []\n",
            ['2:1 "cases" must be a list of at least one case, not an empty list'],
        ),
        (
            "documnt: d.yaml\nimagee: x\ncases: [{name: a}]",
            [
                '1:1 unknown key "documnt" in the spec, did you mean "document"?',
                '2:1 unknown key "imagee" in the spec, did you mean "image"?',
            ],
        ),
        (
            "document: d.yaml\ncases:\n- expect: {statuss: Success}\n  nmae: x\n",
            [
                '3:12 unknown key "statuss" in "expect", did you mean "status"?',
                '4:3 unknown key "nmae" in case 1, did you mean "name"?',
            ],
        ),
        (
            "document: d.yaml\ncases:\n- name: a\n  expect: {status: Succes, steps: {greet: {stdot: x, code: '1'}}}\n",
            [
                '4:20 "status" must be "Success", "Failed", "TimedOut" or "Cancelled", not "Succes"',
                '4:44 unknown key "stdot" in step "greet", did you mean "stdout"?',
                '4:60 "code" must be an integer, not "1"',
            ],
        ),
        (
            "document: d.yaml\ncases:\n- name: a\n  expect: {steps: {greet: Done, wave: 3}}\n",
            [
                '4:27 "greet" must be "Success", "Failed", "TimedOut", "Cancelled", "Skipped" (Command documents), '
                '"Exited" or "Pending" (Automation documents), not "Done"',
                '4:39 "wave" must be a status or a map of expectations, not the number 3',
            ],
        ),
        (
            "document: d.yaml\ncases:\n- name: a\n- name: a\n",
            ['4:9 case name "a" is used twice'],
        ),
        (
            "document: d.yaml\ncases:\n- name: a\n  expect: {refused: X, status: Failed}\n",
            ['4:24 "status" cannot be expected of a document that is refused: nothing runs'],
        ),
        (
            "document: d.yaml\ncases:\n- name: a\n  expect: {error: {matches: '('}}\n",
            ["4:29 not a regular expression: missing ), unterminated subpattern at position 0"],
        ),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    spec, diagnostics = load_spec(source(text))
    assert spec is None
    places = [(source(text).position(found.span.start), found.message) for found in diagnostics]
    assert [f"{line}:{column} {message}" for (line, column), message in places] == expected


def meaning_of(expect: str) -> Expectation:
    (case,) = cases(f"document: d.yaml\ncases: [{{name: a, expect: {expect}}}]")
    return case.expect


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("a", Equals("a")),
        ("3", Equals(3)),
        ("[a, {b: 1}]", Items((Equals("a"), Members((("b", Equals(1)),))))),
        ("{a: {contains: b}}", Members((("a", Contains(Equals("b"))),))),
        ("{contains: [a, b]}", Every((Contains(Equals("a")), Contains(Equals("b"))))),
        ("{one_of: [a, {not: b}]}", OneOf((Equals("a"), Not(Equals("b"))))),
        ("{json: {a: 1}, any: true}", Every((Json(Members((("a", Equals(1)),))), Present()))),
        ("{absent: true}", Present(there=False)),
        ("{equals: {contains: a}}", Equals({"contains": "a"})),
        ("{contains: a, other: b}", Members((("contains", Equals("a")), ("other", Equals("b"))))),
        ("{}", Members(())),
    ],
)
def test_values_and_matchers(written: str, meaning: Matcher) -> None:
    assert meaning_of(f"{{outputs: {{x: {written}}}}}").outputs == (("x", meaning),)


def test_matchers_of_texts() -> None:
    written = "{steps: {a: {stdout: {one_of: [b, {contains: c}], json: {d: 1}, not: {matches: e}}}}}"
    assert meaning_of(written).steps[0].stdout == TextExpectation(
        one_of=(TextExpectation(same="b"), TextExpectation(contains=("c",))),
        json=Members((("d", Equals(1)),)),
        negated=TextExpectation(matches="e"),
    )


def test_nodes() -> None:
    written = (
        '{files: {/a: text, /b: true, /c: false, /d: {content: {contains: x}, mode: "0640", owner: 7, type: file}}, '
        "processes: [a, {name: b, count: 2}, {command: c, running: false}], ports: [80, {port: 53, protocol: udp}], "
        "commands: [d, {run: e, code: 1, stdout: f}], idempotent: {files: [/z], commands: [d, g]}}"
    )
    expect = meaning_of(written)
    assert expect.node == NodeExpectation(
        files=(
            FileExpectation("/a", content=TextExpectation(same="text")),
            FileExpectation("/b"),
            FileExpectation("/c", exists=False),
            FileExpectation("/d", type="file", content=TextExpectation(contains=("x",)), mode=0o640, owner="7"),
        ),
        processes=(
            ProcessExpectation("a"),
            ProcessExpectation("b", least=2, most=2),
            ProcessExpectation(command=TextExpectation(same="c"), least=0, most=0),
        ),
        ports=(PortExpectation(80), PortExpectation(53, "udp")),
        commands=(CommandExpectation("d"), CommandExpectation("e", 1, TextExpectation(same="f"))),
    )
    assert expect.unchanged == Unchanged(("/a", "/b", "/c", "/d", "/z"), ("d", "e", "g"))


def test_what_stands_around_a_case_and_what_of_the_spec_it_replaces() -> None:
    text = """\
        document: d.yaml
        environment: {A: 1, B: x}
        files: {/a: one, /b: {file: b.txt, mode: "0600", owner: "web:web"}}
        setup: first
        teardown: {file: end.sh}
        limits: {memory: 1 GiB, processes: 5}
        tags: [slow]
        decisions: {ask: approve, other: reject@PT1H}
        cases:
          - name: a
            environment: {B: y}
            files: {/a: two}
            setup: second
            limits: {memory: 512 MiB}
            tags: [fast, slow]
            decisions: resume
            time: real
            disturb:
              - {step: s, fail: {code: 7, message: m}}
              - {step: s, reboot: true, times: 2}
              - {service: ec2, api: stop_instances, error: {code: X, status: 503}, calls: [2, 3]}
        """
    (case,) = cases(text)
    replaced = replace(case, teardown=None, files=case.files[:1], written=None)
    assert replaced == Case(
        "a",
        NOWHERE,
        environment={"A": "1", "B": "y"},
        files=(PutFile("/a", b"two"),),
        setup="second",
        limits={"memory_bytes": 512 * 1024**2, "processes": 5},
        tags=("fast", "slow"),
        decisions=DeclaredDecisions(
            {"ask": Decision(Signal.APPROVE), "other": Decision(Signal.REJECT, 3600.0)}, (Decision(Signal.RESUME),)
        ),
        is_virtual=False,
        disturbances=(
            StepDisturbance("s", "fail", 7, "m", 1_000_000),
            StepDisturbance("s", "reboot", times=2),
            CallDisturbance("ec2", "StopInstances", MockError("X", http_status=503), (2, 3)),
        ),
    )
    assert isinstance(case.teardown, Located)
    assert case.teardown.path == Path("folder/end.sh")
    (_, file) = case.files
    assert isinstance(file.content, Located)
    assert (file.content.path, file.mode, file.owner) == (Path("folder/b.txt"), 0o600, "web:web")


def test_a_matrix_makes_cases_with_stable_names() -> None:
    text = """\
        document: d.yaml
        cases:
          - name: a
            parameters: {P: 0, Q: 1}
            matrix: {image: [x, y], parameters: {P: [1, [2, 3]]}}
        """
    assert [(case.name, case.image, case.parameters) for case in cases(text)] == [
        ("a [image=x, P=1]", "x", {"P": 1, "Q": 1}),
        ("a [image=x, P=[2,3]]", "x", {"P": [2, 3], "Q": 1}),
        ("a [image=y, P=1]", "y", {"P": 1, "Q": 1}),
        ("a [image=y, P=[2,3]]", "y", {"P": [2, 3], "Q": 1}),
    ]


def test_merge_keys_count() -> None:
    text = "document: d.yaml\ncases:\n- &a {name: a, image: x}\n- {<<: *a, name: b}\n"
    assert [(case.name, case.image) for case in cases(text)] == [("a", "x"), ("b", "x")]


def test_a_text_that_cannot_be_read_is_a_finding() -> None:
    spec, diagnostics = load_spec(source("document: [\n"))
    assert (spec, [found.rule for found in diagnostics]) == (None, ["syntax-error"])


@given(
    st.recursive(
        st.sampled_from(WORDS),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
            st.lists(st.tuples(inner, inner), max_size=4).map(
                lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
            ),
        ),
        max_leaves=20,
    )
)
def test_whatever_the_text_holds_there_is_a_spec_or_a_finding(text: str) -> None:
    for candidate in (text, f"document: d.yaml\ncases: [{{name: a, expect: {text}}}]"):
        spec, diagnostics = load_spec(Source("x.ssmtest.yaml", candidate))
        assert (spec is None) == bool(diagnostics)


@pytest.mark.parametrize(
    "path", sorted(PROJECT.glob("fixtures/**/*.ssmtest.yaml")), ids=lambda path: str(path.relative_to(PROJECT))
)
def test_our_own_specs_can_be_read(path: Path) -> None:
    spec, diagnostics = load_spec(Source(str(path), path.read_text()))
    assert diagnostics == ()
    assert spec is not None
    assert spec.document.is_file()
