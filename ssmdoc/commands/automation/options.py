"""The options of `ssmdoc run` that are about Automation documents."""

import argparse

from ssmdoc.commands.run_inputs import InputError


def add_automation_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group("Automation documents")
    group.add_argument("--mocks", action="append", default=[], metavar="FILE", help="answers to AWS calls; repeatable")
    group.add_argument(
        "--aws",
        default="none",
        metavar="none|moto|real|URL",
        help="who answers the AWS calls that no mock does (default: none)",
    )
    group.add_argument("--aws-confirm", action="store_true", help="with --aws real: yes, call AWS; reading calls only")
    group.add_argument("--aws-write", action="store_true", help="with --aws real: calls that change something too")
    group.add_argument("--record", metavar="FILE", help="write the AWS calls of the run as mocks")
    group.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="[STEP=]DECISION",
        help="what is decided in aws:approve and aws:pause: approve, reject, resume or none, and after how long "
        "(STEP=approve@PT2H); repeatable",
    )
    group.add_argument(
        "--virtual-time",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="sleeps and waits take no time (default: unless on a terminal)",
    )
    group.add_argument("--attachments", metavar="DIR", help="the files that the document declares under files")


_ONLY_COMMAND = {
    "setup": "--setup",
    "keep": "--keep",
    "shell": "--shell",
    "agent_only": "--agent-only",
    "inventory": "--inventory",
    "platform": "--platform",
    "targets": "--targets",
    "max_concurrency": "--max-concurrency",
    "max_errors": "--max-errors",
    "timeout_seconds": "--timeout-seconds",
}
_ONLY_AUTOMATION = {
    "mocks": "--mocks",
    "record": "--record",
    "decide": "--decide",
    "attachments": "--attachments",
    "aws_confirm": "--aws-confirm",
    "aws_write": "--aws-write",
}


def check_automation(options: argparse.Namespace) -> None:
    """Refuse options that mean nothing for an Automation document.

    Raises:
        InputError: one is given.
    """
    _refuse(options, _ONLY_COMMAND, "a Command document, and this is an Automation document")


def check_command(options: argparse.Namespace) -> None:
    """Refuse options that mean nothing for a Command document.

    Raises:
        InputError: one is given.
    """
    _refuse(options, _ONLY_AUTOMATION, "an Automation document, and this is none")


def _refuse(options: argparse.Namespace, names: dict[str, str], words: str) -> None:
    given = [flag for name, flag in names.items() if getattr(options, name)]
    if given:
        raise InputError(f"{given[0]} is for {words}")
