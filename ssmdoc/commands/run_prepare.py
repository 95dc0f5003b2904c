"""From what `ssmdoc run` is given to a plan, or to why AWS would not take it."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import NamedTuple

from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError, Inputs
from ssmdoc.commands.run_store import read_store
from ssmdoc.commands.run_values import read_values
from ssmdoc.invoke.command import Prepared, prepare
from ssmdoc.invoke.refused import NotRunnableError, Refused
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.report.lint_json import diagnostic_json
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.report.lint_text import text as lint_text
from ssmdoc.report.terminal import wants_colour
from ssmdoc.report.visible import visible
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value


class PreparedRun(NamedTuple):
    """What is known before anything runs."""

    source: Source
    values: Mapping[str, JsonValue]
    """Given for parameters."""
    store: ParameterStore
    prepared: Prepared


class ReadRun(NamedTuple):
    """A document that is read and checked, and what it is given, of whatever kind it is."""

    examination: Examination
    values: Mapping[str, JsonValue]
    """Given for parameters."""
    store: ParameterStore


def read_run(options: argparse.Namespace, inputs: Inputs) -> ReadRun:
    """Read and check the document, and read what it is given.

    Raises:
        InputError: the values or Parameter Store cannot be read.
    """
    text, problems = decode(inputs.document)
    examination = examine(Source(options.document, text), problems)
    values = read_values(inputs, to_value(examination.root) if examination.root is not None else None)
    return ReadRun(examination, values, read_store(inputs.store, options.ssm_parameters))


def prepare_run(options: argparse.Namespace, inputs: Inputs) -> PreparedRun:
    """Read, check and plan the document.

    Raises:
        InputError: the document or its parameters cannot be used.
    """
    examination, values, store = read_run(options, inputs)
    try:
        prepared = prepare(examination, values, store, agent_only=options.agent_only)
    except NotRunnableError as error:
        raise InputError(str(error)) from error
    return PreparedRun(examination.source, values, store, prepared)


def write_refusal(source: Source, refused: Refused, *, as_text: bool) -> None:
    """Say why AWS would not take the document or the command."""
    if as_text:
        for line in lint_text(FileFindings(source, refused.diagnostics), colour=wants_colour(sys.stdout)):
            print(line)
        print(f"refused: {refused.code} ({refused.operation}): {visible(refused.message)}")
        say_where_parameters_are(refused.message)
        return
    error = {"Code": refused.code, "Message": refused.message, "Operation": refused.operation}
    diagnostics = [diagnostic_json(source, found) for found in refused.diagnostics]
    print(json.dumps({"Error": error, "Diagnostics": diagnostics}, indent=2))


def say_where_parameters_are(message: str) -> None:
    """Say what to do about a message that Parameter Store has no such parameters."""
    if message.startswith("Input contains invalid parameters"):
        notice("Parameter Store has no such parameters here; say what is in it with --ssm-parameters FILE")
