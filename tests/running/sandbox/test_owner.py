"""Labels tell a run that is gone from one that lives."""

import os
import subprocess
import sys

from ssmdoc.running.sandbox.owner import describe, is_alive, this_machine, this_process


def test_this_process_lives() -> None:
    assert is_alive(this_process()) is True


def test_an_ended_process_is_gone() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    assert is_alive(f"{this_machine()}/{process.pid}/1") is False


def test_another_process_with_the_same_number_does_not_count() -> None:
    assert is_alive(f"{this_machine()}/{os.getpid()}/1") is False


def test_another_machine_is_not_known() -> None:
    assert is_alive("other-boot/1/1") is None
    assert is_alive("") is None


def test_another_namespace_of_processes_is_not_known() -> None:
    code = "from ssmdoc.running.sandbox.owner import this_process; print(this_process())"
    words = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc", sys.executable, "-c", code]
    owner = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    assert owner.split("/")[1].isdigit()
    assert is_alive(owner) is None


def test_describe_of_nothing() -> None:
    assert describe(2**22 + 1) is None
