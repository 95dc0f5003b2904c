"""From what `ssmdoc run` is given to a runbook that can start, or to why AWS would not start it."""

import argparse
from typing import NamedTuple

from ssmdoc.commands.run_inputs import InputError, Inputs
from ssmdoc.commands.run_prepare import read_run
from ssmdoc.invoke.automation import PreparedAutomation, prepare_automation
from ssmdoc.invoke.refused import NotRunnableError, Refused
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.source.text import Source


class PreparedRunbook(NamedTuple):
    """What is known before anything runs."""

    source: Source
    store: ParameterStore
    prepared: PreparedAutomation | Refused


def prepare_runbook(options: argparse.Namespace, inputs: Inputs) -> PreparedRunbook:
    """Read, check and plan the document.

    Raises:
        InputError: the document or its parameters cannot be used.
    """
    examination, values, store = read_run(options, inputs)
    try:
        return PreparedRunbook(examination.source, store, prepare_automation(examination, values, store))
    except NotRunnableError as error:
        raise InputError(str(error)) from error
