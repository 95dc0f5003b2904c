"""Writes the pictures beside the documents of fixtures/graph, which tests compare with what is drawn."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ssmdoc.commands import graph

FOLDER = Path(__file__).parents[1] / "fixtures/graph"
ENDINGS = {"mermaid": "mmd", "dot": "dot", "svg": "svg"}


def pictures() -> Iterator[tuple[Path, list[str]]]:
    """All pictures, with the arguments that draw each; `NAME.RUN.json` beside a document is the result of a run."""
    for document in sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("command-1.2.json")]):
        runs = [run for run in sorted(FOLDER.glob(f"{document.stem}.*.json")) if run != document]
        for run in (None, *runs):
            for name, ending in ENDINGS.items():
                base = run or document
                arguments = [str(document), "--format", name, *(["--run", str(run)] if run else [])]
                yield base.with_name(f"{base.stem}.{ending}"), arguments


def main() -> None:
    """Draw them all."""
    for path, arguments in pictures():
        parser = argparse.ArgumentParser()
        graph.add_arguments(parser)
        if graph.main(parser.parse_args([*arguments, "--output", str(path)])):
            raise SystemExit(f"{path.name} cannot be drawn")


if __name__ == "__main__":
    main()
