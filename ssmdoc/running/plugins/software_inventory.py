"""aws:softwareInventory: the agent gathers only for an association; Run Command is refused.

Source: amazon-ssm-agent agent/plugins/inventory/inventory.go Execute, ApplyInventoryPolicy.
"""

from datetime import UTC, datetime

from ssmdoc.plan.go_json import Struct, Text
from ssmdoc.running.inventory.gather import INPUTS, gather
from ssmdoc.running.inventory.items import InventoryError, put_inventory
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.inputs import read_fields, text
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status

_INPUTS = Struct("inventory.PluginInput", dict.fromkeys(INPUTS, Text()))
_APPLIED = b"Inventory policy has been successfully applied"
_SENT = _APPLIED + b" and collected inventory data has been uploaded to SSM"
_NOTHING = _APPLIED + b" but there is no inventory data to upload to SSM"
_NOT_SENT = "inventory data could not be uploaded to Systems Manager. Additional troubleshooting information"


def software_inventory(call: PluginCall) -> PluginOutcome:
    """Gather from the node and hand over what PutInventory would be sent; without an association, refuse."""
    deliver = call.surroundings.inventory
    if deliver is None:
        return failed(f"{call.action} plugin can only be invoked via ssm-associate")
    try:
        fields = read_fields(call.inputs, _INPUTS)
    except InvalidInputsError:
        return failed(f"invalid or unrecognized input was received for {call.action} plugin")
    try:
        items = gather(call.node, call.identity, {name: text(fields, name) for name in INPUTS})
        captured = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        request = put_inventory(call.identity.instance_id, items, captured)
    except InventoryError as error:
        return failed(str(error))
    try:
        if items:
            deliver(request)
    except OSError as error:
        return failed(f"{_NOT_SENT} - {(error.strerror or str(error)).lower()}")
    said = _SENT if items else _NOTHING
    call.on_output("stdout", said)
    return PluginOutcome(Status.SUCCESS, 0, Streams(said))
