"""Values out of the tree of a mocks file that its schema has passed."""

from ssmdoc.aws.models import Operation, UnknownApiError, find_operation, find_service
from ssmdoc.aws.typed import Problems
from ssmdoc.schema.places import find
from ssmdoc.source.tree import Mapping, Node, Scalar
from ssmdoc.source.values import to_value


def find_api(node: Mapping, problems: Problems) -> Operation | None:
    """The operation that `service` and `api` of a map mean."""
    service, api = get(node, "service"), get(node, "api")
    if service is None or api is None:
        return None
    place = service
    try:
        find_service(text(service))
        place = api
        return find_operation(text(service), text(api))
    except UnknownApiError as error:
        problems.error(place.span, str(error))
        return None


def get(node: Mapping, key: str) -> Node | None:
    """The value of a key, merge keys included."""
    entry = find(node, key)
    return entry.value if entry else None


def text(node: Node | None) -> str:
    """A text; empty without one."""
    return node.text if isinstance(node, Scalar) else ""


def number(node: Node | None) -> float | None:
    """A number; None without one."""
    value = to_value(node) if node is not None else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
