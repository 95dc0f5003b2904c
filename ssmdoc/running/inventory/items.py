"""Inventory items as PutInventory takes them.

Source: amazon-ssm-agent agent/plugins/inventory/datauploader/uploader.go, utility.go, gatherers/*.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssmdoc.plan.go_text import marshalled
from ssmdoc.source.values import JsonValue

MOST_BYTES = 3072 * 1024
MOST_BYTES_IN_ALL = 10_240 * 1024
"""Of one item and of all (source: model.go SizeLimitKBPerInventoryType, TotalSizeLimitKB)."""

Entry = Mapping[str, str]


class InventoryError(Exception):
    """Nothing is sent; the text is the agent's."""


class Item(NamedTuple):
    """One type of inventory with its entries; the members of an entry are in the agent's order."""

    type_name: str
    schema_version: str
    entries: Sequence[Entry]

    @property
    def json(self) -> str:
        """The entries as the agent writes them."""
        objects = (
            "{" + ",".join(f"{marshalled(name)}:{marshalled(value)}" for name, value in entry.items()) + "}"
            for entry in self.entries
        )
        return f"[{','.join(objects)}]" if self.entries else "null"


def put_inventory(instance_id: str, items: Sequence[Item], captured: str) -> dict[str, JsonValue]:
    """The request that sends the items.

    Raises:
        InventoryError: they are too large.
    """
    sizes = [len(item.json.encode(errors="replace")) for item in items]
    if max(sizes, default=0) > MOST_BYTES or sum(sizes) > MOST_BYTES_IN_ALL:
        raise InventoryError("the size of the collected data exceeded the maximum allowable size")
    return {
        "InstanceId": instance_id,
        "Items": [
            {
                "TypeName": item.type_name,
                "SchemaVersion": item.schema_version,
                "CaptureTime": captured,
                "ContentHash": _hash(item.json),
                "Content": [dict(entry) for entry in item.entries],
            }
            for item in items
        ],
    }


def _hash(text: str) -> str:
    digest = hashlib.md5(text.encode(errors="replace"), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode()
