"""A script with marks does what it did without them, and says which of its lines ran."""

import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from ssmdoc.coverage.shell.marked import marked

SHELLS = (("sh",), ("bash",), ("bash", "--posix"))
SCRIPTS = {
    "exit code": ("true\nexit 3\ntrue\n", [1, 2]),
    "status before a line": ("(exit 3)\necho $?\nfalse\nif [ $? = 1 ]; then echo one; fi\n", [1, 2, 3, 4]),
    "errexit": ("set -e\nfalse || true\nfalse && true\necho $?\nfalse\necho no\n", [1, 2, 3, 4, 5]),
    "errexit in a function": (
        "set -e\nf() {\n  false\n  echo in\n}\nif f; then echo yes; fi\nf\necho no\n",
        [1, 3, 4, 6, 7],
    ),
    "return without a number": ("f() {\n  false\n  return\n}\nf\necho $?\n", [2, 3, 5, 6]),
    "exit without a number": ("f() {\n  return 7\n}\nf\nexit\n", [2, 4, 5]),
    "nounset": ("set -u\necho ${a-}\necho $b\necho no\n", [1, 2, 3]),
    "parameters and IFS": ('set -- a \'b c\'\nIFS=0\nfor i; do\n  echo "[$i]"\ndone\necho "$#"\n', [1, 2, 3, 4, 6]),
    "stderr of a function": ('f() {\n  echo e >&2\n}\na=$(f 2>&1)\necho "<$a>"\n', [2, 4, 5]),
    "stdout elsewhere": ("exec >/dev/null 2>&1\necho a\n", [1, 2]),
    "closed": ("exec >&- 2>&-\ntrue\nexit 4\n", [1, 2, 3]),
    "subshells and pipes": ('echo a | while read -r x; do\n  echo "$x"\ndone\n(\n  exit 2\n)\necho $?\n', [1, 2, 5, 7]),
    "traced": ("set -x\necho a\nf() { echo b; }\nf\nset +x\necho c\n", [1, 2, 3, 4, 5, 6]),
    "traps": ("trap 'echo end $?' EXIT\ntrue\nexit 5\n", [1, 2, 3]),
    "case": ("case b in\n  a) echo 1 ;;\n  b) echo $? ;;\nesac\n", [1, 3]),
    "own echo": ("echo() {\n  printf '%s.\\n' \"$1\"\n}\necho a\n", [2, 4]),
    "numbers of lines": ("\necho $LINENO\nnosuchcommand\n", [2, 3]),
    "background": ("true &\nwait $!\necho $?\n", [1, 2, 3]),
    "first line": ("#!/bin/sh\necho a\n", [2]),
    "here-document": ("cat <<END\n$(echo a)\nEND\n", [1]),
    "own path": ('echo "$(basename "$0")"\n', [1]),
}
LEFT_ALONE = {
    "reads itself": 'od -c "$0"\n',
    "shows itself": "set -v\necho a\n",
    "debug": "trap 'echo x' DEBUG\necho a\n",
    "another program": "#!/usr/bin/env python3\nprint(1)\n",
    "carriage returns": "echo a\r\n",
    "nothing in it": "# nothing\n",
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def run(shell: tuple[str, ...], text: str, folder: Path) -> Ran:
    script = folder / "script.sh"
    script.write_text(text, encoding="utf-8")
    done = subprocess.run([*shell, str(script)], capture_output=True, text=True, cwd=folder, timeout=60, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("shell", SHELLS, ids=" ".join)
@pytest.mark.parametrize(("text", "lines"), SCRIPTS.values(), ids=SCRIPTS)
def test_same_with_marks(shell: tuple[str, ...], text: str, lines: list[int], tmp_path: Path) -> None:
    file = tmp_path / "lines that ran"
    copy = marked(text, str(file))
    assert copy is not None
    assert run(shell, copy, tmp_path) == run(shell, text, tmp_path)
    assert sorted({int(line) for line in file.read_text().split()}) == lines


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert marked(text, "/tmp/lines") is None


def test_a_file_that_cannot_be_written() -> None:
    copy = marked("echo a\nfalse\n", "/no/such/folder/lines")
    assert copy is not None
    done = subprocess.run(["sh", "-c", copy], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "a\n", "")
