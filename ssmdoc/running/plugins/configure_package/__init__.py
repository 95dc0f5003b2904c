"""aws:configurePackage with packages from a folder of the machine, in the place of Distributor (plg-007).

Source: amazon-ssm-agent configurepackage.go execute, documentarchive.go DownloadArchiveInfo.
"""

from ssmdoc.running.output import Streams
from ssmdoc.running.packages.manifest import PackageError, parse_manifest
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome
from ssmdoc.running.plugins.configure_package.execute import execute
from ssmdoc.running.plugins.configure_package.installed import InstalledPackage
from ssmdoc.running.plugins.configure_package.job import Job
from ssmdoc.running.plugins.configure_package.package_inputs import PackageInputs, read_package_inputs
from ssmdoc.running.plugins.configure_package.prepare import prepare
from ssmdoc.running.plugins.configure_package.trace import Trace
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status


def configure_package(call: PluginCall) -> PluginOutcome:
    """Install or uninstall a package; the output says what was done, section by section."""
    trace = Trace()
    first = trace.begin()
    try:
        job = _job(call, read_package_inputs(call.inputs), trace)
    except (InvalidInputsError, PackageError) as error:
        first.error = str(error)
        trace.end(first)
        return _outcome(call, trace, Status.FAILED)
    decision = prepare(job)
    if decision is not None:
        execute(job, decision)
    if job.status is None:
        section = trace.begin()
        section.error = "the SSM agent gives such a step no status: files of the package, but no state, are on the node"
        trace.end(section)
    return _outcome(call, trace, job.status or Status.FAILED)


def _job(call: PluginCall, inputs: PackageInputs, trace: Trace) -> Job:
    """Look the package up, which the agent does before it looks at what is to be done."""
    version = "" if inputs.version.lower() == "latest" else inputs.version
    with trace.section():
        try:
            source = call.surroundings.packages.find(inputs.name, version)
        except PackageError as error:
            problem = f"failed to download manifest - failed to retrieve package document description: {error}"
            raise PackageError(problem) from None
        text = source.manifest()
        manifest = parse_manifest(text)
    package = InstalledPackage(call.node, manifest.package_arn or source.name, trace)
    is_known = package.is_known_manifest(source.number, text)
    return Job(call, inputs, trace, package, source, manifest, is_known)


def _outcome(call: PluginCall, trace: Trace, status: Status) -> PluginOutcome:
    output = Streams(trace.stdout().encode(errors="replace"), trace.stderr().encode(errors="replace"))
    if output.stdout:
        call.on_output("stdout", output.stdout)
    if output.stderr:
        call.on_output("stderr", output.stderr)
    return PluginOutcome(status, 1 if status is Status.FAILED else 0, output)
