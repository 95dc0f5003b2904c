"""Short texts made to take long: they are checked in little time, with a bounded number of findings."""

import resource
import subprocess
import sys
import time

import pytest

from ssmdoc.analysis import analyze
from ssmdoc.diagnostic import MAX_FINDINGS, Severity

STEP = "mainSteps:\n  - {action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}\n"
HEAD = 'schemaVersion: "2.2"\n'
PREFIX = "x" * 300
SCRIPT = "mainSteps:\n  - action: aws:runShellScript\n    name: a\n    inputs:\n      runCommand:\n        - "

NESTED_KEYS = HEAD + STEP + f"x: {'{' * 60}a{'}' * 60}\n"
BLANKS = HEAD + "parameters: {Name: {type: String}}\n" + SCRIPT + '"\\t{{ Name }' + " " * 60_000 + '"\n'
ONE_BLOCK = HEAD + SCRIPT + "|\n" + "          {{a}}\n" * 4_000
LONG_NAMES = (
    HEAD
    + "parameters:\n"
    + "".join(f"  {PREFIX}{number}: {{type: String}}\n" for number in range(90))
    + SCRIPT
    + "\n        - ".join(f"'{{{{ {PREFIX}y{number} }}}}'" for number in range(90))
    + "\n"
)
MANY_NAMES = (
    HEAD
    + "parameters:\n"
    + "".join(f"  abcdefgh{number}: {{type: String}}\n" for number in range(900))
    + SCRIPT
    + "\n        - ".join(f"'{{{{ abcdefgh{number}x }}}}'" for number in range(900))
    + "\n"
)
DEFAULTS = (
    HEAD
    + "parameters:\n  P:\n    type: StringList\n    allowedValues: ["
    + ",".join(f"a{number}" for number in range(4_000))
    + "]\n    default: ["
    + ",".join(f"b{number}" for number in range(4_000))
    + "]\n"
    + STEP
)
ANCHOR = "&big {" + ", ".join(f"k{number}: 1" for number in range(1_000)) + "}"
AS_PARAMETERS = HEAD + f"parameters:\n  p: {ANCHOR}\n" + "".join(f"  q{number}: *big\n" for number in range(95)) + STEP
AS_STEPS = HEAD + f"mainSteps:\n  - {ANCHOR}\n" + "  - *big\n" * 95
EQUAL_KEYS = HEAD + STEP + "a: 1\n" * 12_000
WRONG_PARAMETERS = HEAD + "parameters:\n" + "".join(f"  p{number}: 1\n" for number in range(4_000)) + STEP
JOINTS = HEAD + SCRIPT + '"echo {{ ' + "a_" * 30_000 + ' x"\n'
OPEN_BRACES = HEAD + "parameters: {A: {type: String}}\n" + SCRIPT + '"' + "{{A " * 250_000 + '"\n'
CLOSED_BY_ONE = HEAD + "parameters: {A: {type: String}}\n" + SCRIPT + '"' + " " * 300_000 + "{ {A}} " * 100_000 + '"\n'
SNAKES = HEAD + SCRIPT + '"' + ("{{ " + "a" * 190 + "! }}") * 5_000 + '"\n'
PATTERN = HEAD + STEP + "parameters: {A: {type: String, default: b, allowedPattern: '"
GROUPS = PATTERN + "(" * 400_000 + "'}}\n"
ESCAPES = PATTERN + r"\." * 200_000 + "'}}\n"
UNUSED = HEAD + "parameters:\n" + "".join(f"  a{number}b: {{type: String}}\n" for number in range(30_000)) + STEP


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (NESTED_KEYS, 60),
        (BLANKS, 1),
        (ONE_BLOCK, MAX_FINDINGS + 1),
        (LONG_NAMES, 180),
        (MANY_NAMES, MAX_FINDINGS + 1),
        (DEFAULTS, MAX_FINDINGS + 1),
        (AS_PARAMETERS, MAX_FINDINGS + 1),
        (AS_STEPS, MAX_FINDINGS + 1),
        (EQUAL_KEYS, MAX_FINDINGS + 1),
        (WRONG_PARAMETERS, MAX_FINDINGS + 1),
        (JOINTS, 0),
        (OPEN_BRACES, MAX_FINDINGS + 1),
        (CLOSED_BY_ONE, MAX_FINDINGS + 1),
        (SNAKES, 1),
        (GROUPS, 3),
        (ESCAPES, 2),
        (UNUSED, MAX_FINDINGS + 1),
    ],
    ids=[
        "nested keys",
        "blanks",
        "one block",
        "long names",
        "many names",
        "defaults",
        "parameters",
        "steps",
        "equal keys",
        "wrong parameters",
        "names of many joints",
        "open braces",
        "closed by one brace",
        "names of many letters",
        "groups",
        "escapes",
        "unused parameters",
    ],
)
def test_takes_little_time(text: str, count: int) -> None:
    before = time.process_time()
    findings = analyze(text)
    assert time.process_time() - before < 3
    assert len(findings) == count


def test_what_is_left_out_is_said() -> None:
    unknown = "".join(f"  p{number}: {{type: String}}\n" for number in range(MAX_FINDINGS + 5))
    findings = analyze(HEAD + "parameters:\n" + unknown + STEP)
    assert [found.rule for found in findings] == ["unused-parameter"] * MAX_FINDINGS + ["syntax-error"]
    assert findings[-1].severity is Severity.WARNING
    assert findings[-1].message == "more than 1,000 findings; from here on they are left out"
    assert findings[-1].span.start == findings[-2].span.end + len(": {type: String}\n  ")


def test_errors_in_deep_conditions_take_little_memory() -> None:
    condition = "NextStep: a, " + "And: [{" * 95 + "StringEquals: [x]" + "}]" * 95
    step = "- {name: a, action: aws:branch, inputs: {Choices: [" + ", ".join([f"{{{condition}}}"] * 150) + "]}}\n"
    program = "import sys; from ssmdoc import analyze; print(len(analyze(sys.stdin.read())))"
    finished = subprocess.run(
        [sys.executable, "-c", program],
        input='schemaVersion: "0.3"\nmainSteps:\n' + step,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (600 * 1024**2,) * 2),
    )
    assert (finished.stdout.strip(), finished.returncode) == (str(MAX_FINDINGS + 1), 0), finished.stderr
