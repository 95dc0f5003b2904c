"""SendCommand does not take a request."""

from ssmdoc.automation.records import Ending, failed


class RefusedError(Exception):
    """Why the service does not take the request: its error code and a text."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"An error occurred ({code}) when calling the SendCommand operation: {message}")

    def ending(self) -> Ending:
        """How the step ends."""
        return failed(str(self))


def invalid(member: str, value: str, constraint: str) -> RefusedError:
    """A member of the request breaks a rule of the service model, in the words of AWS's APIs."""
    return RefusedError(
        "ValidationException",
        f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}",
    )
