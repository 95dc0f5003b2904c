"""Makes and starts a container before the SDK is there: importing it takes half as long as starting a container.

Only the ordinary case: an engine at a local socket that has the image. Whatever else happens is left to the SDK, which
then does it again and finds out what is wrong.
"""

import json
import socket

from ssmdoc.run.sandbox.protocol import SandboxError
from ssmdoc.source.values import JsonValue

CALL_SECONDS = 30.0


def make_container(address: str, settings: dict[str, JsonValue]) -> str | None:
    """The id of a new container; None when it was not made."""
    if not address.startswith("unix://") or not hasattr(socket, "AF_UNIX"):
        return None
    status, body = call(address, "POST", "/containers/create", settings)
    identifier = body.get("Id")
    return identifier if status == 201 and isinstance(identifier, str) else None


def start_container(address: str, container: str) -> bool:
    """Start a container that `make_container` made; False when that is not known to have worked.

    Raises:
        SandboxError: it cannot be started; the engine has then removed it, so the reason is only to be had here.
    """
    status, body = call(address, "POST", f"/containers/{container}/start")
    if status >= 400:
        raise cannot_start(str(body.get("message", status)))
    return status == 204


def cannot_start(reason: str) -> SandboxError:
    """Why a container does not start: most often its image lacks a program."""
    return SandboxError(f"cannot start the container: {reason}; the image needs sh and env")


def remove_container(address: str, container: str) -> None:
    """Remove a container that `make_container` made and nobody can use."""
    call(address, "DELETE", f"/containers/{container}?force=1&v=1")


def call(
    address: str, method: str, endpoint: str, content: dict[str, JsonValue] | None = None
) -> tuple[int, dict[str, JsonValue]]:
    """One request to the engine at a socket; status 0 when it did not answer as expected."""
    body = json.dumps(content or {}).encode()
    head = f"{method} {endpoint} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(CALL_SECONDS)
            connection.connect(address.removeprefix("unix://"))
            connection.sendall(head.encode() + body)
            with connection.makefile("rb") as answer:
                received = answer.read()
    except OSError:
        return 0, {}
    header, _, rest = received.partition(b"\r\n\r\n")
    try:
        status = int(header.split(b" ", 2)[1])
        parsed = json.loads(rest) if rest.strip() else {}
    except (ValueError, IndexError):
        return 0, {}
    return status, parsed if isinstance(parsed, dict) else {}
