"""aws:softwareInventory: refused in Run Command; for an association, gathered in the shape of PutInventory."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from json import dumps
from threading import Event
from typing import Any

import botocore.session
import pytest
from botocore.validate import validate_parameters

from ssmdoc.running.inventory.custom import custom_items
from ssmdoc.running.inventory.items import InventoryError, Item, put_inventory
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.software_inventory import software_inventory
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import Limits, Node, Outcome, Sandbox, Script
from ssmdoc.running.surroundings import NOTHING_AROUND
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode, ended

SENT = b"Inventory policy has been successfully applied and collected inventory data has been uploaded to SSM"
NOTHING = b"Inventory policy has been successfully applied but there is no inventory data to upload to SSM"


def run(inputs: JsonValue, node: Node) -> tuple[PluginOutcome, list[Mapping[str, Any]]]:
    sent: list[Mapping[str, Any]] = []
    call = PluginCall(
        "s",
        "aws:softwareInventory",
        inputs,
        node,
        f"{ORCHESTRATION}/s",
        lambda _stream, _data: None,
        Event(),
        IDENTITY,
        NOTHING_AROUND._replace(inventory=sent.append),
    )
    return software_inventory(call), sent


def contents(inputs: JsonValue, *outcomes: Outcome) -> Mapping[str, Any]:
    """What was sent, by type."""
    outcome, sent = run(inputs, RecordedNode(outcomes))
    assert outcome == PluginOutcome(Status.SUCCESS, 0, Streams(SENT))
    return {item["TypeName"]: item["Content"] for item in sent[0]["Items"]}


def test_run_command_is_refused() -> None:
    call = PluginCall(
        "s",
        "aws:softwareInventory",
        {"applications": "Enabled"},
        RecordedNode([]),
        f"{ORCHESTRATION}/s",
        lambda _stream, _data: None,
        Event(),
        IDENTITY,
    )
    assert software_inventory(call) == failed("aws:softwareInventory plugin can only be invoked via ssm-associate")


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"applications": True}, failed("invalid or unrecognized input was received for aws:softwareInventory plugin")),
        (
            {"files": "x"},
            failed(
                "Encountered error while executing AWS:File. Error - Expecting value: line 1 column 1 (char 0)",
            ),
        ),
        ({}, PluginOutcome(Status.SUCCESS, 0, Streams(NOTHING))),
        (
            {"applications": "enabled", "services": "Enabled", "windowsRoles": "Enabled"},
            PluginOutcome(Status.SUCCESS, 0, Streams(NOTHING)),
        ),
    ],
)
def test_nothing_is_sent(inputs: JsonValue, expected: PluginOutcome) -> None:
    assert run(inputs, RecordedNode([])) == (expected, [])


def record(*fields: str) -> str:
    return "\x1f".join(fields) + "\x1e"


def test_packages_of_dpkg_and_rpm() -> None:
    dpkg = record("sed", "Clint", "4.9", "utils", "amd64", "", "stream editor\n more", "sed_4.9_amd64.deb")
    rpm = record(
        "aws-apitools-x", "Amazon", "1", "2", "(none)", "1700000000", "Tools", "noarch", "http://x", "s", "p.rpm"
    )
    found = contents(
        {"applications": "Enabled", "awsComponents": "Enabled"}, ended(0, dpkg.encode()), ended(0, rpm.encode())
    )
    of_aws = {
        "Name": "aws-apitools-x",
        "Publisher": "Amazon",
        "Version": "1",
        "Release": "2",
        "InstalledTime": "2023-11-14T22:13:20Z",
        "ApplicationType": "Tools",
        "Architecture": "noarch",
        "URL": "http://x",
        "Summary": "s",
        "PackageId": "p.rpm",
    }
    sed = {
        "Name": "sed",
        "Publisher": "Clint",
        "Version": "4.9",
        "ApplicationType": "utils",
        "Architecture": "x86_64",
        "Summary": "stream editor",
        "PackageId": "sed_4.9_amd64.deb",
    }
    assert found == {"AWS:Application": [sed, of_aws], "AWS:AWSComponent": [of_aws]}


def test_interfaces_in_the_order_of_their_numbers() -> None:
    printed = (
        "interface 1 lo 8 00:00:00:00:00:00\ninterface 12 eth1 0 02:42:ac:11:00:03\n"
        "interface 2 eth0 0 02:42:ac:11:00:02\nroute Iface Destination Mask\nroute eth1 00000000 00000000\n"
        "route eth0 000011AC 0000FFFF\nroute eth1 0000000A 000000FF\nsix eth0 fe800000000000000042acfffe110002\n"
        "four 127.0.0.1 LOCAL\nfour 172.17.0.2 LOCAL\nfour 172.17.255.255 BROADCAST\nfour 10.1.2.3 LOCAL\n"
    )
    assert contents({"networkConfig": "Enabled"}, ended(0, printed.encode())) == {
        "AWS:Network": [
            {
                "Name": "eth0",
                "MacAddress": "02:42:ac:11:00:02",
                "IPV4": "172.17.0.2",
                "IPV6": "fe80::42:acff:fe11:2",
            },
            {"Name": "eth1", "MacAddress": "02:42:ac:11:00:03", "IPV4": "10.1.2.3", "IPV6": ""},
        ]
    }


def test_processor() -> None:
    printed = (
        "CPU(s):                2\nThread(s) per core:    2\nCore(s) per socket:    4\nSocket(s):             3\n"
        "Model name:            Some CPU\nCPU MHz:               2400.9\n \n6.1.0-26\n"
    )
    assert contents({"instanceDetailedInformation": "Enabled"}, ended(0, printed.encode())) == {
        "AWS:InstanceDetailedInformation": [
            {
                "CPUModel": "Some CPU",
                "CPUSpeedMHz": "2400",
                "CPUs": "2",
                "CPUSockets": "3",
                "CPUCores": "12",
                "CPUHyperThreadEnabled": "true",
                "OSServicePack": "",
                "KernelVersion": "6.1.0-26",
            }
        ]
    }


def test_files_by_pattern() -> None:
    filters = dumps([{"Path": "/etc/$LANG", "Pattern": ["*.conf", "[^a]*"], "Recursive": True, "DirScanLimit": 2}])
    listed = ended(0, b"2\n/etc/a\n/etc/b\n/etc/d/a.conf\n")
    node = RecordedNode([listed, ended(0, b"3 0 /etc/b\n10 1700000000 /etc/d/a.conf\n")])
    _outcome, sent = run({"files": filters}, node)
    found = [
        (entry["Name"], entry["Size"], entry["InstalledDir"], entry["ModificationTime"], len(entry))
        for entry in sent[0]["Items"][0]["Content"]
    ]
    assert found == [
        ("b", "3", "/etc", "1970-01-01T00:00:00Z", 12),
        ("a.conf", "10", "/etc/d", "2023-11-14T22:13:20Z", 12),
    ]
    assert b"find /etc/C.UTF-8" in node.scripts[0].content


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        (b"3\n", "Directory Scan Limit Exceeded"),
        (b"1\n" + b"/x\n" * 501, "File Count Limit Exceeded"),
    ],
)
def test_too_many_files(listed: bytes, reason: str) -> None:
    filters = dumps([{"Path": "/", "Pattern": ["*"], "Recursive": True, "DirScanLimit": 2}])
    outcome, sent = run({"files": filters}, RecordedNode([ended(0, listed)]))
    assert outcome == failed(f"Encountered error while executing AWS:File. Error - {reason}")
    assert sent == []


@pytest.mark.parametrize(
    "outcomes",
    [
        [ended(0, b"1\n/x\n"), ended(0, b"x y z\n")],
        [ended(0, b"1\n/x\n"), ended(0, b"1 99999999999999999999 /x\n")],
        [ended(0, b"many\n/x\n")],
    ],
)
def test_programs_that_a_script_has_replaced(outcomes: list[Outcome]) -> None:
    filters = dumps([{"Path": "/", "Pattern": ["*"], "Recursive": True}])
    outcome, sent = run({"files": filters}, RecordedNode(outcomes))
    assert outcome.status is Status.FAILED
    assert b"does not understand what the programs of the node print" in outcome.output.stderr
    assert sent == []


def custom(**more: JsonValue) -> str:
    return dumps({"TypeName": "Custom:Rack", "SchemaVersion": "1.0", "Content": {"Row": "2"}, **more}) + "\x1e"


@pytest.mark.parametrize(
    ("files", "items"),
    [
        ([custom()], [Item("Custom:Rack", "1.0", [{"Row": "2"}])]),
        ([custom(Content=[{"b": "", "a": "x"}, {"a": 1}])], [Item("Custom:Rack", "1.0", [{"a": "x", "b": ""}])]),
        ([custom(), custom(SchemaVersion="2.0")], [Item("Custom:Rack", "1.0", [{"Row": "2"}])]),
        ([custom(TypeName="Rack"), custom(SchemaVersion="1"), custom(Content={"a": 1}), custom(Content=["a"])], []),
        (["no JSON\x1e", "[]\x1e", custom(TypeName="Custom:" + "x" * 94)], []),
    ],
)
def test_custom_inventory(files: Sequence[str], items: Sequence[Item]) -> None:
    assert custom_items(RecordedNode([ended(0, "".join(files).encode())]), "/x") == items


def test_custom_inventory_without_an_end() -> None:
    assert custom_items(RecordedNode([ended(0, b"[" * 100_000 + b"\x1e")]), "/x") == []


def test_too_many_files_of_custom_inventory() -> None:
    node = RecordedNode([ended(0, (custom() * 21).encode())])
    with pytest.raises(InventoryError, match=r"file count \(21\) exceed limit \(20\)"):
        custom_items(node, "/x")


def test_hash_is_over_the_content_as_the_agent_writes_it() -> None:
    request: Any = put_inventory("i-1", [Item("T:A", "1.0", [{"b": "<", "a": "é"}]), Item("T:B", "1.0", [])], "now")
    # md5 of [{"b":"\u003c","a":"é"}] and of null
    assert [item["ContentHash"] for item in request["Items"]] == [
        "QbcTI3ENVcVlDpizlxJk9g==",
        "N6YlnMDB2uKZp4Zkid/wvQ==",
    ]


def test_a_request_that_cannot_be_handed_over() -> None:
    def refuse(_request: object) -> None:
        raise OSError(28, "No space left on device")

    call = PluginCall(
        "s",
        "aws:softwareInventory",
        {"billingInfo": "Enabled"},
        RecordedNode([]),
        f"{ORCHESTRATION}/s",
        lambda _stream, _data: None,
        Event(),
        IDENTITY,
        NOTHING_AROUND._replace(inventory=refuse),
    )
    assert software_inventory(call) == failed(
        "inventory data could not be uploaded to Systems Manager. Additional troubleshooting information - "
        "no space left on device"
    )


def test_too_much_is_not_sent() -> None:
    with pytest.raises(InventoryError, match="the size of the collected data exceeded the maximum allowable size"):
        put_inventory("i-1", [Item("T:A", "1.0", [{"a": "x" * 3072 * 1024}])], "now")


@pytest.fixture(scope="module")
def sandbox(docker_image: str) -> Iterator[Sandbox]:
    from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox

    with closing(DockerSandbox(docker_image)) as opened:
        yield opened


@pytest.mark.docker
def test_a_whole_inventory_is_what_put_inventory_takes(sandbox: Sandbox) -> None:
    node = sandbox.start(IDENTITY, Limits())
    try:
        folder = f"/var/lib/amazon/ssm/{IDENTITY.instance_id}/inventory/custom"
        script = f"mkdir -p {folder} && cat >{folder}/rack.json <<'X'\n{custom()[:-1]}\nX\n"
        node.run(Script("/tmp/setup", script.encode(), ("sh", "/tmp/setup"), ("/",), 60), lambda _s, _d: None, Event())
        enabled = ("applications", "awsComponents", "networkConfig", "billingInfo", "instanceDetailedInformation")
        filters = [{"Path": "/etc", "Pattern": ["os-release", "pass*"], "Recursive": False}]
        outcome, sent = run({**dict.fromkeys((*enabled, "customInventory"), "Enabled"), "files": dumps(filters)}, node)
    finally:
        node.stop()
    assert outcome.output.stdout == SENT
    model = botocore.session.get_session().get_service_model("ssm").operation_model("PutInventory")
    assert model.input_shape
    validate_parameters(sent[0], model.input_shape)
    items = {item["TypeName"]: item["Content"] for item in sent[0]["Items"]}
    names = [entry["Name"] for entry in items["AWS:Application"]]
    assert "dpkg" in names
    assert names == sorted(names)
    assert items["AWS:Network"] == items["AWS:AWSComponent"] == items["AWS:BillingInfo"] == []
    assert [entry["Name"] for entry in items["AWS:File"]] == ["os-release", "passwd", "passwd-"]
    assert re.fullmatch("[1-9][0-9]*", items["AWS:InstanceDetailedInformation"][0]["CPUs"])
    assert items["Custom:Rack"] == [{"Row": "2"}]
