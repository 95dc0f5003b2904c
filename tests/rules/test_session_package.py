"""Edge cases of Session documents, package manifests, and versions of another kind: whole messages."""

import json

import pytest

from ssmdoc.analysis import analyze

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def found(text: str, path: str = "a.yaml") -> list[str]:
    return [f"{each.severity.value}: {each.message}" for each in analyze(text, path=path)]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ("{}", []),
        ("", []),
        ('{idleSessionTimeout: "1", maxSessionDuration: "1440"}', []),
        ('{idleSessionTimeout: "060", maxSessionDuration: 1}', []),
        ('{idleSessionTimeout: "{{ ssm:/minutes }}", maxSessionDuration: "${minutes}"}', []),
        ("{idleSessionTimeout: , maxSessionDuration: ~}", []),
        (
            '{idleSessionTimeout: "0"}',
            ['error: "idleSessionTimeout" must be a number of minutes from 1 to 60, in quotes, not "0"'],
        ),
        (
            '{maxSessionDuration: "1441"}',
            ['error: "maxSessionDuration" must be a number of minutes from 1 to 1440, in quotes, not "1441"'],
        ),
        ('{runAsEnabled: "True", s3EncryptionEnabled: "", cloudWatchEncryptionEnabled: on}', []),
        ("{runAsEnabled: false, runAsDefaultUser: root}", []),
        ('{runAsEnabled: "{{ ssm:/run-as }}", runAsDefaultUser: root}', []),
        (
            '{RunAsEnabled: "true", RunAsDefaultUser: root}',
            ["warning: sessions cannot run as root; name another user of the node"],
        ),
        ("[a]", ['error: "inputs" must be a map, not a list']),
    ],
)
def test_inputs(inputs: str, expected: list[str]) -> None:
    assert found(f'schemaVersion: "1.0"\nsessionType: Standard_Stream\ninputs: {inputs}\n') == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("{Linux: {Commands: ls}}", []),
        ('{linux: {commands: "{{ ssm:/command }}", runAsElevated: false}}', []),
        ("{}", ['error: missing "linux", "windows" or "macos" in the properties']),
        ("{darwin: {commands: ls}}", ['error: unknown key "darwin" in the properties, did you mean "macos"?']),
        ("ls", ['error: "properties" must be a map with "linux", "windows" or "macos", not "ls"']),
        ("{linux: ls}", ['error: "linux" must be a map, not "ls"']),
        ('{linux: {commands: " "}}', ['error: "commands" must be a command line, not " "']),
        (
            "{linux: {commands: ls, separateOutputStream: maybe}}",
            ['error: "separateOutputStream" must be true or false, not "maybe"'],
        ),
    ],
)
def test_properties_of_commands(properties: str, expected: list[str]) -> None:
    text = f'schemaVersion: "1.0"\nsessionType: NonInteractiveCommands\nproperties: {properties}\n'
    assert found(text) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('{portNumber: "22"}', []),
        ('{portNumber: "{{ ssm:/port }}", type: "", localPortNumber: }', []),
        ('{portNumber: "80", localConnectionType: unix, localUnixSocket: /run/web.sock}', []),
        ('{portNumber: "%port%", type: "{{ ssm:/type }}", host: "[fe80::1]"}', []),
        (
            '{portNumber: "", type: LocalPortForwarding}',
            ['error: "portNumber" must be a port number in quotes, not ""'],
        ),
        (
            '{portNumber: "22", localPortNumber: 2222}',
            ['warning: "localPortNumber" must be text, not the number 2222; put it in quotes'],
        ),
        (
            '{portNumber: "80", host: "[FD00:EC2::254]"}',
            ["error: SSM Agent does not forward to [FD00:EC2::254], the instance metadata service"],
        ),
        ('{portNumber: "80", host: [169.254.169.254]}', ['error: "host" must be text, not a list']),
    ],
)
def test_properties_of_ports(properties: str, expected: list[str]) -> None:
    assert found(f'schemaVersion: "1.0"\nsessionType: Port\nproperties: {properties}\n') == expected


@pytest.mark.parametrize(
    ("packages", "files", "expected"),
    [
        ({"_any": {"_any": {"_any": {"file": "a"}}}}, ["a"], []),
        ({"ubuntu": {"22.*": {"arm64": {"file": "a"}, "386": {"file": "a"}}}}, ["a"], []),
        ({"my-linux": {"1": {"riscv64": {"file": "a"}}}}, ["a"], []),
        ({"amazon": {"_any": {"_any": {"file": "b"}}}}, ["a"], ['error: file "b" is not in "files"']),
        (
            {"amazon": {"_any": {"_any": {"file": "a"}}}},
            ["a", "b"],
            ['warning: no package names file "b"'],
        ),
        ({}, ["a"], ['error: "packages" must be a map with at least one key, not an empty map']),
        ({"amazon": []}, ["a"], ['error: "amazon" must be a map with at least one key, not an empty list']),
        ({"amazon": {"_any": {"_any": {}}}}, ["a"], ['error: missing key "file" in architecture "_any"']),
        (
            {"macos": {"_any": {"AMD64": {"file": "a"}}}},
            ["a"],
            [
                'warning: no node goes by platform "macos", did you mean "mac_os_x"?',
                'warning: no node goes by architecture "AMD64", did you mean "x86_64"?',
            ],
        ),
    ],
)
def test_packages(packages: object, files: list[str], expected: list[str]) -> None:
    described = {name: {"checksums": {"sha256": HASH}} for name in files}
    manifest = {"schemaVersion": "2.0", "version": "1", "packages": packages, "files": described}
    assert found(json.dumps(manifest), "manifest.json") == expected


@pytest.mark.parametrize(
    "key", ["packages", "files", "version", "schemaVersion", "sessionType", "inputs", "properties"]
)
@pytest.mark.parametrize("value", [None, 1, "x", [], [[]], {}, {"a": None}, {"a": {"b": []}}, {"a": {"b": {"c": 1}}}])
def test_never_raises(key: str, value: object) -> None:
    for document in (
        {"schemaVersion": "2.0", "version": "1", "packages": {}, "files": {}},
        {"schemaVersion": "1.0", "sessionType": "Port", "properties": {"portNumber": "1"}},
        {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": {}},
    ):
        found(json.dumps({**document, key: value}), "a.json")
