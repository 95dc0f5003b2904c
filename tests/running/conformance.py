"""What the real agent did with a document: the cases of fixtures/conformance, and how a result is compared with one."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.plan.parameter_store import StoredParameter
from ssmdoc.running import sources
from ssmdoc.running.library import Library
from ssmdoc.running.result import CommandResult
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import to_value

FOLDER = Path(__file__).parents[2] / "fixtures" / "conformance"
COMMAND_ID = "11111111-2222-3333-4444-555555555555"
SERVERS = ("https://files.example.test/", "http://127.0.0.1:8099/")
"""Where `setup.http_files` are found."""
FIELDS = ("status", "code", "stdout", "stderr", "output")


@dataclass(frozen=True)
class Case:
    """One recorded case."""

    content: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.content["id"])

    @property
    def expected(self) -> dict[str, Any]:
        return dict(self.content["expected"])

    @property
    def is_answered(self) -> bool:
        """Whether the agent answered at all; it crashes over some documents."""
        return self.expected["status"] is not None

    @property
    def setup(self) -> str:
        """Shell commands for the node before the document."""
        lines = ["rm -rf /tmp/ssmtest", "mkdir -p /tmp/ssmtest", *self.content.get("setup", {}).get("shell", [])]
        return "\n".join(lines) + "\n"

    def surroundings(self, folder: Path) -> Surroundings:
        """What the command finds outside of the node, with files written to a folder."""
        setup = self.content.get("setup", {})
        for name, content in setup.get("ssm_documents", {}).items():
            write(folder / "library" / f"{name}.json", content)
        for path, content in setup.get("http_files", {}).items():
            write(folder / "files" / path, content)
        served = [sources.Source(address, folder / "files") for address in SERVERS] if "http_files" in setup else []
        return Surroundings(Library((folder / "library",)), sources.Sources(tuple(served)), self.store)

    @property
    def store(self) -> dict[str, StoredParameter]:
        """What is in Parameter Store."""
        stored = self.content.get("setup", {}).get("ssm_parameters", {})
        return {name: StoredParameter(**fields) for name, fields in stored.items()}

    def plan(self) -> CommandPlan | DocumentFailure:
        """The document's plan with the case's parameters."""
        source = Source(f"case.{self.content['document_format']}", self.content["document"])
        root = read(source).root
        assert root is not None
        return plan_command(to_value(root), self.content.get("parameters") or {}, self.store)

    def differences(self, result: CommandResult) -> list[str]:
        """Where a result is not what the agent gave; for what varies, every value that was seen counts."""
        found = {"status": result.status.value, "trace": result.trace}
        wanted: dict[str, Any] = {"status": self.expected["status"], "trace": self.expected.get("trace") or ""}
        steps = [step for step in self.expected.get("steps") or () if step.get("reported") is not False]
        results = {step.name: step for step in result.steps}
        for number, step in enumerate(steps):
            for field in FIELDS:
                wanted[f"steps.{number}.{field}"] = step[field]
                if step["name"] in results:
                    found[f"steps.{number}.{field}"] = getattr(results[step["name"]], field)
        if len(results) != len(steps):
            return [f"steps: {list(results)}, not {[step['name'] for step in steps]}"]
        return [
            f"{field}: {found.get(field)!r}, not {want!r}"
            for field, want in wanted.items()
            if not any(same(found.get(field), text) for text in [want, *self.seen(field)])
        ]

    def seen(self, field: str) -> list[Any]:
        """The values of a field that differed between recordings."""
        return [value for item in self.content.get("unstable", ()) if item["field"] == field for value in item["seen"]]


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def same(found: Any, want: Any) -> bool:
    """Whether a field is as recorded; long texts are recorded as their length and hash."""
    if isinstance(want, Mapping):
        data = str(found).encode()
        return bool(len(data) == want["bytes"]) and hashlib.sha256(data).hexdigest() == want["sha256"]
    if isinstance(want, str):
        return bool(found == re.sub("<COMMAND_ID>", COMMAND_ID, want))
    return bool(found == want)


@cache
def cases() -> tuple[Case, ...]:
    """All cases, by their file names."""
    return tuple(Case(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.yaml")))
