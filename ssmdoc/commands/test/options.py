"""The options of `ssmdoc test`."""

import argparse

from ssmdoc.commands.test.coverage import add_coverage_arguments
from ssmdoc.commands.test.reports import report_option


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc test`."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="specs, or folders of them (default: .)"
    )
    _add_choice(parser)
    _add_running(parser)
    _add_reports(parser)


def _add_choice(parser: argparse.ArgumentParser) -> None:
    """Which cases."""
    parser.add_argument("--filter", metavar="EXPR", help='cases by name and tag: "disk and not tag:slow"')
    parser.add_argument("--shard", metavar="I/N", help="share I of N, the same on every machine")
    parser.add_argument(
        "--durations",
        action="append",
        default=[],
        metavar="FILE",
        help="records of earlier runs by which --shard makes shares of one duration; may be repeated",
    )
    parser.add_argument("--rerun-failed", action="store_true", help="only what did not pass the last time")


def _add_running(parser: argparse.ArgumentParser) -> None:
    """How they are run."""
    parser.add_argument("-j", "--jobs", type=_workers, metavar="N", help="cases at a time (default: one for each core)")
    parser.add_argument("--watch", action="store_true", help="then run again what a change of files touches")
    parser.add_argument("--update", action="store_true", help="write the snapshots of the cases that run")
    parser.add_argument("--fail-fast", action="store_true", help="begin no further case once one did not pass")
    parser.add_argument("--keep", action="store_true", help="leave the nodes of cases up that did not pass (Docker)")
    parser.add_argument("--sandbox", choices=("auto", "docker", "namespace"), help="where the documents run")
    parser.add_argument(
        "--engine",
        action="append",
        default=[],
        type=_address,
        metavar="URL",
        help="a Docker engine, such as ssh://host; may be repeated, and the cases are spread over them",
    )
    parser.add_argument("--image", help="container image of the nodes (Docker sandbox)")


def _add_reports(parser: argparse.ArgumentParser) -> None:
    """What is written."""
    parser.add_argument(
        "--format",
        choices=("text", "concise", "json"),
        default="text",
        help="on standard output: every case, those that did not pass, or JSON (default: text)",
    )
    parser.add_argument(
        "--report",
        action="append",
        default=[],
        type=report_option,
        metavar="KIND[=FILE]",
        help="also junit=FILE, json=FILE, gitlab=FILE, markdown=FILE, or github; may be repeated",
    )
    parser.add_argument("--junit", metavar="FILE", help="the same as --report junit=FILE")
    add_coverage_arguments(parser)


def _address(text: str) -> str:
    """The address of an engine."""
    kind, _, rest = text.partition("://")
    if kind not in ("unix", "tcp", "ssh", "http", "https", "npipe") or not rest:
        raise argparse.ArgumentTypeError(
            f'"{text}" is no address of a Docker engine: expected one such as ssh://host or tcp://host:2376'
        )
    return text


def _workers(text: str) -> int:
    """A number of cases at a time."""
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f'"{text}" is no number from 1 to 1000')
    return int(text)
