"""Inputs, manifests, folders and texts of aws:configurePackage; test_configure_package_on_node has whole runs."""

import os
import zipfile
from hashlib import sha256
from json import dumps
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.running.output import Streams
from ssmdoc.running.packages.library import PackageFolder, PackageLibrary
from ssmdoc.running.packages.manifest import Manifest, PackageError, parse_manifest, select_file
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome
from ssmdoc.running.plugins.configure_package import configure_package
from ssmdoc.running.plugins.configure_package.environment import NodeFacts, node_facts
from ssmdoc.running.plugins.configure_package.names import folder_name
from ssmdoc.running.plugins.configure_package.package_inputs import PackageInputs, read_package_inputs
from ssmdoc.running.plugins.configure_package.trace import Trace
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode, ended


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (None, "invalid input: empty name field"),
        (
            "x",
            'cannot unmarshal plugin properties "x"; \n'
            "error json: cannot unmarshal string into Go value of type map[string]interface {}",
        ),
        (
            {"name": "a", "additionalArguments": ["b"]},
            "invalid format in plugin properties map[additionalArguments:[b] name:a]; \nerror json: cannot unmarshal "
            "array into Go struct field ConfigurePackagePluginInput.additionalArguments of type string",
        ),
        ({"Source": "https://x"}, "invalid input: source parameter is not supported in this version"),
        (
            {"name": "a", "additionalArguments": '{"SSM_A": 1}'},
            "invalid input: unable to unmarshal additional arguments from input; "
            "error json: cannot unmarshal number into Go value of type string",
        ),
        (
            {"name": "a", "additionalArguments": "SSM_A=1"},
            "invalid input: unable to unmarshal additional arguments from input; "
            "error invalid character 'S' looking for beginning of value",
        ),
        (
            {"name": "a", "additionalArguments": '{"SSM_A": '},
            "invalid input: unable to unmarshal additional arguments from input; error unexpected end of JSON input",
        ),
        (
            {"name": "a", "additionalArguments": '{"": "1"}'},
            "invalid input: empty key is not allowed in additional arguments from input",
        ),
        (
            {"name": "a", "additionalArguments": '{"ssm_A": "1"}'},
            'invalid input: keys need to start with "SSM_" prefix in additional arguments from input',
        ),
    ],
)
def test_refused_inputs(inputs: JsonValue, message: str) -> None:
    with pytest.raises(InvalidInputsError) as caught:
        read_package_inputs(inputs)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("given", "arguments"),
    [('{"SSM_A": "1", "SSM_B": null}', {"SSM_A": "1", "SSM_B": ""}), ({"SSM_A": "1"}, {}), ("null", {}), ("", {})],
)
def test_arguments(given: JsonValue, arguments: dict[str, str]) -> None:
    inputs: JsonValue = {"NAME": "a", "installationType": "In-place update", "additionalArguments": given}
    assert read_package_inputs(inputs) == PackageInputs("a", "", "", in_place=True, arguments=arguments)


def manifest(**packages: JsonValue) -> Manifest:
    return parse_manifest(dumps({"version": "1", "packages": packages, "files": {"a.zip": {}, "b.zip": {}}}))


@pytest.mark.parametrize(
    ("packages", "file"),
    [
        ({"debian": {"12": {"x86_64": {"file": "a.zip"}, "_any": {"file": "b.zip"}}}}, "a.zip"),
        ({"debian": {"12": {"arm64": {"file": "a.zip"}, "_any": {"file": "b.zip"}}}}, "b.zip"),
        ({"debian": {"_any": {"_any": {"file": "a.zip"}}}, "_any": {"12": {"_any": {"file": "b.zip"}}}}, "a.zip"),
        ({"_any": {"*": {"x86_64": {"file": "a.zip"}}}}, "a.zip"),
        ({"_any": {"_any": {"_any": {"file": "b.zip"}}, "12.*": {"_any": {"file": "a.zip"}}}}, "a.zip"),
        ({"_any": {"*": {"_any": {"file": "b.zip"}}, "_any": {"_any": {"file": "a.zip"}}}}, "a.zip"),
    ],
)
def test_the_file_for_a_platform(packages: dict[str, JsonValue], file: str) -> None:
    assert select_file(manifest(**packages), "debian", "12", "x86_64") == file


def test_the_longest_version_pattern_counts() -> None:
    versions: JsonValue = {
        key: {"_any": {"file": file}} for key, file in (("7.*", "b.zip"), ("7.4.*", "a.zip"), ("7.4.1.*", "b.zip"))
    }
    assert select_file(manifest(redhat=versions), "redhat", "7.4", "arm64") == "a.zip"


@pytest.mark.parametrize(
    ("packages", "message"),
    [
        ({}, "failed to find platform: no manifest found for platform: debian, version 12, architecture x86_64"),
        (
            {"Debian": {"_any": {"_any": {"file": "a.zip"}}}, "debian": {"11": {}}},
            "failed to find platform: no manifest found for platform: debian, version 12, architecture x86_64",
        ),
        ({"_any": {"_any": {"_any": {"file": "c.zip"}}}}, "failed to find file for &{FileName:c.zip}"),
    ],
)
def test_no_file_for_a_platform(packages: dict[str, JsonValue], message: str) -> None:
    with pytest.raises(PackageError) as caught:
        select_file(manifest(**packages), "debian", "12", "x86_64")
    assert str(caught.value) == message


def test_a_manifest_with_a_wrong_type() -> None:
    with pytest.raises(PackageError) as caught:
        parse_manifest('{"version": 1}')
    expected = "json: cannot unmarshal number into Go struct field Manifest.version of type string"
    assert str(caught.value) == f"failed to decode manifest: {expected}"


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("1.0.0-beta+2", "1.0.0-beta+2"),
        ("My Package", "My Package"),
        ("..", "_--_2_L3A7PZYA6N6D2CZJQHIEQVP4GS4UVKQVIV5QLSSXDALUILJCR6AQ===="),
        ("a/B", None),
        ("a..b", None),
        ("a ", None),
    ],
)
def test_folder_names(name: str, folder: str | None) -> None:
    found = folder_name(name)
    assert found.startswith("_") if folder is None else found == folder
    assert "/" not in found
    assert found not in (".", "..")


@pytest.fixture
def library(tmp_path: Path) -> PackageLibrary:
    """The package Tool in three versions, and Other with one beside a manifest."""
    for place, version in (("Tool/1.9", "1.9"), ("Tool/1.10", "1.10"), ("Other", "7"), ("Other/old", "6")):
        folder = tmp_path / place
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.json").write_text(dumps({"version": version, "files": {"t.zip": {}}}))
    return PackageLibrary((tmp_path,))


@pytest.mark.parametrize(
    ("name", "version", "folder"),
    [
        ("Tool", "", "1.10"),
        ("Tool", "1.9", "1.9"),
        ("Other", "", "Other"),
        ("Other", "7", "Other"),
        ("Other", "6", "old"),
        ("Other", "old", "old"),
        ("arn:aws:ssm:eu-west-1:123456789012:document/Tool", "", "1.10"),
        ("arn:aws:ssm:::package/Tool", "1.9", "1.9"),
    ],
)
def test_versions(library: PackageLibrary, name: str, version: str, folder: str) -> None:
    assert library.find(name, version).path.name == folder


@pytest.mark.parametrize("name", ["None", "..", "Tool/1.9", "", "arn:aws:ssm:::package/../Tool"])
def test_no_such_package(library: PackageLibrary, name: str) -> None:
    with pytest.raises(PackageError) as caught:
        library.find(name, "")
    assert str(caught.value) == f"InvalidDocument: Document with name {name} does not exist."


def unpacked(package: PackageFolder, checksums: dict[str, str]) -> list[tuple[str, bytes]]:
    """What is in its t.zip."""
    return [
        (file.name, file.content.read_bytes() if isinstance(file.content, Path) else b"".join(file.content))
        for file in package.files("t.zip", checksums, "/x")
    ]


def hostile_library(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of packages with one package, and the folder of that."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("secret")
    (tmp_path / "packages" / "P").mkdir(parents=True)
    (tmp_path / "packages" / "P" / "manifest.json").write_text('{"version": "1"}')
    return tmp_path / "packages", tmp_path / "packages" / "P"


@pytest.mark.parametrize("name", ["t", "t.zip"])
def test_links_that_lead_out_of_the_packages_are_not_followed(tmp_path: Path, name: str) -> None:
    packages, package = hostile_library(tmp_path)
    found = PackageLibrary((packages,)).find("P", "")
    (package / name).symlink_to(tmp_path / "secret")
    with pytest.raises(PackageError, match=f"P/{name}: a symbolic link that leads out of "):
        unpacked(found, {})
    (package / "manifest.json").unlink()
    (package / "manifest.json").symlink_to(tmp_path / "secret" / "key")
    with pytest.raises(PackageError, match=r"manifest\.json: a symbolic link that leads out of "):
        found.manifest()


def test_what_is_no_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    packages, package = hostile_library(tmp_path)
    found = PackageLibrary((packages,)).find("P", "")
    os.mkfifo(package / "t.zip")
    with pytest.raises(PackageError, match=r"t\.zip: not a file"):
        unpacked(found, {"sha256": "00"})
    (package / "t.zip").unlink()
    with (package / "t.zip").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(PackageError, match=r"t\.zip: more than 512 MiB"):
        unpacked(found, {"sha256": "00"})
    with pytest.raises(PackageError, match="file name too long"):
        found.files("t" * 300, {}, "/x")
    (package / "manifest.json").write_text(" " * 2 * 1024**2)
    with pytest.raises(PackageError, match=r"manifest\.json: more than 1 MiB"):
        found.manifest()


@pytest.mark.parametrize(
    ("method", "damage", "problem"),
    [
        (zipfile.ZIP_DEFLATED, (40, b"\xff\xff\xff"), "zip: Error -3 while decompressing data: invalid block type"),
        (zipfile.ZIP_DEFLATED, (0, b"\0\0\0\0"), "zip: Bad magic number for file header"),
        (zipfile.ZIP_BZIP2, (40, b"\xff"), "zip: unsupported compression algorithm"),
        (zipfile.ZIP_LZMA, (40, b""), "zip: unsupported compression algorithm"),
    ],
)
def test_damaged_archives(tmp_path: Path, method: int, damage: tuple[int, bytes], problem: str) -> None:
    packages, package = hostile_library(tmp_path)
    with zipfile.ZipFile(package / "t.zip", "w", method) as archive:
        archive.writestr("install.sh", "echo hello\n" * 100)
    content = bytearray((package / "t.zip").read_bytes())
    content[damage[0] : damage[0] + len(damage[1])] = damage[1]
    (package / "t.zip").write_bytes(content)
    with pytest.raises(PackageError) as caught:
        unpacked(PackageLibrary((packages,)).find("P", ""), {})
    assert str(caught.value) == f"failed to extract package installer package P/t.zip from /x, {problem}"


def test_a_name_that_is_no_utf_8_and_too_many_files(tmp_path: Path) -> None:
    packages, package = hostile_library(tmp_path)
    found = PackageLibrary((packages,)).find("P", "")
    with zipfile.ZipFile(package / "t.zip", "w") as archive:
        archive.writestr("é", "")
    (package / "t.zip").write_bytes((package / "t.zip").read_bytes().replace("é".encode(), b"\xff\xfe"))
    with pytest.raises(PackageError, match="zip: 'utf-8' codec can't decode"):
        unpacked(found, {})
    with zipfile.ZipFile(package / "t.zip", "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", "")
    with pytest.raises(PackageError, match="more than 10,000 files"):
        unpacked(found, {})


def test_json_that_is_nested_too_deeply() -> None:
    with pytest.raises(PackageError, match="nested more than 200 levels deep"):
        parse_manifest("[" * 100_000)
    with pytest.raises(InvalidInputsError, match="nested more than 200 levels deep"):
        read_package_inputs({"name": "a", "additionalArguments": "[" * 100_000})


def test_files_of_a_folder_and_of_an_archive(library: PackageLibrary) -> None:
    found = library.find("Tool", "1.9")
    (found.path / "t" / "sub").mkdir(parents=True)
    (found.path / "t" / "sub" / "file").write_bytes(b"content")
    assert [file.name for file in found.files("t.zip", {"sha256": "of no use here"}, "/x")] == ["sub/file"]
    with zipfile.ZipFile(found.path / "t.zip", "w") as archive:
        archive.writestr("install.sh", "echo")
    content = (found.path / "t.zip").read_bytes()
    for checksums in ({}, {"sha256": ""}, {"SHA256": sha256(content).hexdigest().upper()}):
        assert unpacked(found, checksums) == [("install.sh", b"echo")]


@pytest.mark.parametrize(
    ("checksums", "problem"),
    [
        (
            {"sha256": "00"},
            "failed to verify hash of downloadinput {1.9/t.zip /var/lib/amazon/ssm/download/ map[sha256:00]}",
        ),
        (
            {"sha1": "00"},
            "no supported algorithm was provided for downloadinput "
            "{1.9/t.zip /var/lib/amazon/ssm/download/ map[sha1:00]}",
        ),
    ],
)
def test_checksums(library: PackageLibrary, checksums: dict[str, str], problem: str) -> None:
    found = library.find("Tool", "1.9")
    (found.path / "t.zip").write_bytes(b"content")
    with pytest.raises(PackageError) as caught:
        list(found.files("t.zip", checksums, "/x"))
    assert str(caught.value) == f"failed to download installation package reliably, 1.9/t.zip, {problem}"


def test_an_archive_that_leads_out_of_its_folder(library: PackageLibrary) -> None:
    found = library.find("Tool", "1.9")
    with zipfile.ZipFile(found.path / "t.zip", "w") as archive:
        archive.writestr("../up", "x")
    with pytest.raises(PackageError, match=r"\.\./up attepts to place files outside /x subtree"):
        list(found.files("t.zip", {}, "/x"))


def test_what_is_no_archive(library: PackageLibrary) -> None:
    found = library.find("Tool", "1.9")
    (found.path / "t.zip").write_bytes(b"content")
    with pytest.raises(PackageError, match=r"failed to extract package installer package 1\.9/t\.zip from /x, zip: "):
        list(found.files("t.zip", {}, "/x"))
    with pytest.raises(PackageError, match="Install attachments for package does not exist"):
        found.files("../manifest.json", {}, "/x")


def test_a_manifest_that_is_no_text(library: PackageLibrary) -> None:
    found = library.find("Tool", "1.9")
    (found.path / "manifest.json").write_bytes(b"\xff")
    with pytest.raises(PackageError, match=r"failed to decode manifest: .*manifest\.json: 'utf-8' codec"):
        found.manifest()


@pytest.mark.parametrize(
    ("release", "facts"),
    [
        ('NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n', ("debian", "12", "debian", "apt")),
        ('ID="amzn"\nVERSION_ID="2023"\n', ("amazon", "2023", "rhel", "yum")),
        ('ID="rhel"\nVERSION_ID="9.4"\nID_LIKE="fedora"\n', ("redhat", "9.4", "rhel", "yum")),
        ('NAME="openSUSE Leap"\nID="opensuse-leap"\nVERSION_ID="15.6"\n', ("opensuseleap", "15.6", "suse", "zypper")),
        ("ID=alpine\nVERSION_ID=3.20.3\n", ("alpine", "3.20.3", "alpine", "alpine")),
    ],
)
def test_facts(release: str, facts: tuple[str, str, str, str]) -> None:
    node = RecordedNode([ended(0, f"sh\n\naarch64\n{release}".encode())])
    platform, version, family, manager = facts
    assert node_facts(node) == NodeFacts(platform, version, family, "arm64", "docker", manager)


@pytest.mark.parametrize(
    ("release", "message"),
    [
        ("ID=void\n", "failed to collect data: unknown platform: void"),
        ("ID=flatcar\n", "failed to collect data: configure package is not supported on flatcar"),
        ("", "failed to collect data: could not detect package manager for: ``, ``, ``"),
    ],
)
def test_platforms_without_packages(release: str, message: str) -> None:
    with pytest.raises(PackageError) as caught:
        node_facts(RecordedNode([ended(0, f"systemd\nsystemd 252\nx86_64\n{release}".encode())]))
    assert str(caught.value) == message


def test_trace_is_printed_in_the_order_in_which_sections_end() -> None:
    trace = Trace()
    outer = trace.begin()
    outer.info.append("outer")
    inner = trace.begin()
    inner.errors.append("inner")
    inner.error = "its error"
    left_open = trace.begin()
    left_open.info.append("left open")
    trace.end(inner)
    trace.end(inner)
    trace.end(outer)
    trace.begin().info.append("never ended")
    assert (trace.stdout(), trace.stderr()) == ("left open\nouter\n", "inner\nits error\n")


def test_without_packages_there_is_none() -> None:
    shown: list[tuple[str, bytes]] = []
    call = PluginCall(
        "s",
        "aws:configurePackage",
        {"name": "a", "version": "Latest"},
        RecordedNode([]),
        f"{ORCHESTRATION}/s",
        lambda stream, data: shown.append((stream, data)),
        Event(),
        IDENTITY,
    )
    problem = (
        b"failed to download manifest - failed to retrieve package document description: "
        b"InvalidDocument: Document with name a does not exist.\n"
    )
    assert configure_package(call) == PluginOutcome(Status.FAILED, 1, Streams(stderr=problem))
    assert shown == [("stderr", problem)]
