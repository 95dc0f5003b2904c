"""A node that is this machine's own shell, for ssmdoc's own scripts: they name only paths that a test gives them."""

import subprocess
from threading import Event

from ssmdoc.running.sandbox.protocol import Capture, OnOutput, Outcome, Script


class ShellNode:
    """Runs each script's content by a shell; nothing is written but what the script says."""

    platform_name = "Debian GNU/Linux"
    platform_version = "12"

    def __init__(self, shell: str = "sh") -> None:
        self.shell = shell
        self.scripts: list[Script] = []

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        self.scripts.append(script)
        assert not cancel.is_set()
        done = subprocess.run([self.shell], input=script.content, capture_output=True, timeout=60, check=False)
        on_output("stdout", done.stdout)
        capture = Capture(done.stdout, len(done.stdout)), Capture(done.stderr, len(done.stderr))
        return Outcome(*capture, exit_code=done.returncode)

    def restart(self) -> None:
        raise AssertionError("nothing here restarts")

    def stop(self) -> None:
        raise AssertionError("whoever started the node stops it")
