"""aws:softwareInventory outside of an association."""

from threading import Event

from ssmdoc.running.plugins.call import PluginCall, failed
from ssmdoc.running.plugins.software_inventory import software_inventory
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode


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
