"""What aws:updateSsmAgent says; it never updates anything."""

from threading import Event

import pytest

from ssmdoc.running.plugins.call import PluginCall, failed
from ssmdoc.running.plugins.update_ssm_agent import update_ssm_agent
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode

NOTHING = "ssmdoc downloads nothing here: there is no SSM agent on the node that could be updated"


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (None, 'strconv.ParseBool: parsing "": invalid syntax'),
        ({"allowDowngrade": "no"}, 'strconv.ParseBool: parsing "no": invalid syntax'),
        (
            {"allowDowngrade": True},
            "invalid format in plugin properties map[allowDowngrade:true];\nerror json: cannot unmarshal bool into "
            "Go struct field UpdatePluginInput.allowDowngrade of type string",
        ),
        (
            {"agentName": "amazon-ssm-agent", "allowDowngrade": "false", "source": "https://x/{Region}/m.json"},
            f"failed to download file reliably, https://x/eu-west-1/m.json, {NOTHING}",
        ),
        (
            {"allowDowngrade": "T"},
            "failed to download file reliably, "
            f"https://s3.eu-west-1.amazonaws.com/amazon-ssm-eu-west-1/ssm-agent-manifest.json, {NOTHING}",
        ),
    ],
)
def test_update(inputs: JsonValue, message: str) -> None:
    call = PluginCall(
        "s",
        "aws:updateSsmAgent",
        inputs,
        RecordedNode([]),
        f"{ORCHESTRATION}/s",
        lambda _s, _d: None,
        Event(),
        IDENTITY,
    )
    assert update_ssm_agent(call) == failed(message)
