"""AWS:Network and AWS:InstanceDetailedInformation.

Source: amazon-ssm-agent gatherers/network/dataProvider_unix.go, instancedetailedinformation/dataProvider_unix.go.
"""

import re
from math import trunc

from ssmdoc.running.inventory.items import Entry
from ssmdoc.running.inventory.node_text import node_text
from ssmdoc.running.sandbox.protocol import Node

_INTERFACES = """
for each in /sys/class/net/*; do
  [ -d "$each" ] || continue
  read -r index <"$each/ifindex"
  read -r flags <"$each/flags"
  address=
  read -r address <"$each/address"
  [ $((flags & 8)) = 0 ] || continue
  name=${each##*/}
  four=$(ip -4 -o addr show dev "$name" || ifconfig "$name")
  four=$(printf '%s\\n' "$four" | sed -n 's/.*inet \\(addr:\\)*\\([0-9.]*\\).*/\\2/p' | tail -n 1)
  six=$(grep " $name\\$" /proc/net/if_inet6 | tail -n 1)
  echo "$index|$name|$address|$four|${six%% *}"
done
"""
_PROCESSOR = "LC_ALL=C lscpu && echo ' ' && uname -r\n"


def networks(node: Node) -> list[Entry]:
    """Every interface but loopbacks; with several addresses the last counts."""
    lines = [line.split("|") for line in node_text(node, _INTERFACES).splitlines()]
    found = sorted((int(line[0]), line[1:]) for line in lines if len(line) == 5 and line[0].isdecimal())
    return [
        {"Name": name, "MacAddress": address, "IPV4": four, "IPV6": _shortened(six)}
        for _, (name, address, four, six) in found
    ]


def _shortened(address: str) -> str:
    if not re.fullmatch("[0-9a-f]{32}", address):
        return ""
    from ipaddress import IPv6Address

    return str(IPv6Address(int(address, 16)))


def instance_details(node: Node) -> list[Entry]:
    """The processor and the kernel; nothing where there is no lscpu."""
    described, separator, kernel = node_text(node, _PROCESSOR).rpartition("\n \n")
    if not separator:
        return []
    values = {
        key: _value(described, key)
        for key in ("Model name", "CPU(s)", "CPU MHz", "Socket(s)", "Core(s) per socket", "Thread(s) per core")
    }
    sockets = values["Socket(s)"] if values["Socket(s)"].isdecimal() else ""
    cores, threads = values["Core(s) per socket"], values["Thread(s) per core"]
    return [
        {
            "CPUModel": values["Model name"],
            "CPUSpeedMHz": _whole(values["CPU MHz"]),
            "CPUs": values["CPU(s)"],
            "CPUSockets": sockets,
            "CPUCores": str(int(sockets) * _number(cores)) if sockets and cores else "",
            "CPUHyperThreadEnabled": ("true" if _number(threads) > 1 else "false") if threads else "",
            "OSServicePack": "",
            "KernelVersion": kernel.strip(),
        }
    ]


def _value(described: str, key: str) -> str:
    _, found, rest = described.partition(f"{key}:")
    return rest.split("\n")[0].strip() if found else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _whole(text: str) -> str:
    if not text:
        return ""
    try:
        return str(trunc(float(text)))
    except ValueError:
        return "0"
