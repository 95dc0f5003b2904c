"""From the tree of a spec to its values; the tree has passed `schemas/ssmtest.json`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from ssmdoc.diagnostic import Diagnostic, Label, Severity
from ssmdoc.plan.parameter_store import ParameterStore, StoredParameter
from ssmdoc.source import tree
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value
from ssmdoc.spec.values import (
    Case,
    Expectation,
    Located,
    RefusalExpectation,
    SandboxName,
    Spec,
    StepExpectation,
    TextExpectation,
)


def build_spec(source: Source, root: tree.Mapping) -> Spec:
    """The values of a spec whose tree has the right shape."""
    cases = cast("tree.Sequence", root.get("cases"))
    document = cast("tree.Scalar", root.get("document"))
    return Spec(
        source=source,
        document=Path(source.path).parent / document.text,
        document_span=document.span,
        cases=tuple(_case(cast("tree.Mapping", item), root, Path(source.path).parent) for item in cases.items),
    )


def meaning_problems(root: tree.Mapping) -> Iterator[Diagnostic]:
    """What a JSON Schema cannot say: names given twice, expressions that do not compile, expectations at odds."""
    seen: dict[str, tree.Scalar] = {}
    for item in cast("tree.Sequence", root.get("cases")).items:
        case = cast("tree.Mapping", item)
        name = cast("tree.Scalar", case.get("name"))
        if name.text in seen:
            labels = (Label(seen[name.text].span, "first used here"),)
            yield _error(f'case name "{name.text}" is used twice', name, labels)
        seen.setdefault(name.text, name)
        if isinstance(expect := case.get("expect"), tree.Mapping):
            yield from _contradictions(expect)
            yield from _bad_expressions(expect)


def _contradictions(expect: tree.Mapping) -> Iterator[Diagnostic]:
    refused = expect.entry("refused")
    if refused is None:
        return
    for key, _ in expect.named():
        if key.text != "refused":
            message = f'"{key.text}" cannot be expected of a document that is refused: nothing runs'
            yield _error(message, key, (Label(refused.key.span, "expected here"),))


def _bad_expressions(node: tree.Mapping) -> Iterator[Diagnostic]:
    for key, value in node.named():
        if isinstance(value, tree.Mapping):
            yield from _bad_expressions(value)
        elif key.text == "matches" and isinstance(value, tree.Scalar):
            try:
                re.compile(value.text)
            except re.error as error:
                yield _error(f"not a regular expression: {error}", value)


def _error(message: str, node: tree.Node, labels: tuple[Label, ...] = ()) -> Diagnostic:
    return Diagnostic("spec", Severity.ERROR, message, node.span, labels)


def _case(case: tree.Mapping, spec: tree.Mapping, folder: Path) -> Case:
    name = cast("tree.Scalar", case.get("name"))
    expect = case.get("expect")
    return Case(
        name=name.text,
        span=name.span,
        parameters={**_parameters(spec), **_parameters(case)},
        image=_text(case, "image") or _text(spec, "image"),
        sandbox=cast("SandboxName | None", _text(case, "sandbox") or _text(spec, "sandbox")),
        library=(*_folders(case, "library", folder), *_folders(spec, "library", folder)),
        sources=(*_sources(case, folder), *_sources(spec, folder)),
        packages=(*_folders(case, "packages", folder), *_folders(spec, "packages", folder)),
        ssm_parameters={**_store(spec), **_store(case)},
        expect=_expectation(expect) if isinstance(expect, tree.Mapping) else Expectation(),
    )


def _folders(node: tree.Mapping, key: str, folder: Path) -> Iterator[Located]:
    match node.get(key):
        case tree.Scalar() as path:
            yield Located(folder / path.text, path.span)
        case tree.Sequence(items=paths):
            yield from (Located(folder / cast("tree.Scalar", path).text, path.span) for path in paths)


def _sources(node: tree.Mapping, folder: Path) -> Iterator[tuple[str, Located]]:
    sources = node.get("sources")
    for address, path in sources.named() if isinstance(sources, tree.Mapping) else ():
        yield address.text, Located(folder / cast("tree.Scalar", path).text, path.span)


def _parameters(node: tree.Mapping) -> Mapping[str, JsonValue]:
    parameters = node.get("parameters")
    return (
        {name.text: to_value(value) for name, value in parameters.named()}
        if isinstance(parameters, tree.Mapping)
        else {}
    )


def _store(node: tree.Mapping) -> ParameterStore:
    store = node.get("ssm_parameters")
    return {name.text: _stored(value) for name, value in store.named()} if isinstance(store, tree.Mapping) else {}


def _stored(node: tree.Node) -> StoredParameter:
    """A parameter of Parameter Store, which holds nothing but texts: what is written counts."""
    if not isinstance(node, tree.Mapping):
        return StoredParameter(cast("tree.Scalar", node).text)
    return StoredParameter(
        value=_text(node, "value") or "",
        type=_text(node, "type") or "String",
        version=cast("int", to_value(version)) if (version := node.get("version")) else 1,
    )


def _expectation(node: tree.Mapping) -> Expectation:
    refused = node.get("refused")
    steps = node.get("steps")
    return Expectation(
        status=None if refused else _text(node, "status") or "Success",
        error=_matcher(node.get("error")),
        steps=tuple(_step(*entry) for entry in steps.named()) if isinstance(steps, tree.Mapping) else (),
        refused=_refusal(refused) if refused else None,
    )


def _step(name: tree.Scalar, node: tree.Node) -> StepExpectation:
    if not isinstance(node, tree.Mapping):
        return StepExpectation(name.text, name.span, status=cast("tree.Scalar", node).text)
    code = node.get("code")
    return StepExpectation(
        name=name.text,
        span=name.span,
        status=_text(node, "status"),
        code=cast("int", to_value(code)) if code else None,
        stdout=_matcher(node.get("stdout")),
        stderr=_matcher(node.get("stderr")),
        output=_matcher(node.get("output")),
    )


def _refusal(node: tree.Node) -> RefusalExpectation:
    if isinstance(node, tree.Mapping):
        return RefusalExpectation(_text(node, "code"), _matcher(node.get("message")))
    return RefusalExpectation(cast("tree.Scalar", node).text)


def _matcher(node: tree.Node | None) -> TextExpectation | None:
    match node:
        case tree.Scalar():
            return TextExpectation(same=node.text)
        case tree.Mapping():
            return TextExpectation(
                equals=_text(node, "equals"),
                contains=_texts(node.get("contains")),
                matches=_text(node, "matches"),
            )
        case _:
            return None


def _texts(node: tree.Node | None) -> tuple[str, ...]:
    match node:
        case tree.Scalar():
            return (node.text,)
        case tree.Sequence():
            return tuple(cast("tree.Scalar", item).text for item in node.items)
        case _:
            return ()


def _text(node: tree.Mapping, key: str) -> str | None:
    value = node.get(key)
    return value.text if isinstance(value, tree.Scalar) else None
