"""Fleet files as text: the nodes they mean, and every kind of mistake with its place and words."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.report.lint_concise import headline
from ssmdoc.running.fleet.file import Fleet, SendOptions, load_fleet
from ssmdoc.running.fleet.nodes import FleetNode, NodeState, Target, generated_id
from ssmdoc.running.fleet.outputs import Notifications, Outputs
from ssmdoc.source.text import Source


def load(text: str) -> Fleet:
    fleet, diagnostics = load_fleet(Source("fleet.yaml", dedent(text)))
    assert diagnostics == ()
    assert fleet is not None
    return fleet


def test_nodes() -> None:
    text = """\
    nodes:
      - {name: web, count: 2, image: ubuntu24.04, tags: {Role: web, Rack: 7, Spare: false}}
      - {id: i-0123456789abcdef0, platform: Windows, state: offline, tags: {Name: desk}}
      - {name: db}
      - {}
    """
    tags = {"Role": "web", "Rack": "7", "Spare": "false"}
    assert load(text) == Fleet(
        (
            FleetNode(generated_id("web", 1), "web-1", "ubuntu24.04", tags=tags),
            FleetNode(generated_id("web", 2), "web-2", "ubuntu24.04", tags=tags),
            FleetNode("i-0123456789abcdef0", "desk", None, "Windows", {"Name": "desk"}, NodeState.OFFLINE),
            FleetNode(generated_id("db", 1), "db"),
            FleetNode(generated_id("node 4", 1)),
        )
    )


def test_a_list_of_nodes_is_enough() -> None:
    assert load("- {name: a}\n- {name: b}") == load("nodes: [{name: a}, {name: b}]")
    assert load('[{"name": "a"}]') == load("- name: a")


def test_send() -> None:
    text = """\
    pendingInvocations: 10
    nodes: [{}]
    send:
      Targets: [{Key: "tag:Role", Values: [web, 7]}]
      MaxConcurrency: 10
      MaxErrors: 10%
      TimeoutSeconds: 600
      Comment: look
      OutputS3BucketName: my-bucket
      OutputS3KeyPrefix: run/
      CloudWatchOutputConfig: {CloudWatchLogGroupName: group, CloudWatchOutputEnabled: true}
      NotificationConfig: {NotificationArn: "arn:aws:sns:us-east-1:123456789012:t", NotificationEvents: [Failed]}
    """
    fleet = load(text)
    assert fleet.pending_invocations == 10
    notifications = Notifications("arn:aws:sns:us-east-1:123456789012:t", ("Failed",), "Command")
    assert fleet.send == SendOptions(
        targets=(Target("tag:Role", ("web", "7")),),
        max_concurrency="10",
        max_errors="10%",
        timeout_seconds=600,
        comment="look",
        outputs=Outputs("my-bucket", "run/", "group", notifications),
    )


@pytest.mark.parametrize(
    ("config", "group"),
    [
        ("{}", None),
        ("{CloudWatchLogGroupName: g}", None),
        ("{CloudWatchOutputEnabled: false}", None),
        ("{CloudWatchOutputEnabled: true}", ""),
    ],
)
def test_cloud_watch_is_off_unless_it_is_on(config: str, group: str | None) -> None:
    assert load(f"nodes: [{{}}]\nsend: {{CloudWatchOutputConfig: {config}}}").send.outputs.log_group == group


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["1:1: error: the fleet is empty [fleet]"]),
        ("nodes: [", ["1:9: error: expected a value [syntax-error]"]),
        (
            "web",
            ['1:1: error: the fleet must be a map with "nodes", or a list of nodes, not "web" [wrong-type]'],
        ),
        ("nodes: []", ['1:1: error: "nodes" must be a list of at least one node, not an empty list [invalid-value]']),
        ("send: {}", ['1:1: error: missing key "nodes" in the fleet [missing-key]']),
        ("nodes: [web]", ['1:9: error: item 1 of "nodes" must be a map, not "web" [wrong-type]']),
        (
            "- {nmae: web}",
            ['1:4: error: unknown key "nmae" in node 1, did you mean "name"? [unknown-key]'],
        ),
        (
            "- {name: web, iamge: x}",
            ['1:15: error: unknown key "iamge" in node "web", did you mean "image"? [unknown-key]'],
        ),
        (
            "- {id: web-1}",
            [
                '1:8: error: "id" must be an instance id such as i-0123456789abcdef0, not "web-1"; '
                'for a name of your own there is "name" [invalid-value]'
            ],
        ),
        (
            "- {platform: windows}",
            [
                '1:14: error: "platform" must be "Linux", "Windows" or "MacOS", not "windows", '
                'did you mean "Windows"? [invalid-value]'
            ],
        ),
        (
            "- {state: offlin}",
            [
                '1:11: error: "state" must be "online", "delayed", "offline", "silent" or "denied", not "offlin", '
                'did you mean "offline"? [invalid-value]'
            ],
        ),
        (
            "- {count: 0}",
            ['1:11: error: "count" must be a whole number from 1 to 1000, not the number 0 [invalid-value]'],
        ),
        ("- {count: 600}\n- {count: 600}", ["2:3: error: the fleet has more than 1,000 nodes [fleet]"]),
        ("- {name: a}\n- {name: a}", ['2:10: error: the name "a" is that of two nodes [fleet]']),
        ("- {id: i-00000001}\n- {id: i-00000001}", ['2:8: error: the id "i-00000001" is that of two nodes [fleet]']),
        ("- {id: i-00000001, count: 2}", ['1:8: error: the id "i-00000001" can be that of one node only [fleet]']),
        (
            "nodes: [{}]\nsend: {MaxErrors: 101%, MaxConcurency: 0}",
            [
                '2:19: error: "MaxErrors" must be a number of errors from 0 or a percentage from 0% to 100%, '
                'not "101%" [invalid-value]',
                '2:25: error: unknown key "MaxConcurency" in "send", did you mean "MaxConcurrency"? [unknown-key]',
            ],
        ),
        (
            "nodes: [{}]\nsend: {Targets: [{Key: Role, Values: [x]}]}",
            ['2:24: error: "Key" must be InstanceIds, tag:NAME or tag-key, not "Role" [invalid-value]'],
        ),
    ],
)
def test_mistakes(text: str, messages: list[str]) -> None:
    source = Source("fleet.yaml", text)
    fleet, diagnostics = load_fleet(source)
    assert fleet is None
    assert [headline(source, found).removeprefix("fleet.yaml:") for found in diagnostics] == messages


@given(
    st.text(max_size=60) | st.sampled_from(["nodes: [{name: [a]}]", "nodes: {a: 1}", "- - {}", "send: {Targets: 1}"])
)
def test_any_text_is_a_fleet_or_has_a_diagnostic(text: str) -> None:
    fleet, diagnostics = load_fleet(Source("fleet.yaml", text))
    assert (fleet is None) is bool(diagnostics)
