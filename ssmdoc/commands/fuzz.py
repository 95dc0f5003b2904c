"""`ssmdoc fuzz`: run a Command document with values that nobody meant, and say what they did."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from ssmdoc.catalogue.nearest import nearest
from ssmdoc.commands.exit_codes import FAILED, FINDINGS, GOOD, USAGE
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run import instance_id
from ssmdoc.commands.run_inputs import InputError, Inputs, read_file, read_pairs, read_standard_input
from ssmdoc.commands.signals import cancelled_by_signals
from ssmdoc.config import Configuration, ConfigurationError, load_configuration
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, NodeIdentity, Sandbox, SandboxError
from ssmdoc.running.sandbox.select import DEFAULT_IMAGE, SandboxChoice, open_sandbox

if TYPE_CHECKING:
    from ssmdoc.analysis.examine import Examination
    from ssmdoc.fuzz.campaign import Plan
    from ssmdoc.fuzz.finding import FuzzResult
    from ssmdoc.fuzz.target import Target
    from ssmdoc.source.values import JsonValue

_LARGEST_SEED = 2**32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="DOC", help="a Command document, YAML or JSON; - for standard input")
    parser.add_argument(
        "-p", action="append", default=[], dest="pairs", metavar="NAME=VALUE", help="a fixed value; repeatable"
    )
    parser.add_argument(
        "--parameter",
        action="append",
        default=[],
        type=_name,
        metavar="NAME",
        help="fuzz only this parameter; repeatable",
    )
    parser.add_argument(
        "--examples", type=_count, default=100, metavar="N", help="values for each parameter (default: 100)"
    )
    parser.add_argument("--seed", type=_seed, metavar="N", help="of an earlier run, for the same values again")
    parser.add_argument(
        "--time", type=_seconds, default=120.0, metavar="SECONDS", help="for the whole of it (default: 120)"
    )
    parser.add_argument(
        "--step-time",
        type=_seconds,
        default=5.0,
        metavar="SECONDS",
        help="a script that takes longer is a finding (default: 5)",
    )
    parser.add_argument("--sandbox", choices=("auto", "docker", "namespace"), help="where scripts run (default: auto)")
    parser.add_argument("--image", help=f"the container image of the node (default: {DEFAULT_IMAGE})")
    parser.add_argument(
        "--instance-id",
        type=instance_id,
        default=INSTANCE_ID,
        metavar="ID",
        help=f"of the node (default: {INSTANCE_ID})",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _name(text: str) -> str:
    if "=" in text:
        raise argparse.ArgumentTypeError(f'takes the name of a parameter, not "{text}"; -p {text} gives a value')
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f'must be a whole number from 1 to 1,000,000, not "{text}"')
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or not int(text) < _LARGEST_SEED:
        raise argparse.ArgumentTypeError(f'must be a whole number below {_LARGEST_SEED:,}, not "{text}"')
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError(f'must be a number of seconds above 0, 86,400 at most, not "{text}"')
    return value


def main(options: argparse.Namespace) -> int:
    """Fuzz the document; the exit code is 0 without findings."""
    cancel = Event()
    try:
        with cancelled_by_signals(cancel, notice):
            return _fuzz(options, cancel)
    except (ConfigurationError, InputError, SandboxError) as error:
        notice(str(error))
        return USAGE


def _fuzz(options: argparse.Namespace, cancel: Event) -> int:
    configuration = load_configuration(Path.cwd())
    target, given = _read(options)
    image = options.image or configuration.image
    choice = SandboxChoice(
        options.sandbox or configuration.sandbox or "auto",
        image_address(image, configuration.images) if image else None,
        configuration.network or "none",
    )
    with _hypothesis_in_a_folder_of_its_own():
        from ssmdoc.fuzz.campaign import FuzzError, plan_campaign

        try:
            plan = plan_campaign(target, given, tuple(options.parameter))
            sandbox = open_sandbox(choice, notice)
            try:
                result = _run(options, configuration, target, plan, sandbox, cancel)
            finally:
                sandbox.close()
        except FuzzError as error:
            raise InputError(f"{options.document}: {error}") from error
    _write(options, target, result, sandbox.description)
    if result.findings:
        return FINDINGS
    return FAILED if cancel.is_set() else GOOD


def _read(options: argparse.Namespace) -> "tuple[Target, Mapping[str, JsonValue]]":
    """The document, which AWS must take, and the values of the command line."""
    from ssmdoc.analysis.examine import examine
    from ssmdoc.commands.run_values import read_values
    from ssmdoc.fuzz.target import Target
    from ssmdoc.source.decode import decode
    from ssmdoc.source.text import Source
    from ssmdoc.source.values import to_value

    data = read_standard_input() if options.document == "-" else read_file(options.document)
    text, problems = decode(data)
    examination = examine(Source(options.document, text), problems)
    _check(options, examination)
    inputs = Inputs(data, tuple(read_pairs(options.pairs)), None, "", None, None)
    given = read_values(inputs, to_value(examination.root) if examination.root is not None else None)
    target = Target(examination)
    known = target.subjects()
    for name in (*options.parameter, *given):
        if name not in known:
            near = nearest(name, known)
            hint = f'; did you mean "{near}"?' if near else f"; there are {', '.join(known) or 'none'}"
            raise InputError(f'{options.document}: the document has no parameter "{name}"{hint}')
    return target, given


def _check(options: argparse.Namespace, examination: "Examination") -> None:
    from ssmdoc.invoke.refused import refusal_of
    from ssmdoc.model.kind import COMMAND_KINDS

    if examination.kind is not None and examination.kind not in COMMAND_KINDS:
        what = f"this is a document of the kind {examination.kind.value}"
        raise InputError(f"{options.document}: {what}; only Command documents can be fuzzed")
    if refused := refusal_of(examination):
        raise InputError(f"{options.document}: {refused.message}; ssmdoc lint says what is wrong")
    if examination.kind is None:
        raise InputError(f"{options.document}: this is not an SSM document")


def _run(
    options: argparse.Namespace,
    configuration: Configuration,
    target: "Target",
    plan: "Plan",
    sandbox: Sandbox,
    cancel: Event,
) -> "FuzzResult":
    from secrets import randbelow

    from ssmdoc.fuzz.campaign import Campaign
    from ssmdoc.fuzz.nodes import Nodes
    from ssmdoc.running.identifiers import new_command_id
    from ssmdoc.running.library import Library
    from ssmdoc.running.packages.library import PackageLibrary
    from ssmdoc.running.sources import Sources
    from ssmdoc.running.surroundings import Surroundings

    identity = NodeIdentity(options.instance_id, configuration.region, new_command_id())
    around = Surroundings(
        Library(configuration.library),
        Sources(configuration.sources),
        packages=PackageLibrary(configuration.packages),
    )
    nodes = Nodes(sandbox, identity, configuration.limits, around, options.step_time, cancel)
    seed = options.seed if options.seed is not None else randbelow(_LARGEST_SEED)

    def tell(name: str) -> None:
        notice(f'fuzzing "{name}"')

    campaign = Campaign(target, plan, nodes, cancel, options.examples, seed, options.time, tell)
    try:
        return campaign.run()
    finally:
        nodes.close()


def _write(options: argparse.Namespace, target: "Target", result: "FuzzResult", where: str) -> None:
    if options.format == "json":
        from ssmdoc.report.fuzz_json import fuzz_json

        print(json.dumps(fuzz_json(target.source, result, where=where), indent=2))
        return
    from ssmdoc.report.fuzz_text import fuzz_lines
    from ssmdoc.report.terminal import wants_colour

    for line in fuzz_lines(target.source, result, where=where, colour=wants_colour(sys.stdout)):
        print(line)


@contextmanager
def _hypothesis_in_a_folder_of_its_own() -> Iterator[None]:
    """In the block, hypothesis keeps what it wants to keep in a folder that is removed, not beside the documents."""
    from hypothesis.configuration import set_hypothesis_home_dir

    with TemporaryDirectory(prefix="ssmdoc-fuzz-") as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)
