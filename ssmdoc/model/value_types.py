"""Types of values, as parameters, variables and outputs declare them and inputs need them."""

from ssmdoc.catalogue.outputs import CONVERSIONS

_LIST = "List<"
_RESOURCE = "AWS::"


def value_type(declared: str | None) -> str | None:
    """The type that values of a declared type have: resource types are texts; None for what is no type."""
    if declared is None or declared in CONVERSIONS:
        return declared
    if declared.startswith(_LIST):
        return "StringList"
    return "String" if declared.startswith(_RESOURCE) else None


def fits(type_: str, wanted: tuple[str, ...]) -> bool:
    """Whether a value of a type is of one that is wanted, or is converted to one without loss.

    Source: UG25 automation-action-outputs-inputs.md.
    """
    return not wanted or type_ in wanted or any(other in wanted for other in CONVERSIONS.get(type_, ()))
