"""The document of a command, found and planned as SendCommand would take it."""

import hashlib

from ssmdoc.automation.actions.run_command.refused import RefusedError
from ssmdoc.automation.actions.run_command.request import Request
from ssmdoc.automation.documents.find import FindError, FoundDocument, find_command, where_from
from ssmdoc.automation.world import World
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.plan.parameter_text import normalized
from ssmdoc.plan.service import refuse

_HASHES = {"Sha256": hashlib.sha256, "Sha1": hashlib.sha1}


def planned(request: Request, world: World) -> tuple[FoundDocument, CommandPlan | DocumentFailure]:
    """The document and its plan.

    Raises:
        RefusedError: there is no such document, or the service does not take the values for its parameters.
    """
    document = _document(request, world)
    _check_hash(request, document)
    values = normalized(document.value, request.parameters)
    if refusal := refuse(document.value, values, content_bytes=len(document.content)):
        raise RefusedError(refusal.code, refusal.message)
    return document, plan_command(with_braces(document.value), values, world.store, env_vars=True)


def _document(request: Request, world: World) -> FoundDocument:
    try:
        found = find_command(world, request.document, request.version)
    except FindError as error:
        raise RefusedError("InvalidDocument", str(error)) from error
    if found is None:
        where = where_from(world.library)
        raise RefusedError("InvalidDocument", f"Document with name {request.document} does not exist; {where}")
    return found


def _check_hash(request: Request, document: FoundDocument) -> None:
    """The hash is that of the content as it was created (service.md); AWS's words for another one are not known."""
    if not request.hash:
        return
    if request.hash_type not in _HASHES:
        raise RefusedError("ValidationException", f'DocumentHashType must be Sha256 or Sha1, not "{request.hash_type}"')
    found = _HASHES[request.hash_type](document.content).hexdigest()
    if found != request.hash.lower():
        raise RefusedError(
            "InvalidDocument",
            f"DocumentHash is {request.hash}, but {document.name} has the {request.hash_type} {found}",
        )
