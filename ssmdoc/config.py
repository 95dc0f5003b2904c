"""The configuration file: `ssmdoc.toml` in this folder or the nearest one above it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ssmdoc.catalogue.nearest import nearest
from ssmdoc.running.sandbox.protocol import Limits
from ssmdoc.running.sandbox.select import SandboxName
from ssmdoc.running.sandbox.sizes import parse_size
from ssmdoc.running.sources import Source

FILE_NAME = "ssmdoc.toml"

_OF_RUN = ("image", "sandbox", "network", "region", "limits", "library", "sources", "packages")
"""The keys of the table run."""


class ConfigurationError(Exception):
    """The configuration file cannot be used; the text names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project says about running its documents; a command line option wins over it."""

    image: str | None = None
    sandbox: SandboxName | None = None
    network: str | None = None
    region: str = "us-east-1"
    limits: Limits = field(default_factory=Limits)
    library: tuple[Path, ...] = ()
    """Folders of documents that others run."""
    sources: tuple[Source, ...] = ()
    packages: tuple[Path, ...] = ()
    """Folders of packages that aws:configurePackage installs."""
    images: Mapping[str, str] = field(default_factory=dict)
    """Names for images, and where these are pulled from."""
    runtimes: Mapping[str, str] = field(default_factory=dict)
    """Images for the runtimes of aws:executeScript."""


def load_configuration(folder: Path) -> Configuration:
    """Read the nearest `ssmdoc.toml` at or above a folder; without one, the defaults.

    Raises:
        ConfigurationError: it cannot be read, or says something that is not known.
    """
    for candidate in (folder, *folder.parents):
        path = candidate / FILE_NAME
        if path.is_file():
            try:
                return read(path)
            except (ValueError, OSError) as error:
                raise ConfigurationError(f"{path}: {error}") from error
    return Configuration()


def read(path: Path) -> Configuration:
    """Read one file; a ValueError says what is wrong in it."""
    import tomllib  # most folders have no configuration, and every start pays for an import

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is not UTF-8") from error
    for key in content:
        if key in _OF_RUN:
            raise ValueError(f'unknown key "{key}"; it belongs into the table run, below [run]')
    check_keys(content, ("run", "images", "runtimes"), "")
    run = table(content, "run")
    check_keys(run, _OF_RUN, "run.")
    for name in ("image", "sandbox", "network", "region"):
        if name in run and not isinstance(run[name], str):
            raise ValueError(f"run.{name} must be text")
    if run.get("sandbox") not in {None, "auto", "docker", "namespace"}:
        raise ValueError(f'run.sandbox must be "auto", "docker" or "namespace", not "{run["sandbox"]}"')
    named: dict[str, Any] = {name: run[name] for name in ("image", "sandbox", "network", "region") if name in run}
    return Configuration(
        **named,
        limits=read_limits(table(run, "limits")),
        library=read_folders(run, "library", path.parent),
        sources=read_sources(table(run, "sources"), path.parent),
        packages=read_folders(run, "packages", path.parent),
        images=read_images(table(content, "images"), "images"),
        runtimes=read_images(table(content, "runtimes"), "runtimes"),
    )


def read_images(content: dict[str, Any], key: str) -> dict[str, str]:
    """The images of a table: names for images, or runtimes, with addresses."""
    for name, address in content.items():
        if isinstance(address, dict):
            example = {"images": "ubuntu22.04", "runtimes": "python3.11"}[key]
            raise ValueError(
                f'{key}.{name} must be the address of an image; a name with a dot needs quotes: "{example}"'
            )
        if not isinstance(address, str) or not address:
            raise ValueError(f'{key}."{name}" must be the address of an image')
    return content


def read_folders(content: dict[str, Any], key: str, folder: Path) -> tuple[Path, ...]:
    """A folder or a list of folders, relative to that of the file."""
    value = content.get(key, [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"run.{key} must be a folder or a list of folders")
    folders = tuple(folder / name for name in names)
    for path in folders:
        if not path.is_dir():
            raise ValueError(f"run.{key}: {path}: no such folder")
    return folders


def read_sources(content: dict[str, Any], folder: Path) -> tuple[Source, ...]:
    """The files and folders that stand for addresses, relative to the folder of the file."""
    for address, path in content.items():
        if not isinstance(path, str) or not path:
            raise ValueError(f'run.sources."{address}" must be the path of a file or folder')
        if not (folder / path).exists():
            raise ValueError(f'run.sources."{address}": {folder / path}: no such file or folder')
    return tuple(Source(address, folder / path) for address, path in content.items())


def read_limits(content: dict[str, Any]) -> Limits:
    """`memory`, `disk` and `output` as sizes (`"2 GiB"` or bytes), `processes` as a number."""
    check_keys(content, ("memory", "processes", "disk", "output"), "run.limits.")
    limits = Limits()
    if "processes" in content:
        limits = replace(limits, processes=positive("processes", content["processes"]))
    sizes = {
        f"{name}_bytes": read_size(name, content[name]) for name in ("memory", "disk", "output") if name in content
    }
    return replace(limits, **sizes)


def read_size(name: str, value: object) -> int:
    """A number of bytes, or text such as `512 MiB`."""
    if isinstance(value, str):
        if number := parse_size(value):
            return number
        raise ValueError(f'run.limits.{name} must be a size such as "512 MiB" or "2 GiB", not "{value}"')
    return positive(name, value)


def positive(name: str, value: object) -> int:
    """A whole number above zero."""
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise ValueError(f"run.limits.{name} must be a whole number above zero, not {value}")
    return value


def table(content: dict[str, Any], name: str) -> dict[str, Any]:
    """A table of the file, empty when it is missing."""
    value = content.get(name, {})
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be a table")
    return value


def check_keys(content: dict[str, Any], known: tuple[str, ...], prefix: str) -> None:
    """Refuse a key that is not known, naming the nearest that is."""
    for key in content:
        if key not in known:
            near = nearest(key, known)
            hint = f'did you mean "{prefix}{near}"?' if near else f"known are {', '.join(known)}"
            raise ValueError(f'unknown key "{prefix}{key}", {hint}')
