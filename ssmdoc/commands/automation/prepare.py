"""From what `ssmdoc run` is given to a runbook that can start, or to why AWS would not start it."""

import argparse
from typing import NamedTuple

from ssmdoc.analysis.examine import examine
from ssmdoc.commands.run_inputs import InputError, Inputs
from ssmdoc.commands.run_store import read_store
from ssmdoc.commands.run_values import read_values
from ssmdoc.invoke.automation import PreparedAutomation, prepare_automation
from ssmdoc.invoke.refused import NotRunnableError, Refused
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.values import to_value


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
    text, problems = decode(inputs.document)
    source = Source(options.document, text)
    examination = examine(source, problems)
    values = read_values(inputs, to_value(examination.root) if examination.root is not None else None)
    store = read_store(inputs.store, options.ssm_parameters)
    try:
        return PreparedRunbook(source, store, prepare_automation(examination, values, store))
    except NotRunnableError as error:
        raise InputError(str(error)) from error
