"""`ssmdoc run --plan`: what would run, without a sandbox."""

import argparse
import json
import sys
from pathlib import Path

from ssmdoc.commands.run_inputs import read_inputs
from ssmdoc.commands.run_packages import inventory_file, read_packages
from ssmdoc.commands.run_prepare import prepare_run, write_refusal
from ssmdoc.commands.run_surroundings import read_surroundings
from ssmdoc.config import load_configuration
from ssmdoc.invoke.refused import Refused
from ssmdoc.plan.command_plan import DocumentFailure
from ssmdoc.report.plan_json import plan_json
from ssmdoc.report.plan_text import PlannedRun, write_plan
from ssmdoc.report.visible import visible
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.preview.steps import platform_named, preview_steps
from ssmdoc.running.surroundings import Surroundings


def show_plan(options: argparse.Namespace) -> bool:
    """Write the plan; whether there is one, which is not so where AWS or the agent refuses the document.

    Raises:
        ConfigurationError, InputError: what was given cannot be used.
    """
    configuration = load_configuration(Path.cwd())
    found = prepare_run(options, read_inputs(options))
    as_text = options.format == "text"
    if isinstance(found.prepared, Refused):
        write_refusal(found.source, found.prepared, as_text=as_text)
        return False
    if isinstance(found.prepared, DocumentFailure):
        trace = found.prepared.trace
        print(visible(f"Failed: {trace}") if as_text else json.dumps({"Plan": {"TraceOutput": trace, "Steps": []}}))
        return False
    library, sources = read_surroundings(options, configuration)
    packages = PackageLibrary(read_packages(options, configuration))
    surroundings = Surroundings(library, sources, found.store, packages, inventory_file(options.inventory))
    platform = options.platform or "Linux"
    steps = preview_steps(found.prepared, platform_named(platform), surroundings)
    run = PlannedRun(found.source.path, found.prepared.schema_version, platform, found.values, steps)
    if as_text:
        write_plan(sys.stdout, run)
    else:
        print(json.dumps(plan_json(run), indent=2))
    return True
