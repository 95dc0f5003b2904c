"""What the extras of ssmdoc bring, asked for when it is needed."""

from importlib.util import find_spec

from ssmdoc.aws.call import DoorError


def need(package: str, extra: str) -> None:
    """Make sure that a package of an extra is there.

    Raises:
        DoorError: it is not; the text says how to get it.
    """
    if find_spec(package) is None:
        raise DoorError(
            f'{package} is not installed, and AWS calls need it; install it with: pip install "ssmdoc[{extra}]"'
        )
