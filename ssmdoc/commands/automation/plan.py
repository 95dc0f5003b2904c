"""`ssmdoc run --plan` of an Automation document: what would run, and nothing runs."""

import argparse
import json
import sys
from datetime import UTC, datetime

from ssmdoc.automation.preview import preview
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.world import new_id
from ssmdoc.commands.automation.options import check_automation
from ssmdoc.commands.automation.prepare import prepare_runbook
from ssmdoc.commands.run_inputs import Inputs
from ssmdoc.commands.run_prepare import write_refusal
from ssmdoc.config import Configuration
from ssmdoc.invoke.refused import Refused
from ssmdoc.report.automation_plan import runbook_plan_json, write_runbook_plan


def show_runbook_plan(options: argparse.Namespace, configuration: Configuration, inputs: Inputs) -> bool:
    """Write the plan; whether there is one, which is not so where AWS refuses the document or the values.

    Raises:
        InputError: what was given cannot be used.
    """
    check_automation(options)
    as_text = options.format == "text"
    found = prepare_runbook(options, inputs)
    if isinstance(found.prepared, Refused):
        write_refusal(found.source, found.prepared, as_text=as_text)
        return False
    runbook, parameters = found.prepared.runbook, found.prepared.parameters
    steps = preview(runbook, parameters, Identity(new_id(), region=configuration.region), datetime.now(UTC))
    if as_text:
        write_runbook_plan(sys.stdout, found.source.path, parameters, steps)
    else:
        print(json.dumps({"Plan": runbook_plan_json(parameters, steps)}, indent=2))
    return True
