"""The connection to a Docker engine, and its failures as one clear message each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import docker
from docker.errors import APIError, DockerException
from docker.utils import kwargs_from_env
from requests.exceptions import RequestException

from ssmdoc.run.sandbox.protocol import EngineMissingError, ImageMissingError, SandboxError

CALL_SECONDS = 120


def connect() -> docker.APIClient:
    """A client for the engine that DOCKER_HOST or the current Docker context names.

    Raises:
        SandboxError: no engine answers there.
    """
    address = engine_address()
    settings = {"base_url": address} if address else kwargs_from_env()
    try:
        return docker.APIClient(**settings, version="auto", timeout=CALL_SECONDS)
    except (DockerException, RequestException, ValueError) as error:
        raise unreachable(settings.get("base_url") or "the default socket", error) from error


def engine_address() -> str | None:
    """The address of the current Docker context, as `docker context use` set it; None when the environment decides."""
    if os.environ.get("DOCKER_HOST"):
        return None
    try:
        context = docker.ContextAPI.get_current_context()
    except Exception:
        return None  # a broken context file must not hide an engine at the default address
    return context.Host if context is not None and not context.TLSConfig else None


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


@contextmanager
def engine_errors(action: str) -> Iterator[None]:
    """Turn what the SDK raises in the block into a SandboxError: `cannot ACTION: …`."""
    try:
        yield
    except APIError as error:
        raise SandboxError(f"cannot {action}: {error.explanation or error}") from error
    except (DockerException, RequestException, OSError) as error:
        raise SandboxError(f"cannot {action}: the Docker engine failed: {error}") from error


def pull(client: docker.APIClient, image: str) -> None:
    """Pull an image.

    Raises:
        SandboxError: it cannot be had.
    """
    try:
        for line in client.pull(image, stream=True, decode=True):
            if "error" in line:
                raise missing_image(image, line["error"])
    except (DockerException, RequestException) as error:
        raise missing_image(image, str(getattr(error, "explanation", None) or error)) from error


def missing_image(image: str, reason: str) -> ImageMissingError:
    """That an image is neither there nor to be had, and what to do."""
    return ImageMissingError(
        f'the image "{image}" is not on the Docker engine and cannot be pulled ({reason})',
        "name another with --image, or as run.image in ssmdoc.toml",
    )
