"""An emulator at an address: a moto server, LocalStack or another one."""

from ssmdoc.aws.call import ApiCall, ApiError, DoorError, Response
from ssmdoc.aws.clients import Clients, config_for, invoke, made_up_client, session_without_host


class EndpointDoor:
    """Sends calls to an address, with credentials that are none. Threads may share it."""

    def __init__(self, url: str) -> None:
        """Remember the address; nothing is sent yet.

        Raises:
            DoorError: it is no address, or botocore is not installed.
        """
        session = session_without_host()
        config = config_for(url)
        self._url = url
        self._clients = Clients(lambda call: made_up_client(session, call, config, url))

    def answer(self, call: ApiCall) -> Response | ApiError:
        """What the endpoint answers.

        Raises:
            DoorError: it is not there, or what it answers is no answer.
        """
        from botocore.exceptions import BotoCoreError

        try:
            return invoke(self._clients.of(call), call, self._url)
        except BotoCoreError as error:
            raise DoorError(f"{self._url} does not answer {call.service} {call.operation}: {error}") from error
