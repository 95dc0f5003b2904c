"""What a spec says under `expect`."""

from pathlib import Path

from ssmdoc.aws.matchers import Matcher
from ssmdoc.diagnostic import Label
from ssmdoc.source.tree import Mapping, Node, Scalar
from ssmdoc.spec.building.calls import read_call
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.matchers import read_text, read_value
from ssmdoc.spec.building.node import read_node, read_unchanged
from ssmdoc.spec.building.written import flag, get, integer, items, named, number, text
from ssmdoc.spec.expected.values import Bounds, Expectation, RefusalExpectation, Snapshot, StepExpectation

OF_A_NODE = ("files", "processes", "ports", "commands")


def read_expectation(node: Node | None, context: Context) -> Expectation:
    """What must come out of a case; without a node it must succeed."""
    if not isinstance(node, Mapping):
        return Expectation()
    refused = get(node, "refused")
    if refused is not None:
        _look_for_contradictions(node, context)
    path = get(node, "path")
    nodes = {key.text: read_node(value, context) for key, value in named(get(node, "nodes"))}
    return Expectation(
        status=None if refused else text(get(node, "status")) or "Success",
        error=read_text(get(node, "error"), context),
        steps=tuple(_step(key, value, context) for key, value in named(get(node, "steps"))),
        refused=_refusal(refused, context) if refused else None,
        failure=read_text(get(node, "failure"), context),
        path=read_value(path, context) if path is not None else None,
        outputs=_values(get(node, "outputs"), context),
        variables=_values(get(node, "variables"), context),
        calls=tuple(call for item in items(get(node, "calls")) if (call := read_call(item, context))),
        no_other_calls=flag(get(node, "no_other_calls")) or False,
        node=read_node(node, context) if any(get(node, key) for key in OF_A_NODE) else None,
        nodes=nodes,
        unchanged=read_unchanged(get(node, "idempotent"), node),
        snapshot=Snapshot(snapshot_path(context.source.path)) if flag(get(node, "snapshot")) else None,
        written=node,
    )


def snapshot_path(spec: str) -> Path:
    """Where the snapshots of a spec are: `x.ssmtest.yaml` has `x.ssmtest.snap`."""
    return Path(spec).with_suffix(".snap")


def _look_for_contradictions(expect: Mapping, context: Context) -> None:
    refused = next(key for key, _ in named(expect) if key.text == "refused")
    for key, _ in named(expect):
        if key.text != "refused":
            message = f'"{key.text}" cannot be expected of a document that is refused: nothing runs'
            context.mistake(key.span, message, (Label(refused.span, "expected here"),))


def _step(name: Scalar, node: Node, context: Context) -> StepExpectation:
    if not isinstance(node, Mapping):
        return StepExpectation(name.text, name.span, status=text(node))
    attempts = get(node, "attempts")
    return StepExpectation(
        name=name.text,
        span=name.span,
        status=text(get(node, "status")),
        code=integer(get(node, "code")),
        stdout=read_text(get(node, "stdout"), context),
        stderr=read_text(get(node, "stderr"), context),
        output=read_text(get(node, "output"), context),
        attempts=read_value(attempts, context) if attempts is not None else None,
        duration=_duration(get(node, "duration"), context),
        outputs=_values(get(node, "outputs"), context),
        failure=read_text(get(node, "failure"), context),
    )


def _duration(node: Node | None, context: Context) -> Bounds | None:
    if node is None:
        return None
    if (seconds := number(node)) is not None:
        return Bounds(seconds, int(seconds) + 1)
    least, most = number(get(node, "min")) or 0.0, number(get(node, "max"))
    if most is not None and least > most:
        context.mistake(node.span, f'"min" of "duration" is {least:g}, more than "max", which is {most:g}')
    return Bounds(least, most)


def _values(node: Node | None, context: Context) -> tuple[tuple[str, Matcher], ...]:
    return tuple((key.text, read_value(value, context)) for key, value in named(node))


def _refusal(node: Node, context: Context) -> RefusalExpectation:
    if isinstance(node, Mapping):
        return RefusalExpectation(text(get(node, "code")), read_text(get(node, "message"), context))
    return RefusalExpectation(text(node))
