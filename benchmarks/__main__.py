"""`python -m benchmarks [FOLDER]`: prints the tables; FOLDER holds the documents to lint, made ones without it."""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.automation import engine_rows, script_rows
from benchmarks.cases import case_rows
from benchmarks.documents import write_documents
from benchmarks.fleet import fleet_rows
from benchmarks.lint import cold_rows, folder_rows
from benchmarks.lsp import lsp_rows
from benchmarks.measure import table
from benchmarks.run import ALLOWANCE, further_step_rows, joined_rows, one_step_rows


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="documents to lint (default: made ones)")
    parser.add_argument(
        "--image", default="ssmdoc-test:bookworm-python3", help="image of the Docker table (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=11, help="how often each is measured (default: %(default)s)")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        workplace = Path(name)
        folder = options.folder
        if folder is None:
            folder = workplace / "documents"
            folder.mkdir()
            write_documents(folder)
        print("## Lint\n")
        print(table(folder_rows(folder, workplace, options.rounds) + cold_rows(workplace, options.rounds)))
        print("\n## Editor\n")
        print(table(lsp_rows(workplace, options.rounds)))
        print("\n## Automation\n")
        print(table(engine_rows(workplace, options.rounds)))
        print("\n## Run in Docker\n")
        if not has_image(options.image):
            print(f"not measured: no Docker engine answers that has the image {options.image}", file=sys.stderr)
            return 0
        print(table(one_step_rows(options.image, workplace, options.rounds)))
        print(f"\nOf many steps, {ALLOWANCE * 1000:g} ms are taken off before they are compared.\n")
        print(table(joined_rows(options.image, workplace, options.rounds)))
        print("\nOf a further step, the column `ratio` holds the difference.\n")
        print(table(further_step_rows(options.image, workplace, options.rounds)))
        print("\nOf a further script of a runbook, the column `ratio` holds the difference.\n")
        print(table(script_rows(options.image, workplace, options.rounds)))
        print("\nFifty nodes of one echo step, ten at a time.\n")
        print(table(fleet_rows(options.image, workplace, min(options.rounds, 5))))
        print(
            "\nTwo hundred cases of one echo step; on shared nodes, the column `ratio` holds how many times faster.\n"
        )
        print(table(case_rows(options.image, workplace, min(options.rounds, 3))))
    return 0


def has_image(image: str) -> bool:
    """Whether an engine answers and has the image."""
    try:
        done = subprocess.run(["docker", "image", "inspect", image], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
