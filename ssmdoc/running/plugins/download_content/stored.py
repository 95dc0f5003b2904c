"""References to Parameter Store in a source's credentials; unlike elsewhere a SecureString may stand there.

Source: amazon-ssm-agent agent/ssm/ssmparameterresolver (resolverbridge.go, resolver.go, ssm.go).
"""

import re

from ssmdoc.plan.parameter_store import ParameterStore, StoredParameter, find_parameter
from ssmdoc.running.plugins.download_content.resource import DownloadError

_REFERENCE = re.compile(r"\{\{[\t\n\f\r ]*((?:ssm-secure:|ssm:)[\w\-./]+)[\t\n\f\r ]*\}\}", re.ASCII)
_SECURE, _PLAIN = "ssm-secure:", "ssm:"
SECURE_STRING = "SecureString"


def resolved(value: str, store: ParameterStore) -> str:
    """A text, or if a reference is in it, the value of its parameter.

    Raises:
        DownloadError: there is no such parameter, or it is of the other kind.
    """
    found = _REFERENCE.search(value)
    return look_up(found[1], store).value if found else value


def look_up(reference: str, store: ParameterStore) -> StoredParameter:
    """The parameter of a reference, such as `ssm-secure:/app/token`.

    Raises:
        DownloadError: there is none, or the prefix is that of the other kind.
    """
    name = reference.partition(":")[2]
    parameter = find_parameter(name.strip(), store)
    if parameter is None:
        raise DownloadError(f"The following parameter(s) cannot be resolved: {name}")
    if reference.startswith(_SECURE) and parameter.type != SECURE_STRING:
        raise DownloadError(f"secure prefix {_SECURE} is used for a non-secure type {parameter.type}")
    if reference.startswith(_PLAIN) and parameter.type == SECURE_STRING:
        raise DownloadError(f"non-secure prefix {_PLAIN} is used for a secure type {parameter.type}")
    return parameter
