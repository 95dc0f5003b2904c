"""`ssmdoc run`: run a Command document on a node, step by step, and show what GetCommandInvocation would."""

import argparse
import re
import sys
from pathlib import Path
from threading import Event

from ssmdoc.catalogue.limits import MAX_DELIVERY_SECONDS
from ssmdoc.commands.automation.options import add_automation_arguments, check_command
from ssmdoc.commands.automation.recognise import looks_like_automation
from ssmdoc.commands.exit_codes import FAILED, GOOD, USAGE
from ssmdoc.commands.fleet.options import add_fleet_arguments, check_single
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError, read_inputs
from ssmdoc.commands.run_packages import read_packages
from ssmdoc.commands.run_surroundings import read_surroundings
from ssmdoc.commands.signals import cancelled_by_signals
from ssmdoc.config import ConfigurationError, load_configuration
from ssmdoc.running.identifiers import new_command_id
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, NodeIdentity, SandboxError
from ssmdoc.running.sandbox.select import DEFAULT_IMAGE, SandboxChoice, open_sandbox
from ssmdoc.running.sandbox.starting import StartingNode


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="DOC", help="the document, YAML or JSON; - for standard input")
    parser.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="a parameter's value; repeatable"
    )
    parser.add_argument("--parameters", metavar="JSON|@FILE", help="values as a JSON object, or a file that holds it")
    parser.add_argument(
        "--ssm-parameters",
        metavar="FILE",
        help="Parameter Store: a map of name: value, or name: {value, type, version}",
    )
    parser.add_argument(
        "--library",
        action="append",
        default=[],
        metavar="DIR",
        help="documents that aws:runDocument finds by name: NAME.yaml, NAME.yml or NAME.json; repeatable",
    )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="ADDRESS=PATH",
        help="the file or folder that aws:downloadContent gets from an address or from what is below it; repeatable",
    )
    parser.add_argument(
        "--packages",
        action="append",
        default=[],
        metavar="DIR",
        help="packages that aws:configurePackage installs: NAME/manifest.json and its files; repeatable",
    )
    parser.add_argument(
        "--inventory",
        metavar="FILE",
        help="run as an association does; what aws:softwareInventory would send with PutInventory goes to FILE",
    )
    parser.add_argument("--sandbox", choices=("auto", "docker", "namespace"), help="where scripts run (default: auto)")
    parser.add_argument(
        "--image",
        action="append",
        type=image_name,
        default=[],
        help=f"the container image of the node, or a name such as ubuntu24.04 (default: {DEFAULT_IMAGE}); given more "
        "than once, the document is run on each",
    )
    parser.add_argument("--network", metavar="NAME", help="the container's network (default: none)")
    parser.add_argument("--setup", metavar="FILE", help="a shell script to run on the node first")
    parser.add_argument(
        "--instance-id", type=instance_id, default=INSTANCE_ID, metavar="ID", help=f"default: {INSTANCE_ID}"
    )
    add_fleet_arguments(parser)
    parser.add_argument("--cancel-after", type=seconds, metavar="SECONDS", help="cancel the command after this time")
    parser.add_argument("--agent-only", action="store_true", help="leave out the checks that the service makes first")
    parser.add_argument("--keep", action="store_true", help="leave the node up if the run does not end Success")
    parser.add_argument("--shell", action="store_true", help="open a shell in the node after the run")
    parser.add_argument("--plan", action="store_true", help="show what would run, and run nothing")
    parser.add_argument(
        "--platform", type=platform, metavar="NAME", help="with --plan: of Linux (the default), Windows or MacOS nodes"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_automation_arguments(parser)


def platform(text: str) -> str:
    """A platform of the command line, as AWS writes it."""
    names = {name.lower(): name for name in ("Linux", "Windows", "MacOS")}
    if text.lower() not in names:
        raise argparse.ArgumentTypeError(f'must be Linux, Windows or MacOS, not "{text}"')
    return names[text.lower()]


def image_name(text: str) -> str:
    """An image of the command line."""
    if not text:
        raise argparse.ArgumentTypeError("the name of an image is empty")
    return text


def instance_id(text: str) -> str:
    """An id of the command line; on the node it is the name of a folder, too."""
    if not re.fullmatch("m?i-[0-9a-zA-Z_]{1,60}", text):
        raise argparse.ArgumentTypeError(f'must be the id of a node such as {INSTANCE_ID}, not "{text}"')
    return text


def seconds(text: str) -> float:
    """A time of the command line, as long as a delivery timeout at most."""
    value = float(text)
    if not 0 <= value <= MAX_DELIVERY_SECONDS:
        raise argparse.ArgumentTypeError(f"must be a number of seconds from 0 to {MAX_DELIVERY_SECONDS}, not {text}")
    return value


def main(options: argparse.Namespace) -> int:
    """Run the document; the exit code is 0 when the command ended Success."""
    cancel = Event()
    try:
        if options.plan:
            from ssmdoc.commands.run_plan import show_plan

            return GOOD if show_plan(options) else FAILED
        if options.platform:
            raise InputError("--platform is for --plan: every node that ssmdoc starts is a Linux node")
        with cancelled_by_signals(cancel, notice):
            return run(options, cancel)
    except (ConfigurationError, InputError, SandboxError) as error:
        notice(str(error))
        return USAGE


def run(options: argparse.Namespace, cancel: Event) -> int:
    """Start a node, and while it starts, read and plan the document; then run it and write the result.

    Raises:
        ConfigurationError, InputError: what was given cannot be used.
        SandboxError: there is no node to run it on.
    """
    configuration = load_configuration(Path.cwd())
    inputs = read_inputs(options)
    if looks_like_automation(inputs.document):
        from ssmdoc.commands.automation.run import run_runbook

        return GOOD if run_runbook(options, configuration, inputs, cancel) else FAILED
    check_command(options)
    if options.fleet is not None or len(options.image) > 1:
        from ssmdoc.commands.fleet.run import run_on_fleet

        return GOOD if run_on_fleet(options, configuration, inputs, cancel) else FAILED
    check_single(options)
    library, sources = read_surroundings(options, configuration)
    packages = read_packages(options, configuration)
    identity = NodeIdentity(options.instance_id, configuration.region, new_command_id())
    image = options.image[0] if options.image else configuration.image
    choice = SandboxChoice(
        name=options.sandbox or configuration.sandbox or "auto",
        image=image_address(image, configuration.images) if image else None,
        network=options.network or configuration.network or "none",
        keep=options.keep,
    )
    if options.keep or options.shell:
        from ssmdoc.commands.run_shell import check_options

        check_options(options, choice.name)
    sandbox = open_sandbox(choice, notice)
    # The thread that starts the node must not wait for the other at each answer of the engine; 5 ms are the default.
    sys.setswitchinterval(0.0005)
    starting = StartingNode(sandbox, identity, configuration.limits)
    try:
        # Imported here: it takes about as long as the engine takes to start the container.
        from ssmdoc.commands.run_document import RunRequest, run_document

        request = RunRequest(options, inputs, identity, library, sources, packages, lambda: sandbox.description)
        return GOOD if run_document(request, starting, cancel) else FAILED
    finally:
        starting.discard()
        sandbox.close()
