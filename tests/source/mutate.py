"""Documents broken at random: whatever bytes come in, reading and checking them gives findings, never an exception.

`python -m tests.source.mutate --count 100000 --seed 1` runs by hand what the test runs with fewer documents.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Iterator
from random import Random

from ssmdoc.analysis import examine
from ssmdoc.source.character_map import character_map
from ssmdoc.source.decode import decode
from ssmdoc.source.problem import Problem
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import to_value
from tests.source.trees import misplaced, scalars

DOCUMENTS = [
    b"""schemaVersion: "2.2"
description: greets
parameters:
  Name: {type: String, default: "world"}
mainSteps:
- action: aws:runShellScript
  name: greet
  inputs:
    runCommand:
    - echo "hello {{ Name }}"
    - 'it''s done'
""",
    b"""a: &base
  text: |-
    #!/bin/sh
    if true; then
      echo "x"
    fi
  folded: >+
    one
    two

b:
  <<: *base
  c: !Sub "${x}\\n\\u00e9"
  ? {d: [1, 0x1f, ~, yes]}
  : {{ e }}
""",
    b"""schemaVersion: '2.2'
parameters:
  Names: {type: StringList, default: [a, b], allowedPattern: "^[a-z]{1,9}$"}
  Mode: {type: String, default: Install, allowedValues: [Install, Remove], interpolationType: ENV_VAR}
  Count: {type: Integer, default: 3}
  Map: {type: StringMap, default: {a: b}}
mainSteps:
- name: first
  action: aws:runShellScript
  precondition: {StringEquals: [platformType, Linux]}
  inputs: &inputs
    timeoutSeconds: "600"
    runCommand: &lines
    - echo "{{ Names }} {{ Count }} << Mode >> {{ ssm:/a/b:1 }} {{ first.Output }}"
    - echo '{{ Names | join }} {{ params.Count }} { {Count} }'
- name: second
  action: aws:runPowerShellScript
  inputs: {<<: *inputs, runCommand: *lines}
- {name: third, action: aws:downloadContent, inputs: {sourceType: S3, sourceInfo: {path: "{{ Map }}"}}}
""",
    b"""{"schemaVersion": "1.2", "runtimeConfig": {"aws:runShellScript": {"properties": [
 {"id": "0.aws:runShellScript", "runCommand": ["{{ commands }}", "a\\tb\\ud83d\\ude0a"], "timeoutSeconds": 3600}]}}}
""",
    "%YAML 1.1\n---\n- 'é': \"x\\\n   y\"\n  z: plain\n    text # why\n- [a, {b: c}, ]\n...\n".encode(),
    b"\xff\xfe" + "k: [1]\r\nl: |\r\n  m\r\n".encode("utf-16-le"),
    b"\xef\xbb\xbfa:\n\n- b:\n  -\n",
]
PIECES = [
    b"\t", b"\n", b"\r", b" ", b"  ", b"\n  ", b"\n- ", b": ", b":", b"- ", b"-", b"? ", b"{", b"}", b"[", b"]", b",",
    b"{{ x }}", b"<< y >>", b"<<: *base", b"*", b"&a ", b"*a", b"!t ", b"!!int ", b"|", b">-", b"|2", b"'", b'"', b"\\",
    b"\\u", b"\\ud83d", b"#", b" #", b"%", b"@", b"`", b"---\n", b"...\n", b"\0", b"\x07", b"\x7f", b"\xff", b"\xc3",
    b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x98\x8a", b"//",
    b"1e999", b"0x", b".inf",
]  # fmt: skip
PATHS = ("-", "a.yaml", "a.json")


def mutated(random: Random, documents: list[bytes]) -> bytes:
    """One of the documents with one to four random changes."""
    data = random.choice(documents)
    for _ in range(random.randint(1, 4)):
        data = _changed(random, data, documents)
    return data


def _changed(random: Random, data: bytes, documents: list[bytes]) -> bytes:
    start = random.randrange(len(data) + 1)
    end = min(len(data), start + random.choice((1, 1, 2, 5, 20)))
    match random.randrange(7):
        case 0:  # flip a bit
            return (
                data[:start]
                + bytes(byte ^ (1 << random.randrange(8)) for byte in data[start : start + 1])
                + data[start + 1 :]
            )
        case 1:  # delete
            return data[:start] + data[end:]
        case 2:  # insert
            return data[:start] + random.choice(PIECES) + data[start:]
        case 3:  # replace
            return data[:start] + random.choice(PIECES) + data[end:]
        case 4:  # duplicate
            return data[:end] + data[start:end] * random.randint(1, 3) + data[end:]
        case 5:  # splice in a part of another document
            other = random.choice(documents)
            cut = random.randrange(len(other))
            return data[:start] + other[cut : cut + random.choice((3, 30, 300))] + data[end:]
        case _:  # truncate
            return data[:start] if random.random() < 0.5 else data[start:]


def _decoded(path: str, data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    text, problems = decode(data)
    return Source(path, text), problems


def check_source(path: str, data: bytes) -> None:
    """Raises where the source layer fails on these bytes."""
    source, problems = _decoded(path, data)
    result = read(source)
    if result.root is not None:
        json.dumps(to_value(result.root), ensure_ascii=False, allow_nan=False).encode()
        if wrong := misplaced(source, result.root):
            raise AssertionError(wrong)
        for scalar in scalars(result.root):
            places = character_map(source, scalar)
            if not scalar.start <= places.offset(0) <= places.offset(len(scalar.text)) <= len(source.text):
                raise AssertionError(f"{scalar} is mapped to {places.span(0, len(scalar.text))}")
    for problem in (*problems, *result.problems):
        if not 0 <= problem.span.start <= problem.span.end <= len(source.text):
            raise AssertionError(f"{problem} is not inside {len(source.text)} characters")
        source.position(problem.span.start)


def check_analysis(path: str, data: bytes) -> None:
    """Raises where the schema or a rule fails on these bytes."""
    source, problems = _decoded(path, data)
    for found in examine(source, problems).diagnostics:
        for span in (found.span, *(label.span for label in found.labels)):
            if not 0 <= span.start <= span.end <= len(source.text):
                raise AssertionError(f"{found} is not inside {len(source.text)} characters")


Check = Callable[[str, bytes], None]
CHECKS: list[Check] = [check_source, check_analysis]
"""What every mutated document must survive."""


def failures(count: int, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """Path, bytes and traceback of each of `count` mutated documents that some check fails on."""
    random = Random(seed)
    for _ in range(count):
        path, data = random.choice(PATHS), mutated(random, DOCUMENTS)
        for check in CHECKS:
            try:
                check(path, data)
            except Exception:
                yield path, data, traceback.format_exc()


def main() -> int:
    """Print what fails; 1 if something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    failed = 0
    for path, data, trace in failures(arguments.count, arguments.seed):
        failed += 1
        print(f"{path}: {data!r}\n{trace}")
    print(f"{arguments.count:,} documents, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
