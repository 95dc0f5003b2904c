"""What a script of aws:executeScript is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ssmdoc.source.values import JsonValue

SECONDS = 600.0
"""How long a script may run. Source: UG25:automation-action-executeScript.md."""
PYTHON_MEMORY_BYTES = 512 * 1024**2
POWERSHELL_MEMORY_BYTES = 1024 * 1024**2
"""Memory of the two kinds of runtimes. Source: UG25:automation-action-executeScript.md."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the document's `files`: a `.py`, or a `.zip` that is unpacked beside the script."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PythonJob:
    """A Python script and how it is called."""

    source: str
    """The text of Script; empty when only an attachment is run."""
    handler: str
    """A function of the script, or `file.function` of an attachment."""
    payload: JsonValue
    """InputPayload: the first argument of the handler, types kept."""
    folder: str
    """Absolute path of a folder of its own on the node, such as `/tmp/<execution id>-<time>` of the service."""
    attachments: tuple[Attachment, ...] = ()
    context: JsonValue = field(default_factory=dict)
    """The second argument of the handler. What Automation gives is not documented."""
    timeout: float = SECONDS
    """Seconds; the service allows no more than 600."""
    memory_bytes: int = PYTHON_MEMORY_BYTES
    region: str = "us-east-1"
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to the node's environment; what boto3 needs is there anyway."""


@dataclass(frozen=True, slots=True)
class PowerShellJob:
    """A PowerShell script; it reads its input in `$env:InputPayload`, as JSON."""

    source: str
    payload: JsonValue
    folder: str
    attachments: tuple[Attachment, ...] = ()
    timeout: float = SECONDS
    region: str = "us-east-1"
    environment: Mapping[str, str] = field(default_factory=dict)
