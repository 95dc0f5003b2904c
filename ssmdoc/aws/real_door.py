"""Real AWS, with the credentials of the host, which stay on the host: only what reads, unless more is allowed."""

from typing import TYPE_CHECKING

from ssmdoc.aws.call import Answer, ApiCall, DoorError, Unanswered
from ssmdoc.aws.clients import Clients, invoke
from ssmdoc.aws.installed import need
from ssmdoc.aws.mock_text import skeleton
from ssmdoc.aws.models import find_operation

if TYPE_CHECKING:
    from botocore.client import BaseClient

DOOR = "real"


class RealDoor:
    """Sends calls to AWS as the AWS CLI of this machine would: environment, profiles, roles. Threads may share it."""

    def __init__(self, *, allow_writes: bool = False) -> None:
        """Read the configuration of the host; nothing is sent yet.

        Raises:
            DoorError: botocore is not installed.
        """
        need("botocore", "aws")
        from botocore.config import Config
        from botocore.session import Session

        session = Session()
        config = Config(connect_timeout=10, read_timeout=60, retries={"mode": "standard", "total_max_attempts": 3})

        def make(call: ApiCall) -> "BaseClient":
            return session.create_client(call.service, region_name=call.region, config=config)

        self._allow_writes = allow_writes
        self._clients = Clients(make)

    def answer(self, call: ApiCall) -> Answer:
        """What AWS answers; Unanswered for a call that may change something, unless that is allowed.

        Raises:
            DoorError: there are no credentials, or AWS cannot be reached.
        """
        from botocore.exceptions import BotoCoreError

        operation = find_operation(call.service, call.operation)
        if not (operation.reads_only or self._allow_writes):
            message = (
                f"{call.service} {call.operation} is not sent to real AWS, for it does not only read; "
                "add a mock of it, or allow writes"
            )
            return Unanswered(message, skeleton(call))
        try:
            return invoke(self._clients.of(call), call, DOOR)
        except BotoCoreError as error:
            raise DoorError(f"real AWS does not answer {call.service} {call.operation}: {error}") from error
