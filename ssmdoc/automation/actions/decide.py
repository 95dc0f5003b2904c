"""aws:approve and aws:pause: the step waits until somebody decides.

Sources: UG25 automation-action-approve.md, automation-action-pause.md; facts statuses (automation_outcome).
"""

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.decisions import ALLOWED, Decision, Question, Signal
from ssmdoc.automation.records import Ending, Failure, Stage, failed, succeeded
from ssmdoc.automation.status import Status
from ssmdoc.catalogue.limits import DEFAULT_APPROVAL_SECONDS
from ssmdoc.source.values import JsonValue

_FOREVER = float("inf")


def approve(call: ActionCall) -> Ending:
    """Wait for an approval; one rejection fails the step."""
    approvers = tuple(call.texts("Approvers")) or _enhanced(call.inputs.get("EnhancedApprovals"))
    needed = call.inputs.get("MinRequiredApprovals")
    count = needed if isinstance(needed, int) else 1
    question = Question(call.step.name, call.step.action, call.text("Message"), approvers, count)
    decision = _decision(call, question)
    if isinstance(decision, Ending):
        return decision
    return _approved(decision, question) if decision.signal is Signal.APPROVE else _rejected(decision, question)


def pause(call: ActionCall) -> Ending:
    """Wait to be resumed."""
    decision = _decision(call, Question(call.step.name, call.step.action))
    return decision if isinstance(decision, Ending) else succeeded()


def _decision(call: ActionCall, question: Question) -> Decision | Ending:
    """The decision, when it has come; or how the step ends without one."""
    allowed = ALLOWED[question.action]
    call.wait()
    until = call.until(DEFAULT_APPROVAL_SECONDS)
    decision = call.world.decisions.decide(question)
    if call.cancel.is_set():
        return Ending(Status.CANCELLED)
    if decision is None:
        words = " or ".join(
            f"{question.step}={signal.value.lower()}" for signal in allowed if signal is not Signal.NONE
        )
        return failed(f"Nobody is there to decide it; say what the decision is with --decide {words}", type_="Internal")
    if decision.signal not in allowed:
        words = " or ".join(signal.value for signal in allowed if signal is not Signal.NONE)
        return failed(
            f"The decision {decision.signal.value} is none for {question.action}, expected {words}", type_="Internal"
        )
    seconds = _FOREVER if decision.signal is Signal.NONE else decision.after_seconds
    return call.pass_time(seconds, until) or decision


def _approved(decision: Decision, question: Question) -> Ending:
    approvers = question.approvers[: question.needed]
    outputs: dict[str, JsonValue] = {
        "ApprovalStatus": "Approved",
        "ApproverDecisions": [_entry(approver, "Approve", decision) for approver in approvers],
    }
    return succeeded(dict(outputs), outputs)


def _rejected(decision: Decision, question: Question) -> Ending:
    outputs: dict[str, JsonValue] = {
        "ApprovalStatus": "Rejected",
        "ApproverDecisions": [_entry(approver, "Reject", decision) for approver in question.approvers[:1]],
    }
    failure = Failure("Approval has been rejected", Stage.POST_VERIFICATION)
    return Ending(Status.FAILED, outputs=outputs, failure=failure)


def _entry(approver: str, word: str, decision: Decision) -> dict[str, JsonValue]:
    return {"Approver": approver, "Decision": word, "Comment": decision.comment}


def _enhanced(value: JsonValue) -> tuple[str, ...]:
    """The approvers of a change template (UG25 change-templates-custom-editor.md)."""
    approvers = value.get("Approvers") if isinstance(value, dict) else None
    if not isinstance(approvers, list):
        return ()
    return tuple(str(item["approver"]) for item in approvers if isinstance(item, dict) and "approver" in item)
