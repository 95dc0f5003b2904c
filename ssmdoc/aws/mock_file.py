"""A mocks file, or the mocks in a spec, as text becomes mocks, or diagnostics that say what is wrong with it."""

from collections.abc import Iterable
from typing import NamedTuple

from ssmdoc.aws.file_values import find_api, get, number, text
from ssmdoc.aws.mock_parameters import read_parameters
from ssmdoc.aws.mocks import Mock, MockAnswer, MockError, Times
from ssmdoc.aws.models import Operation
from ssmdoc.aws.setup import SetupCall, read_setup
from ssmdoc.aws.typed import RULE, Problems, read_response
from ssmdoc.diagnostic import Diagnostic, Severity, from_problem
from ssmdoc.schema.check import check_schema
from ssmdoc.source.problem import Problem
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Node, Sequence

SCHEMA = "mocks"


class Loaded(NamedTuple):
    """What a file says, and what is to be said of it; mocks and setup are empty when a diagnostic is an error."""

    mocks: tuple[Mock, ...]
    setup: tuple[SetupCall, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error among the diagnostics."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def load_mocks(source: Source, decoding: Iterable[Problem] = ()) -> Loaded:
    """Read a mocks file, whatever the text holds.

    Raises:
        DoorError: botocore is not installed.
    """
    found = read(source)
    problems = (*decoding, *found.problems)
    if problems:
        return Loaded((), (), tuple(map(from_problem, problems)))
    return read_mocks(source, found.root) if found.root is not None else Loaded((), (), ())


def read_mocks(source: Source, root: Node) -> Loaded:
    """The mocks of a tree: a list of them, or a map with `mocks` and `setup`. `source` gives the lines."""
    diagnostics = tuple(map(_of_mocks, check_schema(SCHEMA, root)))
    if diagnostics:
        return Loaded((), (), diagnostics)
    problems = Problems()
    mocks = tuple(mock for item in _items(root, "mocks") if (mock := _mock(source, item, problems)))
    setup_items = _items(root, "setup") if isinstance(root, Mapping) else []
    setup = read_setup(source, setup_items, problems)
    loaded = Loaded(mocks, setup, tuple(sorted(problems.found, key=lambda found: found.span)))
    return loaded._replace(mocks=(), setup=()) if loaded.failed else loaded


def _of_mocks(found: Diagnostic) -> Diagnostic:
    """What is doubtful in a document is wrong here."""
    message = found.message.replace("the document must be", "the mocks must be", 1)
    return found._replace(rule=RULE, severity=Severity.ERROR, message=message)


def _items(root: Node, key: str) -> list[Mapping]:
    listed = get(root, key) if isinstance(root, Mapping) else root
    items = listed.items if isinstance(listed, Sequence) else []
    return [item for item in items if isinstance(item, Mapping)]


def _mock(source: Source, node: Mapping, problems: Problems) -> Mock | None:
    operation = find_api(node, problems)
    if operation is None:
        return None
    parameters = get(node, "parameters")
    answers = get(node, "answers")
    parts = [part for part in answers.items if isinstance(part, Mapping)] if isinstance(answers, Sequence) else [node]
    given = parameters if isinstance(parameters, Mapping) else Mapping(node.start, node.start, [])
    return Mock(
        service=operation.service,
        operation=operation.name,
        parameters=read_parameters(operation, given, problems),
        region=text(get(node, "region")) or None,
        answers=tuple(_answer(operation, part, problems) for part in parts),
        repeats=text(get(node, "exhausted")) != "error",
        times=_times(get(node, "times"), problems),
        line=source.position(node.start)[0],
    )


def _answer(operation: Operation, node: Mapping, problems: Problems) -> MockAnswer:
    latency = number(get(node, "latency"))
    error, response = get(node, "error"), get(node, "response")
    if isinstance(error, Mapping):
        status = number(get(error, "status"))
        code, message = text(get(error, "code")), text(get(error, "message"))
        return MockAnswer(MockError(code, message, int(status or 400)), latency or 0.0)
    if not isinstance(response, Mapping):
        return MockAnswer({}, latency or 0.0)
    where = f"the response of {operation.service} {operation.name}"
    return MockAnswer(read_response(response, operation.output, where, problems), latency or 0.0)


def _times(node: Node | None, problems: Problems) -> Times | None:
    if node is None:
        return None
    if not isinstance(node, Mapping):
        exact = int(number(node) or 0)
        return Times(exact, exact)
    least, most = number(get(node, "min")), number(get(node, "max"))
    if least is not None and most is not None and least > most:
        problems.error(node.span, f'"min" of "times" is {least:g}, more than "max", which is {most:g}')
    return Times(int(least or 0), None if most is None else int(most))
