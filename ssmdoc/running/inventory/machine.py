"""AWS:Network and AWS:InstanceDetailedInformation.

Source: amazon-ssm-agent gatherers/network/dataProvider_unix.go, instancedetailedinformation/dataProvider_unix.go.
"""

import re
from ipaddress import IPv4Address, IPv6Address
from math import trunc

from ssmdoc.running.inventory.items import Entry
from ssmdoc.running.inventory.node_text import node_text
from ssmdoc.running.sandbox.protocol import Node

_INTERFACES = """
for each in /sys/class/net/*; do
  [ -d "$each" ] || continue
  address=
  read -r index <"$each/ifindex"
  read -r flags <"$each/flags"
  read -r address <"$each/address"
  echo "interface $index ${each##*/} $((flags & 8)) $address"
done
while read -r name destination gateway flags counted used metric mask rest; do
  echo "route $name $destination $mask"
done </proc/net/route
while read -r destination a b c d name; do echo "six $name $destination"; done </proc/net/if_inet6
while read -r first second rest; do
  if [ "$first $second" = '/32 host' ]; then echo "four $last $rest"; fi
  last=$second
done </proc/net/fib_trie
"""
_PROCESSOR = "LC_ALL=C lscpu && echo ' ' && uname -r\n"


def networks(node: Node) -> list[Entry]:
    """Every interface but loopbacks; with several addresses the last counts."""
    lines = [line.split(" ") for line in node_text(node, _INTERFACES).splitlines()]
    six = {line[1]: line[2] for line in lines if line[0] == "six"}
    four = _addresses(lines)
    interfaces = sorted((int(line[1]), line[2], line[3], line[4]) for line in lines if line[0] == "interface")
    return [
        {"Name": name, "MacAddress": mac, "IPV4": four.get(name, ""), "IPV6": _shortened(six.get(name, ""))}
        for _, name, loopback, mac in interfaces
        if loopback == "0"
    ]


def _addresses(lines: list[list[str]]) -> dict[str, str]:
    """The address of each interface: the node's own ones, told apart by the networks that the interfaces lead to."""
    routes = [
        (line[1], _reversed(line[2]), _reversed(line[3])) for line in lines if line[0] == "route" and line[3] != "Mask"
    ]
    found: dict[str, str] = {}
    for line in lines:
        if line[0] == "four" and line[2] == "LOCAL":
            address = int(IPv4Address(line[1]))
            reached = [(mask, name) for name, network, mask in routes if mask and address & mask == network]
            if reached:
                found[max(reached)[1]] = line[1]
    return found


def _reversed(number: str) -> int:
    """An address as /proc writes it, on machines with the lowest byte first."""
    return int.from_bytes(bytes.fromhex(number), "little")


def _shortened(address: str) -> str:
    return str(IPv6Address(int(address, 16))) if re.fullmatch("[0-9a-f]{32}", address) else ""


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
