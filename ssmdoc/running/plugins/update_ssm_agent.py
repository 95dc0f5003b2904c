"""aws:updateSsmAgent: what the agent checks before it fetches anything; nothing is downloaded and nothing updated.

Source: amazon-ssm-agent updateagent.go runUpdateAgent and generateUpdateCmd, updates3util.go DownloadManifest.
"""

from ssmdoc.plan.go_json import Struct, Text
from ssmdoc.running.plugins.agent_platform import agent_platform
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.inputs import read_fields, text
from ssmdoc.running.plugins.program import not_found
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.source.values import JsonValue

_INPUTS = Struct(
    "updatessmagent.UpdatePluginInput",
    dict.fromkeys(("agentName", "allowDowngrade", "targetVersion", "source"), Text()),
)
_TRUTHS = frozenset(("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"))
"""What Go's strconv.ParseBool takes."""


def update_ssm_agent(call: PluginCall) -> PluginOutcome:
    """Fail as the agent does on bad inputs, else as one that cannot fetch the manifest of its versions."""
    if agent_platform(call.node.platform_name) is None:
        return failed(f"Failed to create update info object: {not_found('lsb_release')}")
    return failed(why_no_update(call.inputs, call.identity.region))


def why_no_update(inputs: JsonValue, region: str) -> str:
    """Why nothing is updated, on a node whose platform has a name."""
    try:
        fields = read_fields(inputs, _INPUTS, problem="invalid format in plugin properties")
    except InvalidInputsError as error:
        return str(error)
    allowed = text(fields, "allowDowngrade")
    if allowed not in _TRUTHS:
        # the agent finds this only after its downloads; the step fails all the same
        return f'strconv.ParseBool: parsing "{allowed}": invalid syntax'
    address = _manifest_address(text(fields, "source"), region)
    return (
        f"failed to download file reliably, {address}, "
        "ssmdoc downloads nothing here: there is no SSM agent on the node that could be updated"
    )


def _manifest_address(source: str, region: str) -> str:
    domain = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    default = f"https://s3.{{Region}}.{domain}/amazon-ssm-{{Region}}/ssm-agent-manifest.json"
    return (source or default).replace("{Region}", region)
