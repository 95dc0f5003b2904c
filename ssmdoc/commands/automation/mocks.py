"""The files of `--mocks`."""

import sys
from collections.abc import Sequence

from ssmdoc.aws.call import DoorError
from ssmdoc.aws.mock_file import Loaded, load_mocks
from ssmdoc.aws.mocks import Mock
from ssmdoc.aws.setup import SetupCall
from ssmdoc.commands.run_inputs import InputError, read_file
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.report.lint_text import text as lint_text
from ssmdoc.report.terminal import wants_colour
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source


def read_mocks(paths: Sequence[str]) -> tuple[tuple[Mock, ...], tuple[SetupCall, ...]]:
    """The mocks of the files, those of the first file first, and the calls of their setup.

    Raises:
        InputError: a file cannot be read, or there is something wrong in it, which has been written to stderr.
    """
    mocks: list[Mock] = []
    setup: list[SetupCall] = []
    for path in paths:
        loaded = _load(path)
        mocks += loaded.mocks
        setup += loaded.setup
    return tuple(mocks), tuple(setup)


def _load(path: str) -> Loaded:
    text, problems = decode(read_file(path))
    source = Source(path, text)
    try:
        loaded = load_mocks(source, problems)
    except DoorError as error:
        raise InputError(str(error)) from error
    for line in lint_text(FileFindings(source, loaded.diagnostics), colour=wants_colour(sys.stderr)):
        print(line, file=sys.stderr)
    if loaded.failed:
        raise InputError(f"{path}: the mocks cannot be used")
    return loaded
