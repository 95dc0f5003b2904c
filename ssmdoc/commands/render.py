"""`ssmdoc render`: the document after interpolation, or ready for AWS, in the format that it is written in."""

import argparse
import sys

from ssmdoc.analysis.braces import with_braces
from ssmdoc.analysis.examine import SYNTAX_ERROR, Examination, examine, load, not_a_document
from ssmdoc.commands.exit_codes import FAILED, GOOD, USAGE
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError, Inputs, read_inputs
from ssmdoc.commands.run_store import read_store
from ssmdoc.commands.run_values import read_values
from ssmdoc.diagnostic import Diagnostic
from ssmdoc.model.kind import COMMAND_KINDS
from ssmdoc.plan.agent_document import AgentCrashError, DocumentError
from ssmdoc.plan.parameter_text import normalized
from ssmdoc.plan.render import rendered
from ssmdoc.plan.service import refuse
from ssmdoc.report.document_text import is_json, written
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.values import to_value


class RefusedError(Exception):
    """The document or the values cannot be rendered; the text says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="DOC", help="the document, YAML or JSON; - for standard input")
    parser.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="a parameter's value; repeatable"
    )
    parser.add_argument("--parameters", metavar="JSON|@FILE", help="values as a JSON object, or a file that holds it")
    parser.add_argument("--ssm-parameters", metavar="FILE", help="Parameter Store: name: {value, type, version}")
    parser.set_defaults(setup=None)


def main(options: argparse.Namespace) -> int:
    """Write the document; 1 if it or the values would be refused, 2 if they cannot be used at all."""
    try:
        text = render(options, read_inputs(options))
    except InputError as error:
        notice(str(error))
        return USAGE
    except RefusedError as error:
        notice(str(error))
        return FAILED
    sys.stdout.write(text)
    return GOOD


def render(options: argparse.Namespace, inputs: Inputs) -> str:
    """The document's text: with values, those in their places; without any, only `<< Name >>` as `{{ Name }}`.

    Raises:
        InputError: something cannot be read, or it is a document in which no values can be put.
        RefusedError: AWS, or the agent, would refuse it.
    """
    text, problems = decode(inputs.document)
    source = Source(options.document, text)
    examination = examine(source, problems)
    unreadable = next((found for found in examination.diagnostics if found.rule == SYNTAX_ERROR), None)
    if examination.root is None or examination.kind is None:
        unreadable = unreadable or not_a_document(source, examination.root)
    if unreadable is not None:
        raise RefusedError(placed(source, unreadable))
    if not inputs.pairs and inputs.parameters is None and inputs.store is None:
        return with_braces(load(text, source.path))
    return with_values(options, inputs, examination)


def with_values(options: argparse.Namespace, inputs: Inputs, examination: Examination) -> str:
    """The document with the values in their places."""
    source, root = examination.source, examination.root
    if root is None or examination.kind not in COMMAND_KINDS:
        kind = examination.kind.value if examination.kind else "unknown"
        raise InputError(f"{source.path}: values can be put into Command documents, this is of the kind {kind}")
    document = to_value(root)
    values = normalized(document, read_values(inputs, document))
    if refusal := refuse(document, values, content_bytes=len(source.text.encode(errors="replace"))):
        raise RefusedError(f"refused: {refusal.code} (SendCommand): {refusal.message}")
    store = None if inputs.store is None else read_store(inputs.store, options.ssm_parameters)
    try:
        return written(rendered(document, values, store), as_json=is_json(source.path, source.text))
    except (DocumentError, AgentCrashError) as error:
        raise RefusedError(str(error)) from error


def placed(source: Source, found: Diagnostic) -> str:
    """A finding in a line."""
    line, column = source.position(found.span.start)
    return f"{source.path}:{line}:{column}: {found.message}"
