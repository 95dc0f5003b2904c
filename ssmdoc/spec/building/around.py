"""What a case finds around the document: parameters, documents, files, decisions, limits."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ssmdoc.analysis.discover import PathError, read_named
from ssmdoc.automation.decision_words import DecisionError, read_decision
from ssmdoc.automation.decisions import Decision, DeclaredDecisions
from ssmdoc.plan.parameter_store import ParameterStore, StoredParameter
from ssmdoc.running.fleet.file import Loaded, load_fleet, read_fleet
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.sandbox.sizes import parse_size
from ssmdoc.source import tree
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.node import octal
from ssmdoc.spec.building.written import Levels, get, integer, items, named, text
from ssmdoc.spec.values import Located, PutFile

_SIZES = {"memory": "memory_bytes", "disk": "disk_bytes", "output": "output_bytes"}


def folders(levels: Levels, key: str, folder: Path) -> Iterator[Located]:
    """A folder or a list of them; those of the case come first."""
    for node in levels.both(key):
        yield from (Located(folder / (text(item) or ""), item.span) for item in items(node))


def sources(levels: Levels, folder: Path) -> Iterator[tuple[str, Located]]:
    """Addresses, and the paths that stand for them; those of the case come first."""
    for node in levels.both("sources"):
        for address, path in named(node):
            yield address.text, Located(folder / (text(path) or ""), path.span)


def store(levels: Levels) -> ParameterStore:
    """Parameter Store; the parameters of the case count more."""
    found = [named(node) for node in reversed(levels.both("ssm_parameters"))]
    return {name.text: _stored(value) for level in found for name, value in level}


def _stored(node: tree.Node) -> StoredParameter:
    """A parameter of Parameter Store, which holds nothing but texts: what is written counts."""
    if not isinstance(node, tree.Mapping):
        return StoredParameter(text(node) or "")
    version = integer(get(node, "version"))
    return StoredParameter(
        text(get(node, "value")) or "", text(get(node, "type")) or "String", 1 if version is None else version
    )


def environment(levels: Levels) -> Mapping[str, str]:
    """Variables for scripts, as they are written; those of the case count more."""
    found = [named(node) for node in reversed(levels.both("environment"))]
    return {name.text: text(value) or "" for level in found for name, value in level}


def put_files(levels: Levels, folder: Path) -> tuple[PutFile, ...]:
    """Files for the node; those of the case count more."""
    found = [named(node) for node in reversed(levels.both("files"))]
    files = {path.text: _file(path.text, value, folder) for level in found for path, value in level}
    return tuple(files.values())


def _file(path: str, node: tree.Node, folder: Path) -> PutFile:
    if not isinstance(node, tree.Mapping):
        return PutFile(path, (text(node) or "").encode(errors="replace"))
    file = get(node, "file")
    content = (text(get(node, "content")) or "").encode(errors="replace")
    mode = octal(get(node, "mode"))
    return PutFile(
        path,
        content if file is None else Located(folder / (text(file) or ""), file.span),
        0o644 if mode is None else mode,
        text(get(node, "owner")) or "",
    )


def script(levels: Levels, key: str, folder: Path) -> str | Located | None:
    """A script for the node; that of the case takes the place of that of the spec."""
    node = levels.first(key)
    file = get(node, "file")
    return text(node) if file is None else Located(folder / (text(file) or ""), file.span)


def limits(levels: Levels, context: Context) -> Mapping[str, int]:
    """Bounds of the node, by the names of `Limits`."""
    found: dict[str, int] = {}
    for node in reversed(levels.both("limits")):
        for key, value in named(node):
            number = integer(value)
            size = number if number is not None else parse_size(text(value) or "")
            if size is None:
                context.mistake(value.span, f'"{text(value)}" is no size such as "512 MiB"')
            else:
                found[_SIZES.get(key.text, key.text)] = size
    return found


def decisions(levels: Levels, context: Context) -> DeclaredDecisions:
    """Decisions by step, and those for all steps; those of the case count more."""
    by_step: dict[str, Decision] = {}
    otherwise: list[Decision] = []
    for node in levels.both("decisions"):
        if isinstance(node, tree.Scalar):
            otherwise += _decision(node, context)
        for name, value in named(node):
            for decision in _decision(value, context):
                by_step.setdefault(name.text, decision)
    return DeclaredDecisions(by_step, tuple(otherwise))


def _decision(node: tree.Node, context: Context) -> list[Decision]:
    try:
        return [read_decision(text(node) or "")]
    except DecisionError as error:
        context.mistake(node.span, str(error))
        return []


def fleet(levels: Levels, context: Context) -> tuple[FleetNode, ...] | None:
    """The managed nodes there are; None when the spec does not say."""
    node = levels.first("fleet")
    if node is None:
        return None
    if isinstance(node, tree.Sequence):
        loaded = context.once("fleet", node, lambda: read_fleet(node))
        for found in loaded.diagnostics:
            context.mistake(found.span, found.message, found.labels)
        return loaded.fleet.nodes if loaded.fleet else ()
    return context.once("fleet", node, lambda: _fleet_of_file(node, context))


def _fleet_of_file(node: tree.Node, context: Context) -> tuple[FleetNode, ...]:
    path = str(context.folder / (text(node) or ""))
    try:
        written, problems = decode(read_named(path))
    except PathError as error:
        context.mistake(node.span, str(error))
        return ()
    source = Source(path, written)
    loaded: Loaded = load_fleet(source, problems)
    for found in loaded.diagnostics:
        line, column = source.position(found.span.start)
        context.mistake(node.span, f"{path}:{line}:{column}: {found.message}")
    return loaded.fleet.nodes if loaded.fleet else ()
