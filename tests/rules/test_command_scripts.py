"""What scripts of Command documents run into: edge cases that the rules' pages do not show."""

import json

import pytest

from tests.rules.findings import of_rule

PARAMETERS = (
    "{L: {type: StringList}, M: {type: StringMap}, N: {type: Integer}, B: {type: Boolean}, S: {type: String}, "
    "D: {type: String, default: 'a$$b$$'}, E: {type: StringList, default: ['$$']}}"
)


def script(*lines: str, action: str = "aws:runShellScript", key: str = "runCommand") -> str:
    return (
        f'schemaVersion: "2.2"\nparameters: {PARAMETERS}\n'
        f"mainSteps: [{{action: {action}, name: a, inputs: {{{key}: {json.dumps(lines)}}}}}]\n"
    )


LOOP = "this script restarts the node each time it runs, and runs again after it"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["exit 194"], True),
        (["yum -y update", "exit 194", "", "# done"], True),
        (["yum -y update\nexit 194\n"], True),
        (["yum -y update", "  exit   194 ;"], True),
        (["exit 194", "ls"], False),
        (["exit 1940"], False),
        (["#!/bin/sh", "exit 194"], False),
        (["if true; then exit 0; fi", "exit 194"], False),
        (["[ -e /done ] && exit", "exit 194"], False),
        (["needed || exit 0", "exit 194"], False),
        (["set -e", "exit 194"], False),
        (["set -euo pipefail", "exit 194"], False),
        ([". /etc/functions", "exit 194"], False),
        (["{{ S }}", "exit 194"], False),
        (["cat <<EOF", "exit 194"], False),
        (["restart() {", "exit 194"], False),
        (["echo 'exit 194'"], False),
        (["{{ S }}"], False),
        ([], False),
        ([""], False),
    ],
)
def test_reboot_loop(lines: list[str], found: bool) -> None:
    marked = [part for line in lines for part in line.split("\n") if part.strip().startswith("exit")][-1:]
    expected = [("warning", marked[0].strip(), LOOP)] if found else []
    assert of_rule("reboot-loop", script(*lines)) == expected
    assert of_rule("reboot-loop", script(*lines, action="aws:runPowerShellScript")) == []


def test_reboot_loop_of_power_shell() -> None:
    lines = ("Install-WindowsFeature Web-Server", "exit 3010")
    assert of_rule("reboot-loop", script(*lines, action="aws:runPowerShellScript")) == [("warning", "exit 3010", LOOP)]
    assert (
        of_rule("reboot-loop", script("$ErrorActionPreference = 'Stop'", *lines, action="aws:runPowerShellScript"))
        == []
    )
    assert of_rule("reboot-loop", script(*lines)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("exit 137", True),
        ("test -e x || exit 137", True),
        ("if true; then exit 137; fi", True),
        ("{ exit 137; }", True),
        ("exit 137 # killed", True),
        ("# exit 137", False),
        ("exit 1370", False),
        ("exit 13", False),
        ("echo exit 137", False),
        ("echo 'use exit 137'", False),
    ],
)
def test_timeout_exit_code(line: str, found: bool) -> None:
    expected = [("warning", "exit 137", "exit code 137 is reported as TimedOut")] if found else []
    assert of_rule("timeout-exit-code", script("ls", line)) == expected


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["/opt/serve &"], True),
        (["sleep 5 & "], True),
        (["nohup serve --port 80 &", "echo started"], True),
        (["(cd /opt; ./serve) &"], True),
        (["a && b"], False),
        (["a &&"], False),
        (["serve >/dev/null 2>&1 &"], False),
        (["serve &>/dev/null &"], False),
        (["serve &", "wait"], False),
        (["serve &", "kill $!"], False),
        (["exec >/tmp/log 2>&1", "serve &"], False),
        (["{ serve", "} &"], False),
        (["for x in a; do serve; done", "done &"], False),
        (["cat <<EOF", "serve &", "EOF"], False),
        (["#!/usr/bin/python3", "a = b &"], False),
        (["# serve &"], False),
        (['echo "a &"'], False),
        (["echo 'a &"], True),
    ],
)
def test_background_process(lines: list[str], found: bool) -> None:
    expected = [("warning", "&", "the step lasts until this process ends, for it holds the output")] if found else []
    assert of_rule("background-process", script(*lines)) == expected


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("for x in {{ L }}; do echo $x; done", "{{ L }}"),
        ('X="{{L}}"', "{{L}}"),
        ("echo '{{ L }}'", None),
        ("{{ L }}", None),
        ("ls /srv/{{ L }}", None),
        ("echo {{ S }} {{ M }}", None),
        ("echo {{ Nope }}", None),
    ],
)
def test_list_in_script(line: str, found: str | None) -> None:
    expected = [("info", found, 'StringList "L" becomes JSON text here')] if found else []
    assert of_rule("list-in-script", script("ls", line)) == expected
    assert of_rule("list-in-script", script("ls", line, key="RunCommand")) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("{{ M }}", '"M" is a StringMap'),
        ("{{N}}", '"N" is an Integer'),
        ("{{ B }}", '"B" is a Boolean'),
        ("{{ L }}", None),
        ("{{ S }}", None),
        ("echo {{ N }}", None),
        (" {{ N }}", None),
        ("{{ N }}{{ N }}", None),
    ],
)
def test_line_of_wrong_type(line: str, kind: str | None) -> None:
    expected = [("warning", f'"{line}"', f"{kind}, a line of a script has to be text")] if kind else []
    assert of_rule("line-of-wrong-type", script("ls", line)) == expected


@pytest.mark.parametrize(
    ("line", "found"), [("echo {{ D }} {{ D }}", True), ("{{ D }}", False), ("echo {{ E }}", False), ("ls", False)]
)
def test_collapsed_dollars(line: str, found: bool) -> None:
    expected = [("warning", "$$", '"$$" becomes "$" where "D" stands in other text')] if found else []
    assert of_rule("collapsed-dollars", script(line)) == expected


RULES = (
    "background-process", "collapsed-dollars", "line-of-wrong-type", "list-in-script", "reboot-loop",
    "relative-working-directory", "timeout-exit-code", "unanchored-pattern",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("command", ["null", "exit 194", "{a: b}", "[null, 1, true, [exit 137], {a: b}]", "[[]]"])
def test_scripts_of_any_shape(rule: str, command: str) -> None:
    text = (
        f'schemaVersion: "2.2"\nmainSteps: [{{action: aws:runShellScript, name: a, inputs: {{runCommand: {command}}}}}]'
    )
    assert of_rule(rule, text) == []
