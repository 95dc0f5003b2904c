"""`sourceInfo`: a JSON text that each kind of source reads in its own way.

Source: amazon-ssm-agent downloadcontent/types/trimmedstring.go.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ssmdoc.plan.go_json import Struct, unmarshal
from ssmdoc.plan.go_json_syntax import parse_json
from ssmdoc.source.values import JsonValue


class SourceInfo(NamedTuple):
    """The fields of a `sourceInfo`, and all its members as they are written."""

    fields: Mapping[str, JsonValue]
    written: Mapping[str, str]

    def text(self, name: str) -> str:
        """A text field."""
        return str(self.fields.get(name) or "")

    def flag(self, name: str) -> bool:
        """A Boolean field."""
        return self.fields.get(name) is True

    def trimmed(self, name: str) -> str:
        """A field that the agent takes as it is written, without quotes and spaces around: escapes stay as they are."""
        found = [value for key, value in self.written.items() if key.casefold() == name.casefold()]
        return found[-1].strip('"').strip() if found else ""


def read_source_info(text: str, struct: Struct) -> SourceInfo:
    """Read the JSON.

    Raises:
        UnmarshalError: it is none, or a field has another type; the text is Go's.
    """
    value, members = parse_json(text)
    fields = unmarshal(value, struct)
    return SourceInfo(fields if isinstance(fields, dict) else {}, members)
