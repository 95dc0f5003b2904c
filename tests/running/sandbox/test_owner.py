"""Labels tell a run that is gone from one that lives."""

import os
import subprocess

from ssmdoc.running.sandbox.owner import boot_id, describe, is_alive, this_process


def test_this_process_lives() -> None:
    assert is_alive(this_process()) is True


def test_an_ended_process_is_gone() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    assert is_alive(f"{boot_id()}/{process.pid}/1") is False


def test_another_process_with_the_same_number_does_not_count() -> None:
    assert is_alive(f"{boot_id()}/{os.getpid()}/1") is False


def test_another_machine_is_not_known() -> None:
    assert is_alive("other-boot/1/1") is None
    assert is_alive("") is None


def test_describe_of_nothing() -> None:
    assert describe(2**22 + 1) is None
