"""A document written out again, as JSON or YAML."""

import json
from typing import Any

from ssmdoc.source.values import JsonValue

_BLANK = " \t\r\n\ufeff"


def is_json(path: str, text: str) -> bool:
    """Whether a document is written as JSON: by its path, else by how it begins."""
    lowered = path.lower()
    if lowered.endswith((".yaml", ".yml")):
        return False
    return lowered.endswith(".json") or text.lstrip(_BLANK)[:1] in ("{", "[")


def written(document: JsonValue, *, as_json: bool) -> str:
    """The text: keys in their order, texts of several lines as blocks."""
    if as_json:
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes no aliases, and lines as lines."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    def represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text and not any(line.endswith((" ", "\t")) for line in text.split("\n")) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)

    Dumper.add_representer(str, represent)
    text: str = yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)
    return text
