"""Files of a node: what they are, and whether a second run of the document has changed them."""

import re
import shlex
from collections.abc import Iterator
from threading import Event

from ssmdoc.running.node_files import NodeFileError, read_file
from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.text import differences_of_text
from ssmdoc.spec.executing.shell import look
from ssmdoc.spec.expected.node import FileExpectation, Unchanged
from ssmdoc.spec.outcome import Difference

_MOST_BYTES = 1024**2
_TYPES = {"regular file": "file", "regular empty file": "file", "directory": "folder", "symbolic link": "link"}
_SEEN = re.compile(r"([^|\n]*)\|([0-7]{1,6})\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)")
"""What stat says: a document may have replaced it."""
_WALK = r"""walk() {
  if [ ! -e "$1" ] && [ ! -L "$1" ]; then echo "not there: $1"; return; fi
  stat -c '%A %U:%G %n' "$1"
  if [ -L "$1" ]; then readlink "$1"
  elif [ -d "$1" ]; then
    for inner in "$1"/* "$1"/.[!.]* "$1"/..?*; do
      if [ -e "$inner" ] || [ -L "$inner" ]; then walk "$inner"; fi
    done
  elif [ -f "$1" ]; then
    if [ "$(stat -c %s "$1")" -le 4096 ]; then sed 's/^/  | /' "$1"; echo; else sha256sum < "$1"; fi
  fi
}
"""


def differences_of_file(
    node: Node, expected: FileExpectation, where: tuple[str | int, ...], cancel: Event
) -> Iterator[Difference]:
    """What is not as expected of a file."""
    part = Part(None, f"file {expected.path}", where)
    path = shlex.quote(expected.path)
    said = look(
        node, f"[ -e {path} ] || [ -L {path} ] || exit 3\nexport LC_ALL=C\nstat -c '%F|%a|%U|%u|%G|%g' {path}\n", cancel
    )
    if said.code == 3:
        if expected.exists:
            yield part.differs("is", "there", "there is no such file")
        return
    if not expected.exists:
        yield part.inside("exists").differs("is", "not there", "it is there")
        return
    seen = _SEEN.fullmatch(said.stdout.strip())
    if said.code != 0 or seen is None:
        yield part.differs("is", "a file that can be looked at", said.stderr.strip() or "no answer of the node")
        return
    kind, mode, user, user_id, group, group_id = seen.groups()
    kind = _TYPES.get(kind, kind)
    if expected.type not in (None, kind):
        yield _named(part, "type").differs("is", str(expected.type), kind)
    if expected.mode is not None and int(mode, 8) != expected.mode:
        yield _named(part, "mode").differs("is", f"{expected.mode:04o}", f"{int(mode, 8):04o}")
    if expected.owner is not None and expected.owner not in (user, user_id):
        yield _named(part, "owner").differs("is", expected.owner, user)
    if expected.group is not None and expected.group not in (group, group_id):
        yield _named(part, "group").differs("is", expected.group, group)
    if expected.content is not None:
        try:
            content = read_file(node, expected.path, _MOST_BYTES).decode(errors="replace")
        except NodeFileError as error:
            yield _named(part, "content").differs("is", "a file that can be read", str(error))
            return
        yield from differences_of_text(_named(part, "content"), content, expected.content)


def _named(part: Part, key: str) -> Part:
    return Part(part.step, f"{key} of {part.name}", (*part.where, key))


def state(node: Node, unchanged: Unchanged, cancel: Event) -> dict[str, str]:
    """What a second run must leave as it is, as texts by what they are about."""
    found = {
        f"file {path}": look(node, f"{_WALK}walk {shlex.quote(path)}\n", cancel).stdout for path in unchanged.files
    }
    for command in unchanged.commands:
        said = look(node, command, cancel)
        found[f"output of command {command}"] = f"exit code {said.code}\n{said.stdout}"
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    """What a second run has changed."""
    for name, text in before.items():
        if after[name] != text:
            yield Difference(None, f"{name} after the second run", "is", text, after[name], ("idempotent",))
