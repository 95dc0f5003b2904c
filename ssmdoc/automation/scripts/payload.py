"""The output Payload: what Automation keeps of the value that a script returns."""

import json

from ssmdoc.automation.scripts.end import Broken, Returned
from ssmdoc.source.values import JsonValue

MOST_BYTES = 100 * 1024
MOST_ITEMS = 100
"""Source: UG25:automation-action-executeScript.md, "Output"; what becomes of a larger object is not documented."""


def checked_payload(value: JsonValue) -> Returned | Broken:
    """The Payload; a list loses what comes after its first 100 items, and what is still too large fails."""
    notes: tuple[str, ...] = ()
    if isinstance(value, list) and len(value) > MOST_ITEMS:
        notes = (f"the script returned a list of {len(value)} items; Automation keeps the first {MOST_ITEMS}",)
        value = value[:MOST_ITEMS]
    size = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass"))
    if size > MOST_BYTES:
        return Broken(
            f"the script returned {size:,} bytes of JSON; Automation takes at most {MOST_BYTES:,} (100 KB): "
            "return less, or keep it elsewhere and return where"
        )
    return Returned(value, notes)
