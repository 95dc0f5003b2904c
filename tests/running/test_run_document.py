"""aws:runDocument on a node that answers from a list; what the real agent gave is in test_conformance_fixtures.py."""

import json
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.plan.agent_document import NIL_POINTER
from ssmdoc.plan.command_plan import CommandPlan, PlannedStep
from ssmdoc.running.command import run_command
from ssmdoc.running.events import Event as RunEvent
from ssmdoc.running.events import StepOutput
from ssmdoc.running.library import Library
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import Capture, Outcome, SandboxError
from ssmdoc.running.surroundings import NOTHING_AROUND, Surroundings
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode, ended

SHELL = "aws:runShellScript"


def document(*steps: JsonValue, version: str = "2.2", **declarations: JsonValue) -> bytes:
    content = {"schemaVersion": version, "parameters": declarations, "mainSteps": list(steps)}
    return json.dumps(content).encode()


def step(name: str, *commands: str, **inputs: JsonValue) -> JsonValue:
    return {"name": name, "action": SHELL, "inputs": {"runCommand": list(commands), **inputs}}


def local(**inputs: JsonValue) -> PlannedStep:
    return PlannedStep("outer", "aws:runDocument", {"documentType": "LocalPath", "documentPath": "/d.json", **inputs})


def named(name: str, step_name: str = "outer") -> PlannedStep:
    return PlannedStep(step_name, "aws:runDocument", {"documentType": "SSMDocument", "documentPath": name})


def run(
    node: RecordedNode,
    *steps: PlannedStep,
    surroundings: Surroundings = NOTHING_AROUND,
    events: list[RunEvent] | None = None,
    cancel: Event | None = None,
) -> CommandResult:
    return run_command(
        CommandPlan("2.2", steps),
        node,
        IDENTITY,
        on_event=(events if events is not None else []).append,
        cancel=cancel or Event(),
        surroundings=surroundings,
    )


def only(result: CommandResult) -> tuple[str, int, str, str]:
    (end,) = result.steps
    return end.status.value, end.code, end.stdout, end.stderr


def test_scripts_and_output_of_the_inner_document() -> None:
    node = RecordedNode(
        [ended(0, document(step("a", "x"), step("b", "y"))), ended(0, b"1\n", b"w\n"), ended(3, b"2\n")]
    )
    events: list[RunEvent] = []
    result = run(node, local(), events=events)
    assert only(result) == ("Failed", 1, "1\n2\n", "w\nfailed to run commands: exit status 3")
    assert [script.path for script in node.scripts[1:]] == [
        f"{ORCHESTRATION}/outer/a/_script.sh",
        f"{ORCHESTRATION}/outer/b/_script.sh",
    ]
    assert node.scripts[1].directories == (f"{ORCHESTRATION}/outer/downloads", "/usr/bin")
    assert [event for event in events if isinstance(event, StepOutput)] == [
        StepOutput("outer", "stdout", b"1\n"),
        StepOutput("outer", "stdout", b"2\n"),
    ]


def test_a_document_of_the_library_is_written_below_the_step(tmp_path: Path) -> None:
    (tmp_path / "Doc.yaml").write_bytes(document(step("a", "x")))
    node = RecordedNode([ended(), ended(0, document(step("a", "x"))), ended(0, b"1\n")])
    result = run(node, named("Doc:2"), surroundings=Surroundings(Library((tmp_path,))))
    assert only(result) == ("Success", 0, "1\n", "")
    assert f"{ORCHESTRATION}/outer/downloads/Doc.json".encode() in node.scripts[0].content
    assert f"{ORCHESTRATION}/outer/downloads/Doc.json".encode() in node.scripts[1].content


@pytest.mark.parametrize(
    ("inner", "outcomes", "end"),
    [
        ([step("a")], [ended(194)], ("SuccessAndReboot", 0)),
        ([step("a"), step("b")], [ended(168)], ("Success", 0)),
        ([step("a", onFailure="successAndExit"), step("b")], [ended(1)], ("Success", 0)),
        ([step("a", onFailure="exit"), step("b")], [ended(1)], ("Failed", 1)),
        ([step("a"), step("b")], [ended(1), ended(0)], ("Failed", 1)),
        ([step("a"), {"name": "w", "action": "aws:psModule"}], [ended(0)], ("Success", 0)),
        ([{"name": "w", "action": "aws:psModule"}], [], ("Skipped", 0)),
        ([{"name": "w", "action": "aws:none"}, step("b")], [ended(0)], ("Failed", 1)),
        ([step("a"), step("b")], [ended(137), ended(1)], ("TimedOut", 0)),
        ([step("a"), {"name": "w", "action": "aws:none"}], [ended(137)], ("Failed", 1)),
    ],
)
def test_the_status_is_made_of_those_inside(
    inner: list[JsonValue], outcomes: list[Outcome], end: tuple[str, int]
) -> None:
    node = RecordedNode([ended(0, document(*inner)), *outcomes, SandboxError("stop here")])
    result = run(node, local())
    first = result.steps[0]
    if end[0] == "SuccessAndReboot":
        # the node restarts, and then the whole document runs again
        assert node.restarts == 1
    else:
        assert (first.status.value, first.code) == end


def test_after_a_restart_the_whole_inner_document_runs_again() -> None:
    text = document(step("a", "x"), step("b", "y"))
    answers = [ended(0, text), ended(0, b"1\n"), ended(194, b"2\n")]
    node = RecordedNode([*answers, ended(0, text), ended(0, b"3\n"), ended(0, b"4\n")])
    result = run(node, local())
    # output files are added to, those inside and those of the step
    assert only(result) == ("Success", 0, "1\n2\n1\n3\n2\n4\n", "")
    assert node.restarts == 1


def test_a_cancel_does_not_reach_the_inner_document() -> None:
    cancel = Event()

    def cancelled() -> Outcome:
        cancel.set()
        return ended(0, b"1\n")

    node = RecordedNode([ended(0, document(step("a"), step("b"))), cancelled, ended(0, b"2\n")])
    result = run(node, local(), named("Doc", "later"), cancel=cancel)
    assert [(end.status, end.code, end.stdout) for end in result.steps] == [
        (Status.SUCCESS, 0, "1\n2\n"),
        (Status.CANCELLED, 1, ""),
    ]


def test_three_levels_and_no_more(tmp_path: Path) -> None:
    for level, name in enumerate("abcd"):
        inputs: JsonValue = {"documentType": "SSMDocument", "documentPath": f"Doc{level + 1}"}
        inner: JsonValue = {"name": name, "action": "aws:runDocument", "settings": {"a": 1}, "inputs": inputs}
        (tmp_path / f"Doc{level}.json").write_bytes(document(inner))
    texts = [(tmp_path / f"Doc{level}.json").read_bytes() for level in range(3)]
    node = RecordedNode([answer for text in texts for answer in (ended(), ended(0, text))])
    result = run(node, named("Doc0"), surroundings=Surroundings(Library((tmp_path,))))
    problem = "Maximum depth for document execution exceeded. Maximum depth permitted - 3 and current depth - 4"
    assert only(result) == ("Failed", 1, "", problem)


def test_settings_are_refused_in_the_outermost_document_only() -> None:
    settings = PlannedStep("s", "aws:runDocument", local().inputs, settings={"a": 1.0})
    problem = "There was an error obtaining the depth of execution"
    assert only(run(RecordedNode([]), settings)) == ("Failed", 1, "", problem)


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        (
            "text",
            "invalid format in plugin properties text; \nerror json: cannot unmarshal string into Go value of type "
            "rundocument.RunDocumentPluginInput",
        ),
        (
            {"documentType": 1.0},
            "invalid format in plugin properties map[documentType:1]; \nerror json: cannot unmarshal number into Go "
            "struct field RunDocumentPluginInput.documentType of type string",
        ),
        (None, "invalid input: Document Type must be specified to either by SSMDocument or LocalPath."),
        ({"DOCUMENTTYPE": "localpath"}, "invalid input: Document type specified in invalid"),
        ({"documentType": "SSMDocument", "documentPath": ""}, "invalid input: Document Path must be provided"),
    ],
)
def test_wrong_inputs(inputs: JsonValue, problem: str) -> None:
    result = run(RecordedNode([]), PlannedStep("s", "aws:runDocument", inputs))
    assert only(result) == ("Failed", 1, "", problem)


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        ("head: cannot open '/d.json' for reading: No such file or directory", "File is empty!"),
        ("head: error reading '/d.json': Is a directory", "read /d.json: is a directory"),
        ("head: cannot open '/d.json' for reading: Not a directory", "stat /d.json: not a directory"),
    ],
)
def test_a_file_that_cannot_be_read(reason: str, problem: str) -> None:
    node = RecordedNode([ended(1, b"\x1eopen /d.json", reason.encode())])
    assert only(run(node, local())) == ("Failed", 1, "", f"There was an error while preparing documents - {problem}")


def test_a_document_that_is_too_large_is_not_read() -> None:
    data = b" " * (1024**2 + 1)
    outcome = Outcome(Capture(data, len(data)), Capture(b"", 0), exit_code=0)
    assert "does not read documents of more than" in only(run(RecordedNode([outcome]), local()))[3]


@pytest.mark.parametrize(
    ("text", "panic"),
    [
        (b'{"schemaVersion": "2.2", "mainSteps": [null]}', NIL_POINTER),
        (
            b'{"schemaVersion": "2.2", "parameters": {"p": {"type": "String"}}, "mainSteps": [{"name": "s", '
            b'"action": "aws:runShellScript", "precondition": {"StringEquals": ["{{p}}", "x"]}}]}',
            "interface conversion: interface {} is nil, not string",
        ),
    ],
)
def test_a_document_over_which_the_plugin_crashes(text: bytes, panic: str) -> None:
    result = run(RecordedNode([ended(0, text)]), local())
    assert only(result) == ("Failed", 1, "", "")
    assert result.steps[0].output == f"Plugin crashed with message {panic}!"


def test_a_node_that_vanishes_inside_ends_the_command() -> None:
    node = RecordedNode([ended(0, document(step("a"), step("b"))), SandboxError("gone")])
    result = run(node, local(), named("Doc", "later"))
    assert (result.status, result.trace) == (Status.FAILED, "gone")


def test_an_unknown_name_tries_no_path_of_the_machine() -> None:
    name = "../../../etc/passwd"
    problem = f"InvalidDocument: Document with name {name} does not exist."
    result = run(RecordedNode([]), named(name))
    assert only(result)[3] == f"{problem}There was an error while preparing documents - File is empty!"


def test_a_file_of_the_library_with_a_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "Doc.yaml").write_text("a: {b\n")
    result = run(RecordedNode([]), named("Doc"), surroundings=Surroundings(Library((tmp_path,))))
    said = only(result)[3]
    assert said.startswith(f"{tmp_path}/Doc.yaml:")
    assert said.endswith("; There was an error while preparing documents - File is empty!")
