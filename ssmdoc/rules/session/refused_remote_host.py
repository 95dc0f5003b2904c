"""Ports of hosts that the agent does not forward to."""

from collections.abc import Iterator

from ssmdoc.catalogue.session import PORT
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Scalar

_REFUSED = {
    "169.254.169.254": "the instance metadata service",
    "fd00:ec2::254": "the instance metadata service",
    "169.254.169.253": "the DNS server of the VPC",
    "fd00:ec2::253": "the DNS server of the VPC",
    "169.254.169.123": "the time service",
    "fd00:ec2::123": "the time service",
}
"""Source: AGENT agent/session/plugins/port/port.go, agent-semantics 7."""


@rule("refused-remote-host", Severity.ERROR)
def refused_remote_host(document: Document) -> Iterator[Finding]:
    """A session is to forward a port of the instance metadata service or another service of the link.

    The agent refuses to forward to these addresses: whoever may open a session would get the credentials of the
    node's role.

    ```yaml
    schemaVersion: "1.0"
    sessionType: Port
    properties:
      type: LocalPortForwarding
      portNumber: "80"
      host: 169.254.169.254  # error: SSM Agent does not forward to 169.254.169.254, the instance metadata service
    ```

    Other hosts that the node reaches are fine:

    ```yaml
    schemaVersion: "1.0"
    sessionType: Port
    properties:
      type: LocalPortForwarding
      portNumber: "5432"
      host: database.example.com
    ```
    """
    session_type, properties = document.get("sessionType"), document.get("properties")
    if not isinstance(session_type, Scalar) or session_type.text != PORT or not isinstance(properties, Mapping):
        return
    host = properties.get_ignoring_case("host")
    service = _REFUSED.get(host.text.strip("[] ").lower()) if isinstance(host, Scalar) else None
    if service and isinstance(host, Scalar):
        yield Finding(host.span, f"SSM Agent does not forward to {host.text.strip()}, {service}")
