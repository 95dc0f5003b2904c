"""The AWS SDK of this machine, lent to nodes that have none (see on_node/aws_calls.py)."""

import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from ssmdoc.source.values import JsonValue

_PACKAGES = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3")
_MODULES = ("six",)
_NOT_NEEDED = ("examples-1", "completions-1")
"""Models for manuals and shells."""
MISSING = 'and ssmdoc has none to lend: take an image that has it, or `pip install "ssmdoc[aws]"`'


def lend(wanted: JsonValue) -> bytes:
    """What a script asks for: a line of JSON, and a zip archive after it unless the line says `problem`."""
    match wanted:
        case {"python": [3, int(minor)]}:
            problem = _problem(minor)
            return _line(problem) if problem else _line("") + _library()
        case {"data": str(version)} if not _problem(None) and version in _versions():
            return _line("") + _model(version)
        case _:
            return _line("and ssmdoc does not know what is asked of it")


def _line(problem: str) -> bytes:
    return json.dumps({"problem": problem}).encode() + b"\n"


def _problem(minor: int | None) -> str:
    """Why nothing can be lent to a Python 3 of this minor version; empty if it can."""
    if any(find_spec(name) is None for name in (*_PACKAGES, *_MODULES)):
        return MISSING
    try:
        needed = re.search(r">=\s*3\.([0-9]+)", metadata("boto3")["Requires-Python"] or "")
    except PackageNotFoundError:
        return MISSING
    if needed and minor is not None and minor < int(needed[1]):
        return f"and the one that ssmdoc lends needs Python 3.{needed[1]}: take an image that has boto3"
    return ""


def _folder(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else Path("/nonexistent")


@cache
def _library() -> bytes:
    """The code of the SDK and of what it needs, with the names of its models but none of them."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as files:
        for package in _PACKAGES:
            folder = _folder(package)
            for path in _code(folder):
                files.write(path, f"{package}/{path.relative_to(folder).as_posix()}")
        for module in _MODULES:
            files.write(_folder(module) / f"{module}.py", f"{module}.py")
        for version in _versions():
            files.writestr(f"botocore/data/{version}/", b"")
        files.writestr("botocore/data/ssmdoc.json", json.dumps(_model_names()))
    return archive.getvalue()


def _code(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)
    # botocore's general tables, and all of boto3's resources, which are small
    yield from sorted((folder / "data").glob("*.json"))
    if folder.name == "boto3":
        yield from sorted((folder / "data").glob("*/*/*.json"))


@cache
def _versions() -> dict[str, list[Path]]:
    """The files of the models by service and version: `ec2/2016-11-15`."""
    data = _folder("botocore") / "data"
    versions: dict[str, list[Path]] = {}
    for path in sorted(data.glob("*/*/*.json*")):
        if not path.name.startswith(_NOT_NEEDED):
            versions.setdefault(path.parent.relative_to(data).as_posix(), []).append(path)
    return versions


def _model_names() -> list[str]:
    """The models, as botocore asks for them: without `.json`."""
    return [f"{version}/{path.name.partition('.json')[0]}" for version, files in _versions().items() for path in files]


@cache
def _model(version: str) -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for path in _versions()[version]:
            stored = zipfile.ZIP_STORED if path.suffix == ".gz" else None
            files.write(path, f"{version}/{path.name}", stored)
        files.writestr(f"{version}/ssmdoc", b"")  # last: what is unpacked is complete
    return archive.getvalue()
