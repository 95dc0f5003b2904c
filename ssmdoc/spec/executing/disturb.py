"""What goes wrong in a case, as the engines ask for it: in the place of a step, or of the answer to a call."""

from collections.abc import Sequence
from threading import Event, Lock

from ssmdoc.automation.clock import Clock
from ssmdoc.automation.records import CANCELLED, Ending, failed, timed_out
from ssmdoc.aws.call import Answer, ApiCall, ApiError
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginOutcome
from ssmdoc.running.result import Status
from ssmdoc.spec.values import CallDisturbance, Disturbance, StepDisturbance

DOOR = "disturbance"
_REBOOT, _KILLED = 194, 137


class DisturbedSteps:
    """Counts the attempts of the steps that are disturbed."""

    def __init__(self, disturbances: Sequence[Disturbance]) -> None:
        self._steps = [found for found in disturbances if isinstance(found, StepDisturbance)]
        self._counts = [0] * len(self._steps)

    def next(self, step: str) -> StepDisturbance | None:
        """What happens to this attempt of a step; None if nothing does."""
        for place, found in enumerate(self._steps):
            if found.step == step and self._counts[place] < found.times:
                self._counts[place] += 1
                return found
        return None


class DisturbedCommand(DisturbedSteps):
    """The disturbances of a Command document."""

    def __call__(self, step: str) -> PluginOutcome | None:
        """As `running.step.Disturb`."""
        match self.next(step):
            case StepDisturbance(what="fail", code=code, message=message):
                said = f"{message or 'disturbed by the spec'}\nfailed to run commands: exit status {code}"
                return PluginOutcome(Status.FAILED, code, Streams(stderr=said.encode(errors="replace")))
            case StepDisturbance(what="time out"):
                return PluginOutcome(Status.TIMED_OUT, _KILLED)
            case StepDisturbance(what="reboot"):
                return PluginOutcome(Status.SUCCESS_AND_REBOOT, _REBOOT)
            case _:
                return None


class DisturbedAutomation(DisturbedSteps):
    """The disturbances of the steps of an automation."""

    def __init__(self, disturbances: Sequence[Disturbance], clock: Clock, cancel: Event) -> None:
        super().__init__(disturbances)
        self._clock, self._cancel = clock, cancel

    def __call__(self, step: Step, _attempt: int) -> Ending | None:
        """As `automation.world.Disturb`."""
        match self.next(step.name):
            case StepDisturbance(what="fail", message=message):
                return failed(message or "disturbed by the spec")
            case StepDisturbance(what="time out"):
                self._clock.sleep(step.timeout_seconds or 0, self._cancel)
                return timed_out()
            case StepDisturbance(what="cancel"):
                self._cancel.set()
                return CANCELLED
            case _:
                return None


class DisturbedCalls:
    """A door that answers the calls that are disturbed."""

    def __init__(self, disturbances: Sequence[Disturbance]) -> None:
        self._found = [found for found in disturbances if isinstance(found, CallDisturbance)]
        self._counts = [0] * len(self._found)
        self._lock = Lock()

    def answer(self, call: ApiCall) -> Answer | None:
        """As `Door.answer`."""
        for place, found in enumerate(self._found):
            if (found.service, found.operation) != (call.service, call.operation):
                continue
            with self._lock:
                self._counts[place] += 1
                number = self._counts[place]
            if not found.calls or number in found.calls:
                error = found.error
                return ApiError(error.code, error.message, DOOR, error.http_status)
        return None
