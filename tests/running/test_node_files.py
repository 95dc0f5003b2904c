"""Files of a node, with the shells that nodes have; what sandboxes make of it is in test_conformance_fixtures.py."""

import os
import shutil
from pathlib import Path

import pytest

from ssmdoc.running.node_files import NodeFile, NodeFileError, is_folder, make_folder, read_file, write_files
from tests.running.shell_node import ShellNode

SHELLS = [shell for shell in ("dash", "bash", "busybox") if shutil.which(shell)]
EVERY_BYTE = bytes(range(256)) * 3 + b"%s \\n \\0 \\\\ '\"$HOME`id` -- \xff\xfe"


class BusyboxNode(ShellNode):
    """Busybox is a shell by another name."""

    def __init__(self, folder: Path) -> None:
        (folder / "sh").symlink_to(shutil.which("busybox") or "")
        super().__init__(str(folder / "sh"))


@pytest.fixture(params=SHELLS)
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ShellNode:
    shell = str(request.param)
    return BusyboxNode(tmp_path_factory.mktemp("busybox")) if shell == "busybox" else ShellNode(shell)


def test_every_byte_goes_there_and_back(node: ShellNode, tmp_path: Path) -> None:
    path = tmp_path / "a b" / "c'd\ne"
    write_files(node, [NodeFile(str(path), EVERY_BYTE)])
    assert path.read_bytes() == EVERY_BYTE
    assert read_file(node, str(path), 10_000) == EVERY_BYTE
    assert read_file(node, str(path), 10) == EVERY_BYTE[:10]


def test_modes_of_files_and_of_folders_above_them(node: ShellNode, tmp_path: Path) -> None:
    write_files(node, [NodeFile(f"{tmp_path}/new/x", b"", 0o700), NodeFile(f"{tmp_path}/new/y", b"y")])
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path, *tmp_path.rglob("*"))}
    assert (modes["new"], modes["x"], modes["y"]) == (0o700, 0o700, 0o600)


def test_a_large_file_of_the_machine_goes_in_pieces(node: ShellNode, tmp_path: Path) -> None:
    original = tmp_path / "original"
    original.write_bytes(EVERY_BYTE * 1000)
    write_files(node, [NodeFile(f"{tmp_path}/copy", original), NodeFile(f"{tmp_path}/last", b"!")])
    assert (tmp_path / "copy").read_bytes() == EVERY_BYTE * 1000
    assert max(len(script.content) for script in node.scripts) < 2 * 1024**2
    assert len(node.scripts) > 1


def test_many_small_files_go_together(node: ShellNode, tmp_path: Path) -> None:
    write_files(node, [NodeFile(f"{tmp_path}/{number}/f", b"x") for number in range(100)])
    assert len(node.scripts) == 1
    assert len(list(tmp_path.glob("*/f"))) == 100


def test_what_cannot_be_written_is_said_in_the_words_of_go(node: ShellNode, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, message in (
        (tmp_path, f"open {tmp_path}: is a directory"),
        (tmp_path / "file" / "a" / "b", f"mkdir {tmp_path}/file: not a directory"),
    ):
        with pytest.raises(NodeFileError) as error:
            write_files(node, [NodeFile(str(path), b"x")])
        assert str(error.value) == message


@pytest.mark.parametrize(
    ("name", "reason"), [("none", "no such file or directory"), (".", "is a directory"), ("file/x", "not a directory")]
)
def test_what_cannot_be_read(node: ShellNode, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NodeFileError) as error:
        read_file(node, f"{tmp_path}/{name}", 10)
    assert (str(error.value), error.value.reason) == (f"open {tmp_path}/{name}: {reason}", reason)


def test_folders(node: ShellNode, tmp_path: Path) -> None:
    assert is_folder(node, str(tmp_path))
    assert not is_folder(node, f"{tmp_path}/a/b")
    make_folder(node, f"{tmp_path}/a/b")
    assert is_folder(node, f"{tmp_path}/a/b")


def test_a_file_that_vanishes_from_the_machine(tmp_path: Path) -> None:
    with pytest.raises(NodeFileError, match="no such file or directory"):
        write_files(ShellNode(), [NodeFile(f"{tmp_path}/x", tmp_path / "gone")])


def test_pieces_come_from_an_iterator(node: ShellNode, tmp_path: Path) -> None:
    write_files(node, [NodeFile(f"{tmp_path}/a", iter([b"x", b"y" * 300_000])), NodeFile(f"{tmp_path}/b", iter([b""]))])
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"x" + b"y" * 300_000, b"")


def test_a_pipe_without_another_end_is_not_opened(node: ShellNode, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = f"{tmp_path}/pipe"
    with pytest.raises(NodeFileError) as read:
        read_file(node, path, 10)
    with pytest.raises(NodeFileError) as written:
        write_files(node, [NodeFile(path, b"x")])
    assert str(read.value) == str(written.value) == f"open {path}: is a named pipe"
