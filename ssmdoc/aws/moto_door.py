"""moto in this process: AWS in memory, empty at first, the same for all calls of a run.

moto is given the requests that botocore would send, and nothing of the process is patched for that. The host's AWS
credentials and configuration are hidden meanwhile, and what moto does cannot reach the network, other programs, a
Docker engine or files other than those of Python.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from ssmdoc.aws.call import Answer, ApiCall, DoorError, Unanswered
from ssmdoc.aws.clients import Clients, invoke, made_up_client, session_without_host
from ssmdoc.aws.installed import need
from ssmdoc.aws.mock_text import skeleton
from ssmdoc.aws.no_network import no_network
from ssmdoc.aws.templates import templates_are_data

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse
    from botocore.client import BaseClient
    from botocore.compat import HTTPHeaders

DOOR = "moto"
_NOT_THERE = "Not yet implemented"
"""What moto answers for a service that it does not have."""

_one_run = Lock()
"""moto keeps its state in the process: runs in threads of one process have it one after the other."""


class _NotInMotoError(Exception):
    """moto does not have the API."""


class MotoDoor:
    """A context manager: from its beginning to its end moto belongs to this run. Threads of the run may share it."""

    def __init__(self) -> None:
        """Nothing is done yet.

        Raises:
            DoorError: moto is not installed.
        """
        need("moto", "moto")
        need("botocore", "aws")
        self._session = session_without_host()
        self._clients = Clients(self._client)
        self._calls = RLock()
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        from moto.core.base_backend import BackendDict

        _one_run.acquire()
        self._ending.callback(_one_run.release)
        try:
            self._ending.enter_context(_own_settings())
            self._ending.enter_context(_hidden_environment())
            self._ending.enter_context(templates_are_data())
            BackendDict.reset()  # not at the end: it makes all that it forgets anew
        except BaseException:
            self._ending.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.close()

    def answer(self, call: ApiCall) -> Answer:
        """What moto answers; Unanswered when it does not have the API.

        Raises:
            DoorError: moto failed.
        """
        with self._calls, no_network():
            try:
                return invoke(self._clients.of(call), call, DOOR)
            except (NotImplementedError, _NotInMotoError):
                message = f"moto does not have {call.service} {call.operation}; add a mock of it to the file of --mocks"
                return Unanswered(message, skeleton(call))
            except Exception as error:  # moto raises anything
                what = f"{type(error).__name__}: {error}"
                message = f"moto failed at {call.service} {call.operation}; a mock can answer in its place: {what}"
                raise DoorError(message) from error

    def _client(self, call: ApiCall) -> "BaseClient":
        from botocore.config import Config
        from moto.core.models import botocore_stubber

        client = made_up_client(self._session, call, Config(s3={"addressing_style": "path"}))

        def send(request: "AWSPreparedRequest", **_: object) -> "AWSResponse":
            return _answered(request, call.account)

        # moto puts itself into every client; here it shall answer once, and whether or not it is switched on
        client.meta.events.unregister("before-send", cast("Callable[..., None]", botocore_stubber))
        client.meta.events.register_first("before-send", cast("Callable[..., None]", send))
        return client


@contextmanager
def _own_settings() -> Iterator[None]:
    """No Docker for Lambda and Batch."""
    from unittest.mock import patch

    from moto.core.config import default_user_config

    with patch.dict(default_user_config, {"lambda": {"use_docker": False}, "batch": {"use_docker": False}}):
        yield


@contextmanager
def _hidden_environment() -> Iterator[None]:
    """Nothing of the host's AWS configuration, for moto makes sessions of its own."""
    hidden = {name: value for name, value in os.environ.items() if name.startswith(("AWS_", "MOTO_"))}
    files = dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), os.devnull)
    for name in hidden:
        del os.environ[name]
    os.environ.update(files)
    try:
        yield
    finally:
        for name in files:
            os.environ.pop(name, None)
        os.environ.update(hidden)


def _answered(request: "AWSPreparedRequest", account: str) -> "AWSResponse":
    from botocore.awsrequest import AWSResponse
    from moto.core.botocore_stubber import MockRawResponse
    from moto.core.models import botocore_stubber

    request.headers["x-moto-account-id"] = account
    answer = botocore_stubber.process_request(request)
    if answer is None:
        raise _NotInMotoError
    status, headers, body = answer
    if status == 404 and body == _NOT_THERE:
        raise _NotInMotoError
    return AWSResponse(request.url, status, cast("HTTPHeaders", headers), MockRawResponse(body))
