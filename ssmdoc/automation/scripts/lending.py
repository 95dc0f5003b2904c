"""The AWS SDK of this machine, lent to nodes that have none (see on_node/aws_calls.py)."""

from ssmdoc.source.values import JsonValue


def lend(wanted: JsonValue) -> bytes:  # noqa: ARG001
    """What a script asks for: a line of JSON, and a zip archive after it unless the line says `problem`."""
    return b'{"problem": "no"}\n'
