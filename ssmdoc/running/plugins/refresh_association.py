"""aws:refreshAssociation: always a success; the agent asks its State Manager, of which ssmdoc has no associations.

Source: amazon-ssm-agent refreshassociation.go Execute, association/processor/refreshassociation.go
ProcessRefreshAssociation, commandworkerprocessorwrapper.go handleSpecialPlugin; plg-013.
"""

from dataclasses import replace

from ssmdoc.plan.command_plan import PlannedStep
from ssmdoc.plan.go_json import List, Struct, Text
from ssmdoc.plan.go_text import printed
from ssmdoc.running.output import NO_OUTPUT, Streams, combine, cut_stream, decode
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.inputs import read_fields, texts
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status, StepResult
from ssmdoc.source.values import JsonValue

ACTION = "aws:refreshAssociation"
_INPUTS = Struct("refreshassociation.RefreshAssociationPluginInput", {"ID": Text(), "AssociationIds": List(Text())})


def refresh_association(call: PluginCall) -> PluginOutcome:
    """Note which associations are meant; inputs that do not fit count as all of them."""
    try:
        identifiers = texts(read_fields(call.inputs, _INPUTS), "AssociationIds")
    except InvalidInputsError as error:
        return replace(failed(str(error)), status=Status.SUCCESS)
    call.on_output("stdout", _request(identifiers))
    return PluginOutcome(Status.SUCCESS, 0, combined=printed([*identifiers]))


class RefreshReplies:
    """What the agent makes of the results of these steps before it replies.

    With every reply it adds the text of each step so far to one file, and reports the file. It takes the steps in
    random order; here they come in the order of the document.
    """

    def __init__(self, *, is_only_step: bool) -> None:
        self._replies_twice = is_only_step
        self._texts: dict[str, bytes] = {}
        self._file = NO_OUTPUT

    def reply(self, step: PlannedStep, result: StepResult) -> StepResult:
        """The result of a step as it is replied."""
        if step.action == ACTION:
            self._texts[step.name] = _text(step.inputs, result)
        for text in list(self._texts.values()) * (2 if self._replies_twice else 1):
            self._file = self._file.followed_by(Streams(text))
        if step.action != ACTION:
            return result
        shown = self._file.stdout
        return replace(
            result,
            status=Status.SUCCESS,
            code=0,
            stdout=decode(cut_stream(shown)),
            stderr="",
            output=decode(combine(self._file)),
        )


def _text(inputs: JsonValue, result: StepResult) -> bytes:
    identifiers: tuple[str, ...] = ()
    if result.status is Status.SUCCESS and not isinstance(inputs, list):
        try:
            identifiers = texts(read_fields(inputs, _INPUTS), "AssociationIds")
        except InvalidInputsError:
            identifiers = ()
    return _request(identifiers)


def _request(identifiers: tuple[str, ...]) -> bytes:
    which = "All associations" if identifiers in ((), ("",)) else f"Associations {printed([*identifiers])}"
    return f"{which} have been requested to execute immediately".encode(errors="replace")
