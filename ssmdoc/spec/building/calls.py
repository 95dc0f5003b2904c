"""Calls of AWS in a spec: mocks, the setup of moto, what is expected of calls and what disturbs them."""

from functools import partial

from ssmdoc.analysis.discover import PathError, read_named
from ssmdoc.aws.call import DoorError
from ssmdoc.aws.mocks import Mock, MockError, Times
from ssmdoc.aws.setup import SetupCall
from ssmdoc.diagnostic import Severity
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.written import Levels, get, integer, items, text
from ssmdoc.spec.expected.values import CallExpectation
from ssmdoc.spec.values import CallDisturbance

THROTTLED = MockError("ThrottlingException", "Rate exceeded")
Answers = tuple[tuple[Mock, ...], tuple[SetupCall, ...]]


def read_answers(levels: Levels, context: Context) -> Answers:
    """The mocks of a case, and the calls that fill moto before it; those of mocks files come before `aws_setup`."""
    mocks: list[Mock] = []
    setup: list[SetupCall] = []
    for node in levels.both("mocks"):
        for item in items(node):
            found = context.once("mocks", item, partial(_answers, item, context))
            mocks += found[0]
            setup += found[1]
    for node in reversed(levels.both("aws_setup")):
        if isinstance(node, Sequence):
            setup += context.once("setup", node, partial(_setup, node, context))[1]
    behind = text(levels.first("aws")) or "none"
    place = levels.first("aws_setup") or levels.first("mocks")
    if setup and behind == "none" and place is not None:
        context.mistake(place.span, 'calls that fill AWS need "aws: moto" or "aws: URL"; without it nobody takes them')
    return tuple(mocks), tuple(setup)


def _answers(node: Node, context: Context) -> Answers:
    if isinstance(node, Mapping):
        return _loaded(Sequence(node.start, node.end, [node]), context)
    from ssmdoc.aws.mock_file import load_mocks

    path = str(context.folder / (text(node) or ""))
    try:
        written, problems = decode(read_named(path))
        source = Source(path, written)
        loaded = load_mocks(source, problems)
    except (PathError, DoorError) as error:
        context.mistake(node.span, str(error))
        return (), ()
    for found in loaded.diagnostics:
        if found.severity is Severity.ERROR:
            line, column = source.position(found.span.start)
            context.mistake(node.span, f"{path}:{line}:{column}: {found.message}")
    return loaded.mocks, loaded.setup


def _setup(node: Sequence, context: Context) -> Answers:
    key = Scalar(node.start, node.start, "setup", Style.PLAIN)
    return _loaded(Mapping(node.start, node.end, [Entry(key, node)]), context)


def _loaded(root: Node, context: Context) -> Answers:
    from ssmdoc.aws.mock_file import read_mocks

    try:
        loaded = read_mocks(context.source, root)
    except DoorError as error:
        context.mistake(root.span, str(error))
        return (), ()
    for found in loaded.diagnostics:
        if found.severity is Severity.ERROR:
            context.mistake(found.span, found.message, found.labels)
    return loaded.mocks, loaded.setup


def read_call(node: Node, context: Context) -> CallExpectation | None:
    """A call that is expected."""
    from ssmdoc.aws.file_values import find_api
    from ssmdoc.aws.mock_parameters import read_parameters
    from ssmdoc.aws.typed import Problems

    if not isinstance(node, Mapping):
        return None
    problems = Problems()
    try:
        operation = find_api(node, problems)
        given = get(node, "parameters")
        empty = Mapping(node.start, node.start, [])
        written = given if isinstance(given, Mapping) else empty
        parameters = read_parameters(operation, written, problems) if operation else None
    except DoorError as error:
        context.mistake(node.span, str(error))
        return None
    for found in problems.found:
        if found.severity is Severity.ERROR:
            context.mistake(found.span, found.message)
    if operation is None or parameters is None:
        return None
    return CallExpectation(operation.service, operation.name, parameters, _times(get(node, "count"), context))


def _times(node: Node | None, context: Context) -> Times:
    if node is None:
        return Times(1)
    exact = integer(node)
    if exact is not None:
        return Times(exact, exact)
    least, most = integer(get(node, "min")) or 0, integer(get(node, "max"))
    if most is not None and least > most:
        context.mistake(node.span, f'"min" of "count" is {least}, more than "max", which is {most}')
    return Times(least, most)


def read_call_disturbance(node: Mapping, context: Context) -> CallDisturbance | None:
    """What calls of an API answer in the place of their answers."""
    call = read_call(Mapping(node.start, node.end, [entry for entry in node.entries if _names_api(entry.key)]), context)
    if call is None:
        return None
    error, numbers = get(node, "error"), get(node, "calls")
    answer = THROTTLED
    if isinstance(error, Mapping):
        status = integer(get(error, "status")) or 400
        answer = MockError(text(get(error, "code")) or "", text(get(error, "message")) or "", status)
    elif error is not None:
        answer = MockError(text(error) or "", "disturbed by the spec")
    which = tuple(found for item in items(numbers) if (found := integer(item)) is not None)
    return CallDisturbance(call.service, call.operation, answer, which if numbers is not None else (1,))


def _names_api(key: Node) -> bool:
    return text(key) in ("service", "api")
