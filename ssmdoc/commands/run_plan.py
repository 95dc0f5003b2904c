"""`ssmdoc run --plan`: what would run, without a sandbox."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ssmdoc.commands.automation.options import check_command
from ssmdoc.commands.automation.recognise import looks_like_automation
from ssmdoc.commands.fleet.options import check_single
from ssmdoc.commands.run_inputs import read_inputs
from ssmdoc.commands.run_packages import read_packages
from ssmdoc.commands.run_prepare import PreparedRun, prepare_run, write_refusal
from ssmdoc.commands.run_surroundings import read_surroundings
from ssmdoc.config import Configuration, load_configuration
from ssmdoc.invoke.refused import Refused
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.report.plan_json import fleet_plan_json, plan_json
from ssmdoc.report.plan_text import PlannedRun, write_fleet, write_plan
from ssmdoc.report.visible import visible
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.preview.steps import platform_named, preview_steps
from ssmdoc.running.preview.values import Place
from ssmdoc.running.surroundings import Surroundings


def show_plan(options: argparse.Namespace) -> bool:
    """Write the plan; whether there is one, which is not so where AWS or the agent refuses the document.

    Raises:
        ConfigurationError, InputError: what was given cannot be used.
    """
    configuration = load_configuration(Path.cwd())
    inputs = read_inputs(options)
    if looks_like_automation(inputs.document):
        from ssmdoc.commands.automation.plan import show_runbook_plan

        return show_runbook_plan(options, configuration, inputs)
    check_command(options)
    on_fleet = options.fleet is not None or len(options.image) > 1
    if not on_fleet:
        check_single(options)
    found = prepare_run(options, inputs)
    as_text = options.format == "text"
    if isinstance(found.prepared, Refused):
        write_refusal(found.source, found.prepared, as_text=as_text)
        return False
    if on_fleet:
        return _show_fleet(options, configuration, found, found.prepared, as_text=as_text)
    if isinstance(found.prepared, DocumentFailure):
        return _show_failure(found.prepared, as_text=as_text)
    (run,) = _runs(options, configuration, found, found.prepared, [options.platform or "Linux"])
    if as_text:
        write_plan(sys.stdout, run)
    else:
        print(json.dumps({"Plan": plan_json(run)}, indent=2))
    return True


def _show_fleet(
    options: argparse.Namespace,
    configuration: Configuration,
    found: PreparedRun,
    plan: CommandPlan | DocumentFailure,
    *,
    as_text: bool,
) -> bool:
    """Which nodes the command would go to, and the plan for each platform among them."""
    from ssmdoc.commands.fleet.preview import addressed_nodes, planned_fleet, platforms_of

    addressed = addressed_nodes(options)
    if isinstance(addressed, Refused):
        write_refusal(found.source, addressed, as_text=as_text)
        return False
    if isinstance(plan, DocumentFailure):
        return _show_failure(plan, as_text=as_text)
    fleet = planned_fleet(addressed, plan, options, configuration)
    runs = _runs(options, configuration, found, plan, platforms_of(fleet))
    if as_text:
        write_fleet(sys.stdout, found.source.path, fleet)
        for run in runs:
            write_plan(sys.stdout, run)
    else:
        print(json.dumps(fleet_plan_json(fleet, runs), indent=2))
    return True


def _show_failure(failure: DocumentFailure, *, as_text: bool) -> bool:
    trace = failure.trace
    print(visible(f"Failed: {trace}") if as_text else json.dumps({"Plan": {"TraceOutput": trace, "Steps": []}}))
    return False


def _runs(
    options: argparse.Namespace,
    configuration: Configuration,
    found: PreparedRun,
    plan: CommandPlan,
    platforms: Sequence[str],
) -> list[PlannedRun]:
    """The plan on each of the platforms."""
    library, sources = read_surroundings(options, configuration)
    packages = PackageLibrary(read_packages(options, configuration))
    # only whether there is somebody who takes inventories counts here: the file is left alone
    inventory = (lambda _request: None) if options.inventory else None
    surroundings = Surroundings(library, sources, found.store, packages, inventory)
    runs = []
    for name in platforms:
        steps = preview_steps(plan, Place(platform_named(name), surroundings, configuration.region))
        runs.append(PlannedRun(found.source.path, plan.schema_version, name, found.values, steps))
    return runs
