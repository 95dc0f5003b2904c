"""aws:runCommand from its inputs to its ending."""

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.run_command.document import find_document, planned
from ssmdoc.automation.actions.run_command.elsewhere import command_elsewhere
from ssmdoc.automation.actions.run_command.ending import ending
from ssmdoc.automation.actions.run_command.nodes import nodes_of
from ssmdoc.automation.actions.run_command.outputs import is_delivered
from ssmdoc.automation.actions.run_command.refused import RefusedError
from ssmdoc.automation.actions.run_command.request import read_request
from ssmdoc.automation.actions.run_command.send import Sending
from ssmdoc.automation.records import Ending
from ssmdoc.plan.command_plan import CommandPlan
from ssmdoc.running.aws_shapes import command_json
from ssmdoc.running.command_request import CommandRequest


def run_command(call: ActionCall) -> Ending:
    """Send the command and wait for its end; its result is kept beside that of the automation."""
    world = call.world
    try:
        request = read_request(call)
        document = find_document(request, world)
        if document is None:
            return command_elsewhere(call, request)
        plan = planned(request, document, world)
        nodes = nodes_of(request, world)
    except RefusedError as error:
        return error.ending()
    if is_delivered(request.outputs) and world.deliver is None:
        call.say("output and notifications are not delivered: name a folder for them with --deliver DIR")
    if not nodes:
        call.say("no node fits the targets, so nothing is run: the command is NoInstancesInTag")
    sent_as = CommandRequest(
        world.new_id(),
        document.name,
        world.clock.now(),
        request.parameters,
        document.version or "$DEFAULT",
        request.comment,
        request.seconds,
        request.max_concurrency,
        request.max_errors,
        request.targets,
        request.outputs,
        world.identity.region,
    )
    sent = Sending(call, sent_as, nodes, plan).run()
    world.started.commands.append(command_json(sent_as, sent.nodes))
    steps = len(plan.steps) if isinstance(plan, CommandPlan) else 0
    return ending(sent, sent_as.command_id, steps, has_one_node=len(request.instance_ids) == 1 and not request.targets)
