"""What a plugin would do: its scripts, what it fetches, the steps of the document that it runs."""

from collections.abc import Callable, Mapping

from ssmdoc.plan.agent_document import AgentCrashError, DocumentError
from ssmdoc.plan.command_plan import CommandPlan, PlannedStep
from ssmdoc.plan.go_json import Anything, Struct, Text, unmarshal
from ssmdoc.plan.nested_document import plan_document, read_parameters
from ssmdoc.running.library import parse_reference
from ssmdoc.running.plugins.script_inputs import read_inputs
from ssmdoc.running.plugins.update_ssm_agent import why_no_update
from ssmdoc.running.preview.values import Details, Fetch, Place, ScriptPreview, StepPreview
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue

PreviewNested = Callable[[CommandPlan], tuple[StepPreview, ...]]
_DOCUMENT = Struct("", {"documentType": Text(), "documentPath": Text(), "documentParameters": Anything()})


def details_of(step: PlannedStep, inputs: JsonValue, place: Place, preview_nested: PreviewNested) -> Details:
    """What is known of a plugin whose inputs have passed its own checks."""
    surroundings = place.surroundings
    match step.action:
        case "aws:runShellScript" | "aws:runPowerShellScript":
            return _script(step, inputs, place)
        case "aws:downloadContent":
            return _download(inputs, surroundings)
        case "aws:configurePackage":
            return _package(inputs, surroundings)
        case "aws:runDocument":
            return _document(step, inputs, surroundings, preview_nested)
        case "aws:updateSsmAgent":
            return Details(failure=why_no_update(inputs, place.region))
        case _:
            return Details()


def _script(step: PlannedStep, inputs: JsonValue, place: Place) -> Details:
    read = read_inputs(inputs)
    text = "".join(f"{command}\n" for command in read.commands)
    environment = {**(step.environment or {}), **read.environment}
    script = ScriptPreview(text, read.timeout, read.working_directory, environment)
    is_everywhere = step.action == "aws:runShellScript" or place.platform.type == "windows"
    needed = "" if is_everywhere else "whether the node has PowerShell"
    return Details((script,), unknown=needed)


def _download(inputs: JsonValue, surroundings: Surroundings) -> Details:
    from ssmdoc.running.plugins.download_content.execute import open_resource
    from ssmdoc.running.plugins.download_content.resource import DownloadError, no_source
    from ssmdoc.running.plugins.download_content.ssm_document import SsmDocument
    from ssmdoc.running.sources import SourceError

    resource = open_resource(inputs, surroundings.store)
    if isinstance(resource, SsmDocument):
        return Details(fetches=(_from_library(resource.name, surroundings),))
    try:
        addresses = resource.addresses()
        found = surroundings.sources.find(*addresses)
        surroundings.sources.fetch(*addresses)
    except (DownloadError, SourceError) as error:
        return Details(failure=str(error))
    if found is None:
        return Details(fetches=(Fetch(addresses[0], ""),), failure=no_source(addresses[0]))
    source, rest = found
    return Details(fetches=(Fetch(addresses[0], str(source.path / rest.lstrip("/")) if rest else str(source.path)),))


def _package(inputs: JsonValue, surroundings: Surroundings) -> Details:
    from ssmdoc.running.plugins.configure_package.package_inputs import read_package_inputs

    read = read_package_inputs(inputs)
    folder = surroundings.packages.find(read.name, "" if read.version.lower() == "latest" else read.version)
    return Details(fetches=(Fetch(read.name, str(folder.path)),), unknown="what of the package is on the node already")


def _document(
    step: PlannedStep, inputs: JsonValue, surroundings: Surroundings, preview_nested: PreviewNested
) -> Details:
    fields = unmarshal(inputs, _DOCUMENT)
    fields = fields if isinstance(fields, Mapping) else {}
    path = str(fields.get("documentPath") or "")
    if fields.get("documentType") != "SSMDocument":
        return Details(unknown=f"the document {path}, which is on the node")
    reference = parse_reference(path)
    text = surroundings.library.get_document(reference)
    fetches = (_from_library(path, surroundings),)
    try:
        parameters = read_parameters(fields.get("documentParameters"))
        plan = plan_document(text, parameters, surroundings.store, env_vars=step.environment is not None)
    except (DocumentError, AgentCrashError) as error:
        return Details(fetches=fetches, failure=f"There was an error while preparing documents - {error}")
    return Details(fetches=fetches, steps=preview_nested(plan))


def _from_library(name: str, surroundings: Surroundings) -> Fetch:
    return Fetch(name, str(surroundings.library.find(parse_reference(name).base_name) or ""))
