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


def find_document(request: Request, world: World) -> FoundDocument | None:
    """The document of a request; None when it is not here.

    Raises:
        RefusedError: it is here, and the service would not have taken it.
    """
    try:
        return find_command(world, request.document, request.version)
    except FindError as error:
        raise RefusedError("InvalidDocument", str(error)) from error


def missing(request: Request, world: World) -> RefusedError:
    """There is no such document."""
    where = where_from(world.library)
    return RefusedError("InvalidDocument", f"Document with name {request.document} does not exist; {where}")


def planned(request: Request, document: FoundDocument, world: World) -> CommandPlan | DocumentFailure:
    """The plan of a document.

    Raises:
        RefusedError: the service does not take the values for its parameters, or the hash.
    """
    _check_hash(request, document)
    values = normalized(document.value, request.parameters)
    if refusal := refuse(document.value, values, content_bytes=len(document.content)):
        raise RefusedError(refusal.code, refusal.message)
    return plan_command(with_braces(document.value), values, world.store, env_vars=True)


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
