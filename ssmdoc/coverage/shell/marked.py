"""A copy of a shell script that says which of its lines run, and does nothing else that it did not do before.

`set -x` would do it too, but dash writes that to stderr, where a script that redirects a function or a group finds it,
and a script can look whether it is on. So a command stands before each statement instead. It keeps $?, does not count
for `set -e`, writes to a file of its own, and needs no other line, so that line numbers stay what they are.
"""

import re
import shlex

from ssmdoc.coverage.shell.statements import statements

NAME = "__ssmdoc_line"
_SHEBANG = re.compile(r"#![ \t]*(?P<path>\S+)(?:[ \t]+(?P<rest>.*))?")
_SHELLS = ("sh", "bash", "dash", "ash")
_TELLS = re.compile(r"xtrace|\bset[ \t]+(-[a-z]+[ \t]+)*-[a-wyz]*x|^#!.*[ \t]-[a-wyz]*x|SHELLOPTS")
_SHOWN = re.compile(r"\btrap\b.*\b(DEBUG|RETURN)\b|\bverbose\b|\bset[ \t]+-[a-wyz]*v|\A#!.*[ \t]-[a-z]*v")
"""It shows its own text, or wants to know of each command."""
_OWN_PATH = re.compile(r"\$(0|\{0|\{?BASH_SOURCE)")
_HARMLESS = re.compile(r"\b(basename|dirname|readlink|realpath|echo|printf|usage)\b|\[")
_QUOTED = re.compile(r"'[^']*'")


def marked(text: str, file: str) -> str | None:
    """The script with marks that go to a file on the node; None for one that is not understood, or of another program.

    Each line of the file is the number of a line that ran.
    """
    if not is_counted(text):
        return None
    found = statements(text)
    if not found:
        return None
    # a script that shows its commands shows ours too, unless what it says goes nowhere
    quiet = _TELLS.search(text) is not None
    begin = text.find("\n") + 1 if text.startswith("#!") else 0
    pieces, at = [text[:begin], prologue(file)], begin
    for offset, line in found:
        mark = f'{NAME} {line} "$?" && :'
        pieces += [text[at:offset], f"{{ {mark}; }} 2>/dev/null; " if quiet else f"{mark}; "]
        at = offset
    return "".join([*pieces, text[at:]])


def is_counted(text: str) -> bool:
    """Whether a script may be marked, if it is understood."""
    if "\r" in text or "\0" in text or not is_shell(text) or _SHOWN.search(text):
        return False
    return not _reads_itself(text)


def _reads_itself(text: str) -> bool:
    """Whether its path goes to a command that may read it; between apostrophes `$0` is that of awk, for example."""
    return any(_OWN_PATH.search(line) and not _HARMLESS.search(line) for line in _QUOTED.sub("", text).split("\n"))


def is_shell(text: str) -> bool:
    """Whether the first line names a shell that this is for, or nothing: then it is sh."""
    found = _SHEBANG.match(text)
    if found is None:
        return not text.startswith("#!")
    words = [found["path"], *(found["rest"] or "").split()]
    names = [word.rpartition("/")[2] for word in words if not word.startswith("-")]
    if names[0] == "env":
        del names[0]
    return bool(names) and names[0] in _SHELLS


def prologue(file: str) -> str:
    """The command, on no line of its own. `command` and quotes, as the script may have an echo or an IFS of its own."""
    told = f'{{ command printf "%s\\n" "$1" >>{shlex.quote(file)}; }} 2>/dev/null'
    seen = f'case "$__ssmdoc_seen" in *" $1 "*) ;; *) __ssmdoc_seen="$__ssmdoc_seen$1 "; {told} ;; esac'
    return f'__ssmdoc_seen=" "; {NAME}() {{ {seen}; return "$2"; }}; '
