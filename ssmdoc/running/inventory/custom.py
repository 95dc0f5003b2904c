"""CustomInventory: JSON files that the node's owner writes; one that is not as it must be is left out.

Source: amazon-ssm-agent gatherers/custom/customGatherer.go.
"""

import re
import shlex
from collections.abc import Iterator

from ssmdoc.plan.bounded_json import read_json
from ssmdoc.running.inventory.items import Entry, InventoryError, Item
from ssmdoc.running.inventory.node_text import node_text
from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.source.values import JsonValue

_MOST_FILES = 20
_MOST_ATTRIBUTES = 50
_LONGEST_TYPE, _LONGEST_NAME, _LONGEST_VALUE = 100, 64, 4096
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}", re.ASCII)
_RECORD = "\x1e"


def custom_items(node: Node, folder: str) -> list[Item]:
    """The items of the files of a folder; of two with one type the first.

    Raises:
        InventoryError: there are too many files.
    """
    printed = node_text(
        node,
        f"cd {shlex.quote(folder)} || exit\n"
        f'for each in *.json .*.json; do [ ! -f "$each" ] || {{ cat "$each"; printf \'{_RECORD}\'; }}; done\n',
    )
    contents = printed.split(_RECORD)[:-1]
    if len(contents) > _MOST_FILES:
        reason = f"Total custom inventory file count ({len(contents)}) exceed limit ({_MOST_FILES})"
        raise InventoryError(f"Encountered error while executing CustomInventory. Error - {reason}")
    items: dict[str, Item] = {}
    for content in contents:
        for item in _items(content):
            items.setdefault(item.type_name, item)
    return list(items.values())


def _items(content: str) -> Iterator[Item]:
    try:
        decoded = read_json(content)
    except ValueError:
        return
    if not isinstance(decoded, dict):
        return
    fields = {name.lower(): value for name, value in decoded.items()}
    name, version, entries = fields.get("typename"), fields.get("schemaversion"), fields.get("content")
    if not isinstance(name, str) or not name.startswith("Custom:") or len(name.encode()) > _LONGEST_TYPE:
        return
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        return
    listed = entries if isinstance(entries, list) else [entries]
    checked = [_entry(entry) for entry in listed]
    # of a list, entries with a wrong attribute are left out, and one that is no map takes the whole file with it
    if not all(isinstance(entry, dict) for entry in listed) or (isinstance(entries, dict) and None in checked):
        return
    yield Item(name, version, [entry for entry in checked if entry is not None])


def _entry(entry: JsonValue) -> Entry | None:
    if not isinstance(entry, dict) or len(entry) > _MOST_ATTRIBUTES:
        return None
    for name, value in entry.items():
        if not name or len(name.encode()) > _LONGEST_NAME:
            return None
        if not isinstance(value, str) or len(value.encode(errors="replace")) > _LONGEST_VALUE:
            return None
    return {name: str(entry[name]) for name in sorted(entry)}
