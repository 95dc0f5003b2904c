"""`ssmdoc init-test`: the first draft of a spec for a document."""

import argparse
import os
import sys
from pathlib import Path
from threading import Event

from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.commands.exit_codes import FINDINGS, GOOD, USAGE
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError, read_file
from ssmdoc.commands.signals import cancelled_by_signals
from ssmdoc.config import Configuration, ConfigurationError, load_configuration
from ssmdoc.init_test.document import NoSpecError, draft_of, folders_beside
from ssmdoc.init_test.draft import Draft
from ssmdoc.init_test.write import spec_text
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import Sandbox
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source

SUFFIX = ".ssmtest.yaml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="DOC", help="the document, YAML or JSON")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write it (default: NAME.ssmtest.yaml beside DOC); - for stdout"
    )
    parser.add_argument("--force", action="store_true", help="write over a spec that is there")
    parser.add_argument(
        "--sandbox",
        choices=("auto", "docker", "namespace"),
        help="where scripts of a runbook are tried (default: auto)",
    )
    parser.add_argument("--image", metavar="IMAGE", help="container image for them")


def main(options: argparse.Namespace) -> int:
    """Write the spec; 1 if the text is no document that can be tested, 2 if a file cannot be read or written."""
    cancel = Event()
    try:
        path = Path(options.document)
        target = None if options.output == "-" else Path(options.output or path.with_suffix(SUFFIX))
        data = read_file(options.document)
        if target is not None and target.exists() and not options.force:
            raise InputError(f"{target}: is there already; --force writes over it, -o FILE writes another one")
        configuration = load_configuration(Path.cwd())
        text, problems = decode(data)
        examination = examine(Source(options.document, text), problems)
        with cancelled_by_signals(cancel, notice):
            draft = _draft(options, examination, configuration, cancel)
        if cancel.is_set():
            return FINDINGS
        written = spec_text(draft, _relative(path, target))
        if target is None:
            sys.stdout.write(written)
            return GOOD
        _write(target, written)
    except (InputError, ConfigurationError) as error:
        notice(str(error))
        return USAGE
    except NoSpecError as error:
        notice(f"{options.document}: {error}")
        return FINDINGS
    skipped = sum("skip" in case.keys for case in draft.cases)
    left = f", {skipped} of them to be filled in" if skipped else ""
    print(f"{target}: {len(draft.cases)} case{'' if len(draft.cases) == 1 else 's'}{left}")
    return GOOD


def _draft(options: argparse.Namespace, examination: Examination, configuration: Configuration, cancel: Event) -> Draft:
    sandboxes: dict[str | None, Sandbox] = {}

    def open_(image: str | None) -> Sandbox:
        if image not in sandboxes:
            own = image or options.image or configuration.image
            name = options.sandbox or configuration.sandbox or "auto"
            address = image_address(own, configuration.images) if own else None
            sandboxes[image] = open_sandbox(SandboxChoice(name, address), notice)
        return sandboxes[image]

    def nodes() -> SandboxNodes:
        return SandboxNodes(open_, configuration.limits, configuration.region, configuration.runtimes)

    try:
        return draft_of(examination, folders_beside(Path(options.document)), nodes, cancel)
    finally:
        for sandbox in sandboxes.values():
            sandbox.close()


def _relative(document: Path, target: Path | None) -> str:
    """The document as the spec names it."""
    return document.name if target is None else Path(os.path.relpath(document, target.parent)).as_posix()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {str(getattr(error, 'strerror', None) or error).lower()}") from error
