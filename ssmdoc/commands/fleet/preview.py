"""`ssmdoc run --plan` for many nodes: which of them the command would go to, and what becomes of the others."""

import argparse

from ssmdoc.commands.fleet.options import check_fleet
from ssmdoc.commands.fleet.plan import Addressed, address, chosen_image, read_fleet
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.config import Configuration
from ssmdoc.invoke.refused import Refused
from ssmdoc.plan.command_plan import CommandPlan
from ssmdoc.report.plan_text import PlannedFleet, PlannedNode
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.fleet.reach import answers
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.select import DEFAULT_IMAGE


def addressed_nodes(options: argparse.Namespace) -> Addressed | Refused:
    """The nodes that the command would go to, or why SendCommand refuses it.

    Raises:
        InputError: what was given cannot be used.
    """
    check_fleet(options)
    if options.platform:
        raise InputError("--platform is for a plan without --fleet and for one --image: nodes have their platform")
    return address(read_fleet(options), options)


def planned_fleet(
    addressed: Addressed, plan: CommandPlan, options: argparse.Namespace, configuration: Configuration
) -> PlannedFleet:
    """The nodes, each with what is known of it before it is started."""
    found = answers(addressed.nodes, plan)
    over = addressed.is_over_quota
    command = Details.RATE_EXCEEDED if over else None if addressed.nodes else Details.NO_INSTANCES_IN_TAG
    nodes = []
    for number, node in enumerate(addressed.nodes):
        answer = found.get(number)
        image = "" if answer else _image(node, options, configuration)
        details = Details.CANCELLED if over else answer.details if answer else None
        reason = answer.reason if answer and not over else ""
        nodes.append(PlannedNode(node.instance_id, node.name, node.platform, image, details, reason))
    return PlannedFleet(tuple(nodes), addressed.max_concurrency, addressed.max_errors, command)


def platforms_of(fleet: PlannedFleet) -> tuple[str, ...]:
    """The platforms of which a plan is worth showing: those of the nodes that the command reaches."""
    reached = (node for node in fleet.nodes if node.details is None or node.reason)
    return tuple(dict.fromkeys(node.platform for node in reached))


def _image(node: FleetNode, options: argparse.Namespace, configuration: Configuration) -> str:
    """The address of a node's image; nothing where the namespace sandbox has been chosen."""
    if (options.sandbox or configuration.sandbox) == "namespace":
        return ""
    return image_address(node.image or chosen_image(options, configuration) or DEFAULT_IMAGE, configuration.images)
