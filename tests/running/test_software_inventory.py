"""aws:softwareInventory outside of an association."""

from threading import Event

from ssmdoc.running.plugins.call import PluginCall, failed
from ssmdoc.running.plugins.software_inventory import software_inventory
from ssmdoc.source.values import JsonValue
from tests.running.recorded import ORCHESTRATION, RecordedNode


def test_run_command_is_refused() -> None:
    inputs: JsonValue = {"applications": "Enabled"}
    call = PluginCall(
        "s", "aws:softwareInventory", inputs, RecordedNode([]), f"{ORCHESTRATION}/s", lambda _s, _d: None, Event()
    )
    assert software_inventory(call) == failed("aws:softwareInventory plugin can only be invoked via ssm-associate")
