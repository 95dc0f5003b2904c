"""aws:downloadContent: what it takes from its sources, and what it says; files go to a folder of this machine."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.running.library import Library
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome
from ssmdoc.running.plugins.download_content import download_content
from ssmdoc.running.result import Status
from ssmdoc.running.sources import Source, Sources
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode
from tests.running.shell_node import ShellNode

STORE = {
    "token": StoredParameter("t0p", "SecureString"),
    "plain": StoredParameter("p", "String"),
}
KEY = "-----BEGIN RSA PRIVATE KEY-----"


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    files = tmp_path / "files"
    for name in ("scripts/a.sh", "scripts/sub:x/b c.txt", "README", ".git/config", "Doc.json"):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_text(name)
    addresses = ("https://web", "http://plain", "s3://bucket", "owner/repo", "https://git.test/o/r", "git@git.test:o/r")
    return Surroundings(Library((files,)), Sources(tuple(Source(address, files) for address in addresses)), STORE)


def call(node: ShellNode | RecordedNode, inputs: JsonValue, around: Surroundings) -> PluginCall:
    def ignore(_stream: str, _data: bytes) -> None:
        pass

    directory = f"{ORCHESTRATION}/get"
    return PluginCall("get", "aws:downloadContent", inputs, node, directory, ignore, Event(), IDENTITY, around)


def download(kind: str, info: JsonValue, destination: str, around: Surroundings) -> PluginOutcome:
    inputs: JsonValue = {"sourceType": kind, "sourceInfo": info, "destinationPath": destination}
    return download_content(call(ShellNode(), inputs, around))


def error(kind: str, info: JsonValue, around: Surroundings, destination: str = "/dev/null/x") -> str:
    outcome = download(kind, info, destination, around)
    assert (outcome.status, outcome.code, outcome.output.stdout) == (Status.FAILED, 1, b"")
    return outcome.output.stderr.decode()


def written(folder: Path) -> dict[str, str]:
    """Files below a folder with mode 700, by their names; numbers as N."""
    return {
        re.sub("[0-9]{6,}", "N", path.relative_to(folder).as_posix()): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_mode & 0o777 == 0o700
    }


@pytest.mark.parametrize(
    ("kind", "info", "destination", "files"),
    [
        ("HTTP", {"url": "https://web/README"}, "new/x", {"new/x": "README"}),
        ("HTTP", {"url": "https://web/README"}, "", {"downloadN": "README"}),
        ("HTTP", {"url": "https://web/README"}, "new/", {"new/downloadN": "README"}),
        ("HTTP", {"url": "https://web/README?a=b#c"}, "x", {"x": "README"}),
        ("HTTP", {"url": "http://plain/README", "allowInsecureDownload": True}, "x", {"x": "README"}),
        (
            "HTTP",
            {"url": "https://web/README", "authMethod": "Basic", "password": "{{ssm-secure:token}}"},
            "x",
            {"x": "README"},
        ),
        ("HTTP", ' {"URL": " https://web/README "}', "x", {"x": "README"}),
        ("S3", {"path": "https://s3.amazonaws.com/bucket/README"}, "x", {"x": "README"}),
        ("S3", {"path": "https://bucket.s3.eu-west-1.amazonaws.com/README"}, "", {"README": "README"}),
        (
            "S3",
            {"path": " https://s3.amazonaws.com/bucket/scripts/sub:x/b+c.txt"},
            "y/",
            {"y/b c.txt": "scripts/sub:x/b c.txt"},
        ),
        (
            "S3",
            {"path": "https://s3.eu-west-1.amazonaws.com/bucket/scripts"},
            "d",
            {"d/a.sh": "scripts/a.sh", "d/subx/b c.txt": "scripts/sub:x/b c.txt"},
        ),
        (
            "S3",
            {"path": "https://s3.dualstack.eu-west-1.amazonaws.com/bucket/scripts/"},
            "d",
            {"d/a.sh": "scripts/a.sh", "d/subx/b c.txt": "scripts/sub:x/b c.txt"},
        ),
        ("GitHub", {"owner": "owner", "repository": "repo", "path": "scripts/a.sh"}, "x", {"x": "scripts/a.sh"}),
        (
            "GitHub",
            {"owner": "owner", "repository": "repo", "path": "/scripts/a.sh", "getOptions": "branch:main"},
            "",
            {"a.sh": "scripts/a.sh"},
        ),
        (
            "GitHub",
            {"owner": "owner", "repository": "repo", "path": "scripts"},
            "d",
            {"d/a.sh": "scripts/a.sh", "d/sub:x/b c.txt": "scripts/sub:x/b c.txt"},
        ),
        (
            "GitHub",
            {"owner": "owner", "repository": "repo", "tokenInfo": "{{ ssm-secure:token }}"},
            "",
            {
                "scripts/a.sh": "scripts/a.sh",
                "scripts/sub:x/b c.txt": "scripts/sub:x/b c.txt",
                "README": "README",
                "Doc.json": "Doc.json",
            },
        ),
        (
            "Git",
            {"repository": "https://git.test/o/r.git", "getOptions": f"commitID:{'a' * 40}"},
            "g",
            {
                "g/.git/config": ".git/config",
                "g/README": "README",
                "g/Doc.json": "Doc.json",
                "g/scripts/a.sh": "scripts/a.sh",
                "g/scripts/sub:x/b c.txt": "scripts/sub:x/b c.txt",
            },
        ),
        ("SSMDocument", {"name": "Doc:3"}, "", {"Doc.json": "Doc.json"}),
        ("SSMDocument", {"name": "arn:aws:ssm:eu-west-1:123456789012:document/Doc"}, "new/x", {"new/x": "Doc.json"}),
    ],
)
def test_what_is_written(
    kind: str,
    info: JsonValue,
    destination: str,
    files: Mapping[str, str],
    around: Surroundings,
    tmp_path: Path,
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    wanted = f"{target}/{destination}" if destination else str(target)
    outcome = download(kind, info, wanted, around)
    said = f"Content downloaded to {wanted}".encode()
    assert (outcome.status, outcome.code, outcome.output.stdout) == (Status.SUCCESS, 0, said), outcome.output.stderr
    assert written(target) == files


def test_a_relative_destination_is_below_the_downloads_of_the_command(around: Surroundings) -> None:
    inputs: JsonValue = {"sourceType": "HTTP", "sourceInfo": {"url": "x"}, "destinationPath": "a/b"}
    outcome = download_content(call(RecordedNode([]), inputs, around))
    assert outcome.output.stderr == b"URL scheme for HTTP resource type is invalid. HTTP or HTTPS is accepted"


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        (None, "invalid input: SourceType must be specified"),
        ({}, "invalid input: SourceType must be specified"),
        ({"sourceType": "http"}, "invalid input: Unsupported source type"),
        ({"sourceType": "HTTP"}, "invalid input: SourceInfo must be specified"),
        ({"sourceType": "HTTP", "sourceInfo": ""}, "invalid input: SourceInfo must be specified"),
        (
            "a",
            "problem while remarshalling a; \nerror json: cannot unmarshal string into Go value of type "
            "map[string]interface {}",
        ),
        (
            {"sourceType": "HTTP", "sourceInfo": [1.0]},
            "invalid format in plugin properties map[sourceInfo:[1] sourceType:HTTP]; \nerror json: cannot "
            "unmarshal array into Go struct field DownloadContentPlugin.sourceInfo of type string",
        ),
    ],
)
def test_wrong_inputs(inputs: JsonValue, problem: str, around: Surroundings) -> None:
    outcome = download_content(call(RecordedNode([]), inputs, around))
    assert (outcome.status, outcome.code, outcome.output.stderr.decode()) == (Status.FAILED, 1, problem)


@pytest.mark.parametrize(
    ("kind", "info", "problem"),
    [
        (
            "HTTP",
            "{url: x}",
            "SourceInfo could not be unmarshalled for source type HTTP: invalid character 'u' looking for "
            "beginning of object key string",
        ),
        (
            "HTTP",
            {"url": "https://web/x", "allowInsecureDownload": "true"},
            "SourceInfo could not be unmarshalled for source type HTTP: json: cannot unmarshal string into Go "
            "struct field HTTPInfo.allowInsecureDownload of type bool",
        ),
        ("HTTP", {"url": "https://web:x/"}, 'Invalid URL format: parse "https://web:x/": invalid port ":x" after host'),
        ("HTTP", {"url": "ftp://web/x"}, "URL scheme for HTTP resource type is invalid. HTTP or HTTPS is accepted"),
        (
            "HTTP",
            {"url": "https://web/x", "authMethod": "basic"},
            "Invalid authentication method: basic. The following methods are accepted: None, Basic, Digest",
        ),
        (
            "S3",
            "x",
            "s3 url parsing failed. Source Info could not be unmarshalled for source type S3. Please check JSON "
            "format of SourceInfo - invalid character 'x' looking for beginning of value",
        ),
        ("S3", {}, "S3 source path in SourceInfo must be specified"),
        ("S3", {"path": "https://example.com/bucket/key"}, "invalid S3 path parameter"),
        ("S3", {"path": "s3://bucket/key"}, "invalid S3 path parameter"),
        (
            "GitHub",
            {"owner": 1},
            "Source Info could not be unmarshalled for source type GitHub. Please check JSON format of "
            "sourceInfo - json: cannot unmarshal number into Go struct field GitHubInfo.owner of type string",
        ),
        ("GitHub", {"repository": "r"}, "Owner for GitHub SourceType must be specified"),
        ("GitHub", {"owner": "o"}, "Repository for GitHub SourceType must be specified"),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "getOptions": "main"},
            "getOptions is not specified in the right format",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "getOptions": "tag:1"},
            "Type of option is unknown. Please use either 'branch' or 'commitID'.",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "getOptions": "branch:"},
            "Option for retrieving git content is empty",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "getOptions": "branch:a,commitID:b"},
            "Only specify one required option",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "tokenInfo": "secret"},
            "Format of specifying ssm parameter used for token-parameter-name is incorrect. Please specify "
            "parameter as '{{ ssm-secure:parameter-name }}'",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "tokenInfo": "{{ssm-secure:none}}"},
            "Could not resolve ssm parameter - [ssm-secure:none]. Error - The following parameter(s) cannot be "
            "resolved: none",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r", "tokenInfo": "{{ssm-secure:plain}}"},
            "Could not resolve ssm parameter - [ssm-secure:plain]. Error - secure prefix ssm-secure: is used for "
            "a non-secure type String",
        ),
        (
            "GitHub",
            {"owner": "owner", "repository": "repo", "path": "none"},
            "GET https://api.github.com/repos/owner/repo/contents/none?ref=master: 404 Not Found []",
        ),
        (
            "Git",
            "x",
            "SourceInfo could not be unmarshalled for source type Git: invalid character 'x' looking for "
            "beginning of value",
        ),
        (
            "Git",
            {"repository": "x", "getOptions": "a:b:c"},
            "SourceInfo could not be unmarshalled for source type Git: Only specify one required option",
        ),
        (
            "Git",
            {"repository": "https://x:y/"},
            'Invalid repository url format: parse "https://x:y/": invalid port ":y" after host',
        ),
        ("Git", {}, "Repository for Git resources type must be specified"),
        (
            "Git",
            {"repository": "git@x:y", "username": "u"},
            "Neither Username nor Password must not be provided for Git type repository URL. Private SSH key for "
            "authentication",
        ),
        (
            "Git",
            {"repository": "https://x/y", "privateSSHKey": KEY},
            "Private SSH key must not be provided for HTTP type repository URL. Username and Password is "
            "required for authentication",
        ),
        (
            "SSMDocument",
            "x",
            "SSMDocument SourceInfo parsing failed. SourceInfo could not be unmarshalled for SourceType "
            "SSMDocument. Please check JSON format of SourceInfo",
        ),
        ("SSMDocument", {}, "SSM Document name in SourceType must be specified"),
        ("SSMDocument", {"name": "None"}, "InvalidDocument: Document with name None does not exist."),
    ],
)
def test_what_is_refused_before_anything_is_written(
    kind: str, info: JsonValue, problem: str, around: Surroundings
) -> None:
    assert error(kind, info, around) == problem


@pytest.mark.parametrize(
    ("kind", "info", "problem"),
    [
        (
            "HTTP",
            {"url": "http://plain/README"},
            "Non secure URL provided and insecure download is not allowed. Provide a secure URL or set "
            "'allowInsecureDownload' to true to perform the download operation",
        ),
        (
            "HTTP",
            {"url": "https://web/README", "authMethod": "Digest", "username": "{{ssm-secure:none}}"},
            "Failed to prepare the request: The following parameter(s) cannot be resolved: none",
        ),
        ("HTTP", {"url": "https://web/none"}, "Failed to download file: Status: 404 Not Found"),
        ("HTTP", {"url": "https://web/scripts"}, "Failed to download file: Status: 404 Not Found"),
        (
            "HTTP",
            {"url": "https://other/x"},
            'Failed to download file: Cannot execute request: Get "https://other/x": ssmdoc fetches nothing from '
            "the network; --source https://other/x=PATH gives it a file or folder for this address",
        ),
        (
            "S3",
            {"path": "https://s3.amazonaws.com/bucket/none"},
            "http request failed. status:404 Not Found statuscode:404",
        ),
        (
            "S3",
            {"path": "https://s3.amazonaws.com/b/k"},
            'Get "https://s3.amazonaws.com/b/k": ssmdoc fetches nothing from the network; --source s3://b/k=PATH '
            "gives it a file or folder for this address",
        ),
        (
            "GitHub",
            {"owner": "o", "repository": "r"},
            "no response received when calling git API. Error: ssmdoc fetches nothing from the network; --source "
            "o/r=PATH gives it a file or folder for this address",
        ),
        (
            "Git",
            {"repository": "https://x/y"},
            "Cannot clone repository https://x/y: ssmdoc fetches nothing from the network; --source "
            "https://x/y=PATH gives it a file or folder for this address",
        ),
        (
            "Git",
            {"repository": "git@git.test:o/r.git", "privateSSHKey": "{{ssm-secure:token}}"},
            "Cannot authenticate: ssh: no key found",
        ),
        (
            "Git",
            {"repository": "https://git.test/o/r", "getOptions": "branch:main"},
            "Cannot checkout: reference not found",
        ),
        (
            "Git",
            {"repository": "https://git.test/o/r", "getOptions": "commitID:abc"},
            "Cannot checkout: object not found",
        ),
        (
            "Git",
            {"repository": "https://git.test/o/r", "username": "{{ssm-secure:plain}}", "password": "p"},
            "secure prefix ssm-secure: is used for a non-secure type String",
        ),
    ],
)
def test_what_cannot_be_had(kind: str, info: JsonValue, problem: str, around: Surroundings, tmp_path: Path) -> None:
    assert error(kind, info, around, f"{tmp_path}/target/x") == problem
    assert written(tmp_path / "target") == {}


def test_a_folder_that_cannot_be_made(around: Surroundings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    made = f"failed to create directory {tmp_path}/file/d. mkdir {tmp_path}/file: not a directory"
    http: JsonValue = {"url": "https://web/README"}
    assert (
        error("HTTP", http, around, f"{tmp_path}/file/d/x") == f"Cannot create download path {tmp_path}/file/d: {made}"
    )
    assert error("SSMDocument", {"name": "Doc"}, around, f"{tmp_path}/file/d/x") == made
    git: JsonValue = {"repository": "https://git.test/o/r"}
    assert error("Git", git, around, f"{tmp_path}/file/d") == f"Cannot create download path {tmp_path}/file/d: {made}"
    assert error("GitHub", {"owner": "owner", "repository": "repo"}, around, f"{tmp_path}/file/d") == made
    s3 = f"failed to create directory={tmp_path}/file/d, err={made}"
    assert error("S3", {"path": "https://s3.amazonaws.com/bucket/scripts"}, around, f"{tmp_path}/file/d") == s3
    assert error("S3", {"path": "https://s3.amazonaws.com/bucket/README"}, around, f"{tmp_path}/file/d/x") == s3


def test_a_clone_does_not_replace_a_folder(around: Surroundings, tmp_path: Path) -> None:
    target = tmp_path / "target"
    (target / "scripts").mkdir(parents=True)
    (target / "README").write_text("old")
    problem = error("Git", {"repository": "https://git.test/o/r"}, around, f"{target}/")
    assert re.sub("[0-9]+", "N", problem.replace(str(target), "")) == (
        "Cannot move contents to destination path: unexpected error encountered while moving the file. "
        "Error details - rename /tempCloneDirN/scripts /scripts: file exists"
    )
    # what comes before it has been moved
    assert {path.name: path.read_text() for path in target.rglob("*") if path.is_file()} == {
        "README": "README",
        "Doc.json": "Doc.json",
        "config": ".git/config",
    }


def test_an_address_of_a_map_keeps_its_escapes(around: Surroundings, tmp_path: Path) -> None:
    # the agent writes the map as JSON, where an ampersand is escaped, and takes the address as it is written there
    info: JsonValue = {"url": "https://other/x?a=1&b=2"}
    assert '"https://other/x?a=1\\u0026b=2"' in error("HTTP", info, around, f"{tmp_path}/x")


def test_a_document_cannot_reach_files_outside_of_a_source(around: Surroundings, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for url in ("https://web/../secret", "https://web/%2e%2e/secret", "https://web/scripts/../../none"):
        assert "leads out of" in error("HTTP", {"url": url}, around, f"{tmp_path}/target/x")
    info: JsonValue = {"owner": "owner", "repository": "repo", "path": "../secret"}
    assert "leads out of" in error("GitHub", info, around, f"{tmp_path}/target/x")
    assert written(tmp_path / "target") == {}


def test_source_info_may_be_json_text(around: Surroundings, tmp_path: Path) -> None:
    info = json.dumps({"url": "https://web/README"})
    assert download("HTTP", info, f"{tmp_path}/target/x", around).status is Status.SUCCESS
