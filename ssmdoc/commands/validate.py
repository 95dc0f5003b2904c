"""`ssmdoc validate`: the structure of SSM documents alone, held against the JSON Schemas."""

import argparse

from ssmdoc.commands.check_files import Request, check_files
from ssmdoc.commands.lint import add_input_arguments


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc validate`."""
    add_input_arguments(parser)


def main(options: argparse.Namespace) -> int:
    """Hold the documents against the schemas; 0 they fit, 1 they do not, 2 wrong usage."""
    return check_files(
        Request(
            paths=options.paths,
            output_format=options.format,
            stdin_filename=options.stdin_filename,
            structure_only=True,
        )
    )
