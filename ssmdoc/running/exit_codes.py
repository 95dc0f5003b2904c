"""The exit codes with which a script ends its document (run-010, run-011).

Source: amazon-ssm-agent contracts/model.go ExitWithSuccess, ExitWithFailure, runpluginutil.go RunPlugins.
"""

from ssmdoc.running.output import Streams
from ssmdoc.running.result import Status

SUCCEED_AND_EXIT, FAIL_AND_EXIT = 168, 169


def with_exit_code(code: int, status: Status, output: Streams) -> tuple[Status, Streams]:
    """What one of these codes makes of a status and an output; other codes change nothing."""
    if code == SUCCEED_AND_EXIT:
        return Status.SUCCESS, Streams(output.stdout + _notice(code, "succeeded"))
    if code == FAIL_AND_EXIT:
        notice = _notice(code, "Failed")
        return status, output.followed_by(Streams(notice, notice))
    return status, output


def _notice(code: int, verdict: str) -> bytes:
    text = (
        f"\nStep exited with code {code}. Therefore, marking step as {verdict}. Further document steps will be skipped."
    )
    return text.encode()
