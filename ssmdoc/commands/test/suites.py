"""The specs that the user means, read with their documents."""

from collections.abc import Sequence
from pathlib import Path

from ssmdoc.analysis.discover import PathError
from ssmdoc.report.lint_concise import headline
from ssmdoc.report.visible import visible
from ssmdoc.spec.discover import discover
from ssmdoc.spec.read import Suite, read_suite


class SpecError(Exception):
    """The specs cannot be run as they are; the text says where and why."""


def read_suites(paths: Sequence[Path]) -> list[Suite]:
    """All specs under the paths, with their documents.

    Raises:
        SpecError: a path or a document cannot be read, there is no spec, or one has mistakes.
    """
    try:
        files = discover(paths)
    except FileNotFoundError as error:
        raise SpecError(f"{error}: no such file or folder") from error
    if not files:
        raise SpecError(f"no specs (*.ssmtest.yaml) in {', '.join(map(str, paths))}")
    suites, mistakes = [], []
    for path in files:
        try:
            source, suite, diagnostics = read_suite(path)
        except PathError as error:
            mistakes.append(str(error))
            continue
        mistakes += [headline(source, found) for found in diagnostics]
        suites += [suite] if suite is not None else []
    if mistakes:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        raise SpecError("\n".join([*map(visible, mistakes), f"{count} in the specs, nothing was run"]))
    return suites
