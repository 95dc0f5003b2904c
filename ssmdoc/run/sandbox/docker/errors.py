"""What can go wrong with an engine, as one clear message each."""

from collections.abc import Iterator
from contextlib import contextmanager

from docker.errors import APIError, DockerException
from requests.exceptions import RequestException

from ssmdoc.run.sandbox.protocol import EngineMissingError, ImageMissingError, SandboxError

ENGINE_FAILURES = (DockerException, RequestException, OSError)
"""What the SDK raises when a call fails, whoever is to blame."""


@contextmanager
def engine_errors(action: str) -> Iterator[None]:
    """Turn what the SDK raises in the block into a SandboxError: `cannot ACTION: …`."""
    try:
        yield
    except APIError as error:
        raise SandboxError(f"cannot {action}: {error.explanation or error}") from error
    except ENGINE_FAILURES as error:
        raise SandboxError(f"cannot {action}: the Docker engine failed: {error}") from error


def unreachable(address: str, error: Exception) -> EngineMissingError:
    """Why the engine does not answer, and what to do."""
    text = str(error)
    if "Permission denied" in text:
        reason = f"this user may not use the Docker engine at {address}"
        remedy = "add the user to the group docker, or use rootless Docker"
    elif any(words in text for words in ("No such file", "Connection refused", "FileNotFoundError")):
        reason = f"no Docker engine answers at {address}"
        remedy = "start it, or set DOCKER_HOST"
    else:
        reason = f"the Docker engine at {address} cannot be used: {text}"
        remedy = "see `docker version`"
    return EngineMissingError(reason, f"{remedy}, or run with --sandbox namespace")


def missing_image(image: str, reason: str) -> ImageMissingError:
    """That an image is neither there nor to be had, and what to do."""
    return ImageMissingError(
        f'the image "{image}" is not on the Docker engine and cannot be pulled ({reason})',
        "name another with --image, or as run.image in ssmdoc.toml",
    )
