"""What the precondition of a step asks for, as several rules need it."""

from ssmdoc.catalogue.preconditions import OPERATOR, PLATFORM, PLATFORMS
from ssmdoc.model.steps import Step
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_PLATFORMS = frozenset(map(str.lower, PLATFORMS))


def compared(step: Step) -> tuple[Scalar, Scalar] | None:
    """The two texts that the precondition of a step compares; None without a well-formed one."""
    condition = step.precondition.value if step.precondition else None
    operands = condition.get(OPERATOR) if isinstance(condition, Mapping) else None
    if not isinstance(operands, Sequence):
        return None
    match operands.items:
        case [Scalar() as left, Scalar() as right]:
            return left, right
    return None


def beside_platform(left: Scalar, right: Scalar) -> Scalar | None:
    """What two compared texts say of the platform of the node; None when neither is `platformType`."""
    if left.text == PLATFORM:
        return right
    return left if right.text == PLATFORM else None


def is_platform(text: str) -> bool:
    """Whether a text is a platform, in any letter case."""
    return text.lower() in _PLATFORMS


def platform_of(step: Step) -> str | None:
    """The platform that a step asks for, in lower case; None when it asks for none that is known."""
    operands = compared(step)
    platform = beside_platform(*operands) if operands else None
    return platform.text.lower() if platform and is_platform(platform.text) else None
