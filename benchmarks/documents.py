"""Documents to measure on: made by a rule, the same every time, of the sizes that real documents have."""

import json
from pathlib import Path
from random import Random

from benchmarks.runbooks import runbook

STEP = """\
  - name: step{number}
    action: aws:runShellScript
    precondition:
      StringEquals: [platformType, Linux]
    inputs:
      timeoutSeconds: "{timeout}"
      runCommand:
"""

LINES = (
    "set -eu",
    'echo "working on {{{{ {parameter} }}}}"',
    'if [ -f "/etc/{word}.conf" ]; then',
    "  sed -i 's/{word}/{other}/' /etc/{word}.conf",
    "fi",
    "systemctl restart {word} || journalctl -u {word} --no-pager | tail -n {timeout}",
    "curl -fsS --retry 3 'https://{word}.example.com/{other}?id={timeout}' -o /tmp/{word}",
)

WORDS = ("agent", "backup", "cache", "disk", "engine", "filter", "gateway", "host", "index", "journal")


def write_documents(folder: Path, count: int = 120, seed: int = 2) -> None:
    """Write `count` sound documents of 1 to 25 steps to a folder, every other one for Automation."""
    random = Random(seed)
    for number in range(count):
        steps = 1 + min(24, int(random.expovariate(0.2)))
        text = runbook(random, steps, WORDS) if number % 2 else document(random, steps)
        (folder / f"document-{number:03}.yaml").write_text(text)


def document(random: Random, steps: int) -> str:
    """A Command document with so many steps."""
    parameters = random.sample(WORDS, 3)
    lines = ['schemaVersion: "2.2"', "description: |-", "  Made for measuring.", "parameters:"]
    for name in parameters:
        lines += [f"  {name}:", "    type: String", f"    description: The {name} to work on.", "    default: some"]
        lines += ['    allowedPattern: "^[a-z]{1,20}$"']
    text = "\n".join([*lines, "mainSteps:"]) + "\n"
    for number in range(steps):
        text += STEP.format(number=number, timeout=random.randint(10, 3600))
        # As many references as real documents have: about one in 700 characters.
        for parameter in parameters if number == 0 else ():
            text += f"        - echo \"{parameter} is '{{{{ {parameter} }}}}'\"\n"
        # Scripts are written both ways: one block, or a list of quoted lines.
        text += random.choice((block, quoted_lines))(script(random, parameters))
    return text


def script(random: Random, parameters: list[str]) -> list[str]:
    """Lines of shell with a reference in them."""
    repeated = LINES[2:] * random.randint(0, 2)
    return [
        line.format(
            parameter=random.choice(parameters),
            word=random.choice(WORDS),
            other=random.choice(WORDS),
            timeout=random.randint(1, 500),
        )
        for line in (*LINES, *repeated)
    ]


def block(lines: list[str]) -> str:
    """The lines as one literal block."""
    return "".join(["        - |\n", *(f"          {line}\n" for line in lines)])


def quoted_lines(lines: list[str]) -> str:
    """The lines as items of the list."""
    return "".join(f"        - {json.dumps(line)}\n" for line in lines)


def document_of_size(characters: int) -> str:
    """A document of about so many characters."""
    steps = 1
    while len(text := document(Random(1), steps)) < characters:
        steps += 1
    return text


def echo_document(steps: int) -> str:
    """A document whose steps do next to nothing."""
    text = 'schemaVersion: "2.2"\ndescription: Says hello.\nmainSteps:\n'
    for number in range(steps):
        text += f"  - name: step{number}\n    action: aws:runShellScript\n    inputs: {{runCommand: [echo hello]}}\n"
    return text
