"""Whether a document is a runbook, before it is read: a Command document wants its node as soon as possible."""

import re

_VERSION = re.compile(rb"""schemaVersion["']?[ \t]*:[ \t\r\n]*["']?0\.3\b""")


def looks_like_automation(document: bytes) -> bool:
    """Whether a text states the schema version of Automation documents."""
    return _VERSION.search(document) is not None
