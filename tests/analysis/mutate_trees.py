"""Documents whose parts have other shapes than they should: whatever stands wherever, checking gives findings.

`python -m tests.analysis.mutate_trees --count 100000 --seed 1` runs by hand what the test runs with fewer documents.
A document is mutated as a plain value and written as JSON or YAML; `Raw` is a piece of YAML that no value gives.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from ssmdoc.model.kind import Kind, document_kind
from ssmdoc.schema.check import SCHEMAS
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value
from tests.source.mutate import check_analysis

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lint"


class Raw(str):
    """Text that goes into the document as it is."""

    __slots__ = ()


TEXTS = [
    "", " ", "\n", "\t", "0", "-1", "true", "null", "~", "<<", "*", "$", "$.", "$[", "a" * 10_000, "é\u0301",
    "\x85\u2028", "\u202e\u200b\ufeff", "\U0001f600", "a\r\nb", "\x1b[31m", "]]>&<", "{{", "}}", "{{ x }}", "{{x.y}}",
    "{{ a.b.c }}", "{{ variable:v }}", "{{ global:DATE }}", "{{ automation:EXECUTION_ID }}", "{{ ssm:/a }}",
    "{{ ssm-secure:a }}", "<< x >>", "{{ x", "{{{{ x }}}}", "{{ " + "a." * 500 + "b }}", "step:", "step:a", "Abort",
    "aws:branch", "aws:loop", "aws:runShellScript", "aws:executeScript", "PT", "P1D", "PT99999999999999999999H",
    "2020-01-01T00:00:00Z", "9" * 400, "1e999", "arn:aws:iam::x", "arn:", "(", "[a", "a{2,1}", "(?<n>x)\\k<n>",
    "(a+)+$", "((((a", "^$", "\\", "[[:alpha:]]", "x" * 70, "StringEquals", "platformType", "linux", "python3.8",
    "String", "StringList", "List<AWS::EC2::Instance::Id>", "AWS::", "List<", "Integer", "Boolean", "StringMap",
    "MapList", "aws:ec2:image",
]  # fmt: skip
SHAPES: list[JsonValue] = [
    None, True, False, 0, -1, 3.5, 10**30, -(10**400), 2**63, [], {}, [[]], [{}], [None], {"": None}, {"": {"": []}},
    ["a", "a"], [1, True, None, 2.5], {"a": 1}, {"0": 0, "-1": [], "00": ""}, [[["a"]]], {"{{ x }}": "{{ x }}"},
    {"a\nb": {"\u2028": "\x7f"}}, [{"name": "a", "action": "aws:branch"}], {"And": [{"Or": {"Not": []}}]},
    {"Variable": [], "StringEquals": {}, "NextStep": {}},
    {"type": [], "default": {}, "allowedValues": 1, "allowedPattern": [], "minChars": "x", "maxItems": -1},
]  # fmt: skip
RAWS = list(map(Raw, (
    ".nan", "-.inf", "1e999", "2020-01-01", "12:30:45", "0o17", "0x_", "1_000", "!!binary aGk=", "!!binary '%'",
    "!!int x", "!!set {a, b}", "!!float .", "!!null x", "!!bool x", "!Ref x", "!!str {}", "!!map []", "!!seq {}",
    "!!omap [a: 1]", "!<tag:x> y", "*a", "&a [*a]", "&b {c: *b}", "&a x", "{? [a, b] : c}", "{? {a: b} : c}",
    "{&k key: *k}", "{<<: 1}", "{<<: [1, {a: b}]}", "{<<: {<<: {name: x}}}", "{<<: null, <<: []}", "{{ x }}",
    "{{ x }}: y", "[{{ x }}]", "{a, b: }", "{: x}", "{'': x, '': y}", "? a", "!!null ''", "\"\\uD800\"",
    "'\u2028\x85'", "yes", "NO", "{name: a, name: b}",
    "{name: {}, action: [], inputs: x, nextStep: 1, isEnd: [], onFailure: {}, outputs: {}}",
    "{Steps: [&s {action: aws:loop}]}",
)))  # fmt: skip
STYLES = ("json", "flow", "block", "crlf", "bom", "tabs")


@cache
def documents(kind: Kind) -> tuple[JsonValue, ...]:
    """The good and the wrong documents of a kind that are short, as values."""
    found: list[JsonValue] = []
    for path in sorted((*FIXTURES.glob("ok/*.*"), *FIXTURES.glob("err/*.*"))):
        if path.suffix in (".json", ".yaml") and path.stat().st_size < 2_500:
            root = read(Source(path.name, path.read_bytes().decode(errors="replace"))).root
            if root is not None and document_kind(root) is kind:
                found.append(to_value(root))
    return tuple(found)


def mutated(random: Random, value: JsonValue) -> JsonValue:
    """The value with one to three of its parts, or of their keys, replaced."""
    for _ in range(random.choice((1, 1, 2, 3))):
        value = _changed(random, value, [*_paths(value)])
    return value


def _paths(value: JsonValue, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _paths(item, (*path, index))


def _changed(random: Random, value: JsonValue, paths: list[tuple[str | int, ...]]) -> JsonValue:
    path, other = random.choice(paths), random.choice(paths)
    match random.randrange(8):
        case 0 | 1:
            return _with(value, path, random.choice(SHAPES))
        case 2 | 3:
            return _with(value, path, random.choice(TEXTS))
        case 4:
            return _with(value, path, random.choice(RAWS))
        case 5:
            return _with(value, path, _at(value, other))
        case 6:
            return _with(value, path, [_at(value, path)] if random.random() < 0.5 else {"x": _at(value, path)})
        case _:
            return _renamed(value, path, random.choice([*TEXTS, *(str(step) for step in other[-1:])]))


def _at(value: JsonValue, path: tuple[str | int, ...]) -> JsonValue:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def _with(value: JsonValue, path: tuple[str | int, ...], new: JsonValue) -> JsonValue:
    if not path:
        return new
    step, *rest = path
    if isinstance(value, dict):
        return {key: _with(item, tuple(rest), new) if key == step else item for key, item in value.items()}
    if isinstance(value, list):
        return [_with(item, tuple(rest), new) if index == step else item for index, item in enumerate(value)]
    return value


def _renamed(value: JsonValue, path: tuple[str | int, ...], name: str) -> JsonValue:
    if not path:
        return value
    around = _at(value, path[:-1])
    if not isinstance(around, dict):
        return value
    return _with(value, path[:-1], {name if key == path[-1] else key: item for key, item in around.items()})


def written(value: JsonValue, style: str) -> tuple[str, bytes]:
    """A path and the bytes of a document."""
    if style == "json":
        return "a.json", _flow(value).encode(errors="surrogatepass")
    if style == "flow" or not isinstance(value, dict) or not value:
        return "a.yaml", ("--- " + _flow(value)).encode()
    lines = [f"{_flow(key)}: {_flow(item)}" for key, item in value.items()]
    text = {"crlf": "\r\n", "tabs": "\t\n"}.get(style, "\n").join(lines)
    return "-", (("\ufeff" if style == "bom" else "") + text).encode()


def _flow(value: JsonValue) -> str:
    if isinstance(value, Raw):
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**100:
        return "9" * 400
    return json.dumps(value, ensure_ascii=len(str(value)) % 2 == 0)


def failures(kind: Kind, count: int, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """Path, bytes and traceback of each of `count` mutated documents that the checks fail on."""
    random = Random(f"{kind} {seed}")
    for _ in range(count):
        path, data = written(mutated(random, random.choice(documents(kind))), random.choice(STYLES))
        try:
            check_analysis(path, data)
        except Exception:
            yield path, data, traceback.format_exc()


def main() -> int:
    """Print what fails; 1 if something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    failed = 0
    for kind in SCHEMAS:
        for path, data, trace in failures(kind, arguments.count, arguments.seed):
            failed += 1
            print(f"{path}: {data!r}\n{trace}")
    print(f"{arguments.count:,} documents of each kind, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
