"""Names of packages and versions as the agent makes folders of them.

Source: amazon-ssm-agent localpackages_normalize.go, appconfig/constants_unix.go.
"""

import base64
import hashlib
import re

PACKAGES = "/var/lib/amazon/ssm/packages"
MANIFESTS = "/var/lib/amazon/ssm/manifests"
_CHARACTERS = r"[ \w+=()\[\]{}-]"
_PLAIN = re.compile(rf"[a-zA-Z0-9]{_CHARACTERS}*(?:\.{_CHARACTERS}+)*", re.ASCII)
_LONGEST = 255


def folder_name(name: str) -> str:
    """The name itself, or, where it is no safe folder name, what is left of it with its length and hash."""
    if len(name.encode()) <= _LONGEST and _PLAIN.fullmatch(name) and not name.endswith(" "):
        return name
    lowered = name.lower().encode()
    digest = base64.b32encode(hashlib.sha256(lowered).digest()).decode()
    suffix = f"_{len(lowered):X}_{digest}"
    kept = re.sub("[^0-9a-zA-Z-]", "", name.lower().replace(".", "-"))
    longest = _LONGEST - len(suffix)
    return f"_{kept if len(kept) <= longest else kept[: longest - 1]}{suffix}"
