"""What references mean while an automation runs: parameters, outputs of steps, variables, loops, system variables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ssmdoc.catalogue.outputs import LOOP_OUTPUTS
from ssmdoc.model.references import Form, Reference
from ssmdoc.plan.automation.resolve import Lookup, UnavailableError, UnknownError, resolve
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Identity:
    """As whom and where an automation runs."""

    execution_id: str
    account: str = "123456789012"
    region: str = "us-east-1"
    partition: str = "aws"


class Scope:
    """The values that references of one automation have."""

    def __init__(self, runbook: Runbook, parameters: Mapping[str, JsonValue], identity: Identity) -> None:
        self._runbook, self._parameters, self._identity = runbook, parameters, identity
        self.variables: dict[str, JsonValue] = {name: found.default for name, found in runbook.variables.items()}
        self._outputs: dict[str, Mapping[str, JsonValue]] = {}

    def keep(self, step: str, outputs: Mapping[str, JsonValue]) -> None:
        """From now on a step has these outputs, and those that it had from an earlier time are gone."""
        self._outputs[step] = outputs

    def output(self, step: str, name: str) -> JsonValue:
        """The value of an output.

        Raises:
            UnavailableError: the step has not run, or has no such output.
        """
        outputs = self._outputs.get(step, {})
        if name in outputs:
            return outputs[name]
        reason = "the step has no such output" if outputs else "the step has not been successfully executed"
        raise UnavailableError(f"{step}.{name}", reason)

    def lookup(self, now: datetime, loops: Mapping[str, Mapping[str, JsonValue]]) -> Lookup:
        """What references mean at a time, in loops whose present values are given by name."""

        def value(reference: Reference) -> JsonValue:
            name = reference.names[0]
            match reference.form:
                case Form.PARAMETER if name in self._runbook.parameters:
                    return resolve(self._parameters.get(name), lambda inner: self._system(inner, now))
                case Form.OUTPUT if name in loops and reference.names[1] in LOOP_OUTPUTS:
                    return _of_loop(name, reference.names[1], loops[name])
                case Form.OUTPUT if name in self._runbook.steps_by_name:
                    return self.output(name, reference.names[1])
                case Form.VARIABLE if name in self.variables:
                    return self.variables[name]
                case _:
                    return self._system(reference, now)

        return value

    def _system(self, reference: Reference, now: datetime) -> JsonValue:
        """A system variable. Source: UG25 automation-variables.md."""
        makers = _GLOBAL if reference.form is Form.GLOBAL else _AUTOMATION
        maker = makers.get(reference.names[0]) if reference.form in (Form.GLOBAL, Form.AUTOMATION) else None
        if maker is None:
            raise UnknownError
        return maker(self._identity, now)


def _of_loop(loop: str, name: str, values: Mapping[str, JsonValue]) -> JsonValue:
    if name not in values:
        raise UnavailableError(f"{loop}.{name}", "the loop has no list of values")
    return values[name]


_Maker = Callable[[Identity, datetime], str]
_GLOBAL: dict[str, _Maker] = {
    "ACCOUNT_ID": lambda identity, _: identity.account,
    "AWS_PARTITION": lambda identity, _: identity.partition,
    "REGION": lambda identity, _: identity.region,
    "DATE": lambda _, now: now.strftime("%Y-%m-%d"),
    "DATE_TIME": lambda _, now: now.strftime("%Y-%m-%d_%H.%M.%S"),
}
_AUTOMATION: dict[str, _Maker] = {"EXECUTION_ID": lambda identity, _: identity.execution_id}
