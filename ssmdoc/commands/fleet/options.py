"""The options of `ssmdoc run` that are about many nodes."""

import argparse

from ssmdoc.catalogue.limits import MAX_DELIVERY_SECONDS, MIN_DELIVERY_SECONDS
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.running.fleet.rate import concurrency_text, errors_text
from ssmdoc.running.sandbox.protocol import INSTANCE_ID


def add_fleet_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--fleet", metavar="FILE", help="run on the nodes of a fleet, YAML or JSON")
    parser.add_argument(
        "--targets",
        action="append",
        default=[],
        metavar="KEY=VALUES",
        help="the nodes of the fleet that are meant: tag:NAME=VALUE,VALUE, tag-key=NAME, InstanceIds=ID,ID, or ids; "
        "repeatable (default: all)",
    )
    parser.add_argument(
        "--max-concurrency", type=number_of_nodes, metavar="N", help="the most nodes at a time, or N%% (default: 50)"
    )
    parser.add_argument(
        "--max-errors", type=number_of_errors, metavar="N", help="go on after so many errors, or N%% (default: 0)"
    )
    parser.add_argument(
        "--timeout-seconds", type=delivery_timeout, metavar="SECONDS", help="the delivery timeout (default: 3600)"
    )
    parser.add_argument(
        "--deliver", metavar="DIR", help="where the output and the notifications go that the fleet file asks for"
    )


def number_of_nodes(text: str) -> str:
    """MaxConcurrency of the command line."""
    try:
        return concurrency_text(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def number_of_errors(text: str) -> str:
    """MaxErrors of the command line."""
    try:
        return errors_text(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def delivery_timeout(text: str) -> int:
    """TimeoutSeconds of the command line."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    if not is_number or not MIN_DELIVERY_SECONDS <= int(text) <= MAX_DELIVERY_SECONDS:
        bounds = f"from {MIN_DELIVERY_SECONDS} to {MAX_DELIVERY_SECONDS}"
        raise argparse.ArgumentTypeError(f"must be a number of seconds {bounds}, not {text}")
    return int(text)


def check_single(options: argparse.Namespace) -> None:
    """Refuse options that mean something for several nodes only.

    Raises:
        InputError: there is one.
    """
    for name in ("targets", "max_concurrency", "max_errors", "deliver"):
        if getattr(options, name):
            raise InputError(f"--{name.replace('_', '-')} is for a fleet: name its file with --fleet")


def check_fleet(options: argparse.Namespace) -> None:
    """Refuse options that mean something for a single node only.

    Raises:
        InputError: there is one.
    """
    for name in ("keep", "shell"):
        if getattr(options, name):
            raise InputError(f"--{name} is for a run on one node")
    if options.fleet is None:
        return
    if options.instance_id != INSTANCE_ID:
        raise InputError("--instance-id is for a run on one node; those of a fleet have their ids in its file")
    if len(options.image) > 1:
        raise InputError("with --fleet, --image is that of the nodes that name none: give it once")
