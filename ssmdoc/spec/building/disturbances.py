"""What goes wrong in a case because its spec wants it so."""

from ssmdoc.source.tree import Mapping, Node
from ssmdoc.spec.building.calls import read_call_disturbance
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.written import flag, get, integer, items, text
from ssmdoc.spec.values import Disturbance, StepDisturbance

_ALWAYS = 1_000_000
"""More often than any step is tried."""


def read_disturbances(node: Node | None, context: Context) -> tuple[Disturbance, ...]:
    """The disturbances of a list."""
    found = [_disturbance(item, context) for item in items(node) if isinstance(item, Mapping)]
    return tuple(one for one in found if one is not None)


def _disturbance(node: Mapping, context: Context) -> Disturbance | None:
    step = text(get(node, "step"))
    if step is None:
        return read_call_disturbance(node, context)
    times = integer(get(node, "times"))
    if get(node, "reboot") is not None:
        return StepDisturbance(step, "reboot", times=times or 1)
    if get(node, "time_out") is not None:
        return StepDisturbance(step, "time out", times=times or _ALWAYS)
    if get(node, "cancel") is not None:
        return StepDisturbance(step, "cancel", times=times or _ALWAYS)
    fail = get(node, "fail")
    if fail is not None and flag(fail) is False:
        context.mistake(fail.span, '"fail" must be true, an exit code or a map, not false')
    code = integer(get(fail, "code")) if isinstance(fail, Mapping) else integer(fail)
    return StepDisturbance(step, "fail", code or 1, text(get(fail, "message")) or "", times or _ALWAYS)
