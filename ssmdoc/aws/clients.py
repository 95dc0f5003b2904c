"""Calls through clients of botocore: what they answer as JSON, and what goes wrong."""

import os
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ssmdoc.aws.answers import to_json
from ssmdoc.aws.call import ApiCall, ApiError, DoorError, Response
from ssmdoc.aws.installed import need

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.client import BaseClient
    from botocore.config import Config
    from botocore.session import Session

_LOCAL = ("localhost", "127.0.0.1", "::1")
_CONNECT_SECONDS = 5
_READ_SECONDS = 60


class Clients:
    """One client for each service, region and account, made when it is first needed. Threads may share it."""

    def __init__(self, make: "Callable[[ApiCall], BaseClient]") -> None:
        self._make = make
        self._made: dict[tuple[str, str, str], BaseClient] = {}
        self._lock = Lock()

    def of(self, call: ApiCall) -> "BaseClient":
        """The client that makes a call."""
        key = (call.service, call.region, call.account)
        with self._lock:
            if key not in self._made:
                self._made[key] = self._make(call)
            return self._made[key]


def invoke(client: "BaseClient", call: ApiCall, door: str) -> Response | ApiError:
    """Make a call.

    Raises:
        botocore.exceptions.BotoCoreError: there was no answer.
    """
    from botocore import xform_name
    from botocore.exceptions import ClientError

    try:
        answer: object = getattr(client, xform_name(call.operation))(**call.parameters)
    except ClientError as error:
        told = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
        return ApiError(str(told.get("Code", "Unknown")), str(told.get("Message", "")), door, int(status))
    value = to_json(answer)
    return Response(value if isinstance(value, dict) else {}, door)


def session_without_host() -> "Session":
    """A session that reads nothing of the user's configuration: no files, no profile, no credentials."""
    need("botocore", "aws")
    from botocore.session import Session

    session = Session()
    variables = session.session_var_map
    for name, value in (
        ("profile", None),
        ("data_path", None),
        ("config_file", os.devnull),
        ("credentials_file", os.devnull),
        ("defaults_mode", "legacy"),  # not `auto`, which asks the metadata service of an instance
        ("use_dualstack_endpoint", False),
        ("use_fips_endpoint", False),
    ):
        variables[name] = (None, None, value, None)
    return session


def made_up_client(session: "Session", call: ApiCall, config: "Config", url: str | None = None) -> "BaseClient":
    """A client with credentials that are none: emulators take the key for the account."""
    from botocore.config import Config

    quiet = Config(
        retries={"total_max_attempts": 1},
        inject_host_prefix=False,
    )
    return session.create_client(
        call.service,
        region_name=call.region,
        endpoint_url=url,
        aws_access_key_id=call.account,
        aws_secret_access_key="ssmdoc",  # noqa: S106
        config=quiet.merge(config),
    )


def config_for(url: str) -> "Config":
    """How an emulator is spoken to: it is soon said when it is not there, and proxies are passed on this machine.

    Raises:
        DoorError: it is no address.
    """
    from botocore.config import Config

    host = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
    if not host:
        raise DoorError(f'"{url}" is no address of an endpoint; it must be such as http://localhost:4566')
    return Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        s3={"addressing_style": "path"},
        proxies={} if host in _LOCAL else None,
    )
