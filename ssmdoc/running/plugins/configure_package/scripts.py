"""Runs the scripts of a package: install, update, uninstall and validate.

Source: amazon-ssm-agent ssminstaller.go executeAction, readScriptAction, executeDocument.
"""

import posixpath
from dataclasses import replace
from threading import Event

from ssmdoc.running.exit_codes import with_exit_code
from ssmdoc.running.node_files import silent
from ssmdoc.running.packages.manifest import PackageError
from ssmdoc.running.plugins.call import Plugin, PluginOutcome
from ssmdoc.running.plugins.configure_package.environment import script_variables
from ssmdoc.running.plugins.configure_package.job import Job
from ssmdoc.running.plugins.configure_package.names import folder_name
from ssmdoc.running.plugins.run_power_shell_script import run_power_shell_script
from ssmdoc.running.plugins.run_shell_script import run_shell_script
from ssmdoc.running.result import Status

MISSING_UPDATE = "missing update script"
_MISSING_UPDATE = (
    f"{MISSING_UPDATE} required for in-place update\n"
    "Please create a Distributor package with update script and retry the install with 'In-place update' "
    "installation type, or choose 'Uninstall and reinstall' installation type"
)


def run_action(job: Job, version: str, action: str) -> Status:
    """Run the script of a version for an action; one that is not there is a success, but for `update`."""
    with job.trace.section() as section:
        kinds = job.package.scripts(version, action)
        if not kinds:
            if action == "update":
                section.error = _MISSING_UPDATE
                return Status.FAILED
            return Status.SUCCESS
        section.info.append(f"Initiating {job.package.name} {version} {action}")
        if len(kinds) > 1:
            section.error = f"{action} has more than one implementation (sh, ps1, json)"
            return Status.FAILED
        try:
            plugin, outcome = _run(job, version, action, kinds[0])
        except PackageError as error:
            section.error = str(error)
            return Status.FAILED
        section.info.append(f"Plugin {plugin} ResultStatus {outcome.status}")
        if outcome.output.stdout:
            section.info.append(f"{action} output: {outcome.output.stdout.decode(errors='replace')}")
        if outcome.output.stderr:
            section.errors.append(f"{action} errors: {outcome.output.stderr.decode(errors='replace')}")
        return outcome.status


def _run(job: Job, version: str, action: str, kind: str) -> tuple[str, PluginOutcome]:
    facts = job.facts()
    run: Plugin
    if kind == "sh":
        plugin, run = "aws:runShellScript", run_shell_script
        commands = (f"echo Running sh {action}.sh", f"sh {action}.sh")
    else:
        plugin, run = "aws:runPowerShellScript", run_power_shell_script
        commands = (f"echo 'Running {action}.ps1'", f".\\{action}.ps1; exit $LASTEXITCODE")
    call = replace(
        job.call,
        step=version,
        action=plugin,
        inputs={
            "workingDirectory": job.package.folder(version),
            "runCommand": [*commands],
            "environment": dict(script_variables(action, facts, job.call.identity, job.inputs.arguments)),
        },
        directory=posixpath.join(job.call.directory, folder_name(version), action),
        on_output=silent,
        # a cancel of the command does not reach a package's script
        cancel=Event(),
    )
    outcome = run(call)
    status, output = with_exit_code(outcome.code, outcome.status, outcome.output)
    return plugin, replace(outcome, status=status, output=output)
