"""AWS:Application and AWS:AWSComponent: the packages that dpkg and rpm know.

Source: amazon-ssm-agent gatherers/application/dataProvider.go, dataProvider_unix.go.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from ssmdoc.running.inventory.items import Entry
from ssmdoc.running.inventory.node_text import node_text
from ssmdoc.running.sandbox.protocol import Node

_FIELD, _RECORD = "\x1f", "\x1e"
_ORDER = (
    *("Name", "Publisher", "Version", "Release", "Epoch", "InstalledTime", "ApplicationType"),
    *("Architecture", "URL", "Summary", "PackageId"),
)
_ALWAYS = ("Name", "Publisher", "Version", "Architecture")
_DPKG = {
    "Name": "${Package}",
    "Publisher": "${Maintainer}",
    "Version": "${Version}",
    "ApplicationType": "${Section}",
    "Architecture": "${Architecture}",
    "URL": "${Homepage}",
    "Summary": "${Description}",
    "PackageId": "${Package}_${Version}_${Architecture}.deb",
}
_RPM = {
    "Name": "%{NAME}",
    "Publisher": "%{VENDOR}",
    "Version": "%{VERSION}",
    "Release": "%{RELEASE}",
    "Epoch": "%{EPOCH}",
    "InstalledTime": "%{INSTALLTIME}",
    "ApplicationType": "%{GROUP}",
    "Architecture": "%{ARCH}",
    "URL": "%{URL}",
    "Summary": "%{Summary}",
    "PackageId": "%{SourceRPM}",
}
_DPKG_SCRIPT = f"dpkg-query -W -f='{_FIELD.join(_DPKG.values())}{_RECORD}'\n"
_RPM_SCRIPT = f"rpm -qa --queryformat '{_FIELD.join(_RPM.values())}{_RECORD}'\n"
_LONGEST = 100
_ARCHITECTURES = {"amd64": "x86_64", "386": "i386"}
_AWS = (
    *("amazon-ssm-agent", "amazon ssm agent", "aws tools for windows", "ec2configservice", "aws-cfn-bootstrap"),
    *("aws pv drivers",),
)
_AWS_PARTS = ("aws-apitools-", "aws-amitools-")


def applications(node: Node) -> list[Entry]:
    """Every package of the node; nothing where there is neither dpkg nor rpm."""
    return [*_entries(node_text(node, _DPKG_SCRIPT), _DPKG), *_entries(node_text(node, _RPM_SCRIPT), _RPM)]


def aws_components(found: list[Entry]) -> list[Entry]:
    """Those of AWS, by their names."""
    return [entry for entry in found if _is_of_aws(entry["Name"].strip().lower())]


def _is_of_aws(name: str) -> bool:
    return name in _AWS or any(part in name for part in _AWS_PARTS)


def _entries(printed: str, names: dict[str, str]) -> Iterator[Entry]:
    for record in printed.split(_RECORD):
        values = record.split(_FIELD)
        if len(values) == len(names):
            yield _entry(dict(zip(names, map(_short, values), strict=True)))


def _short(value: str) -> str:
    return value.split("\n")[0].replace("\r", "")[:_LONGEST]


def _entry(fields: dict[str, str]) -> Entry:
    architecture = fields["Architecture"].strip().lower()
    fields["Architecture"] = _ARCHITECTURES.get(architecture, architecture)
    if fields.get("Epoch") == "(none)":
        fields["Epoch"] = ""
    if fields.get("InstalledTime", "").isdecimal():
        fields["InstalledTime"] = datetime.fromtimestamp(int(fields["InstalledTime"]), UTC).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        )
    return {name: fields.get(name, "") for name in _ORDER if fields.get(name) or name in _ALWAYS}
