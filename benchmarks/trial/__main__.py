"""`python -m benchmarks.trial FOLDER`: tries every Automation document of a folder, and prints how they ended.

Parameters without a default get values that their declarations admit, every AWS call an answer made of the service
model, approvals are given, and the clock is virtual. Scripts and commands run in the sandbox without network, each for
--seconds at most; with --answered they do not run, and what their steps read of them is made up. The exit code is 1
when less than --least per cent end without an internal error or an unsupported feature.
"""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from benchmarks.trial.answered import ANSWERED
from benchmarks.trial.report import tables
from benchmarks.trial.trial import Setting, Trial, try_runbook
from ssmdoc.analysis.discover import discover
from ssmdoc.automation.actions import ACTIONS
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.automation.world import NoNodes
from ssmdoc.running.sandbox.protocol import Limits
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox


def main() -> int:
    """Try the documents and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trial", description=__doc__)
    parser.add_argument("folder", type=Path, help="the documents to try")
    parser.add_argument(
        "--answered", action="store_true", help="do not run scripts and commands, make up their results"
    )
    parser.add_argument("--image", default="ssmdoc-test:bookworm-python3", help="of the nodes (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=10, help="for each script and command (default: %(default)g)")
    parser.add_argument("--least", type=float, default=95, help="per cent (default: %(default)g)")
    parser.add_argument("--failures", action="store_true", help="print why steps failed, too")
    parser.add_argument("--library", type=Path, action="append", default=[], help="a folder of further documents")
    parser.add_argument("--progress", action="store_true", help="print each runbook as it ends to standard error")
    options = parser.parse_args()
    folder: Path = options.folder
    print(f"scripts and commands {'do not run, their results are made up' if options.answered else 'run in Docker'}\n")
    nodes = None if options.answered else _nodes(options.image)
    trials: list[Trial] = []
    try:
        with patch.dict(ACTIONS, ANSWERED) if options.answered else nullcontext():
            setting = Setting(nodes or NoNodes(), tuple(options.library), {}, options.seconds, 10 * options.seconds)
            for file in discover([str(folder)], lambda error: print(error, file=sys.stderr)):
                trial = try_runbook(file, setting)
                if trial is not None:
                    trials.append(trial)
                    if options.progress:
                        print(f"{trial.status}: {trial.path} {trial.lacks}", file=sys.stderr, flush=True)
    finally:
        if nodes is not None:
            nodes.close()
    for line in tables(trials, folder, with_failures=options.failures):
        print(line)
    good = sum(not trial.lacks for trial in trials)
    return 0 if 100 * good >= options.least * len(trials) else 1


def _nodes(image: str) -> SandboxNodes:
    choice = SandboxChoice("docker", image)
    return SandboxNodes(lambda _image: open_sandbox(choice, lambda _text: None), Limits(), "us-east-1", {})


if __name__ == "__main__":
    sys.exit(main())
