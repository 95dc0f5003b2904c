"""The schema of package manifests."""

from scripts.schemas.common import Schema, editor_schema, identification, schema_version, text
from scripts.schemas.session import UNSURE
from ssmdoc.catalogue.schema_versions import PACKAGE_VERSIONS

HASH_ALIASES = {"sha-256": "sha256", "sha_256": "sha256", "sha": "sha256"}


def package_schema() -> Schema:
    """The schema of the manifest of a package of Distributor.

    Source: UG23 distributor-working-with-packages-create.md, AGENT configurepackage/birdwatcher/types.go.
    """
    return {
        **identification("package-2.0"),
        "title": "SSM package manifest",
        "description": "The manifest of a package of AWS Systems Manager Distributor: which file is for which nodes.",
        "type": "object",
        "required": ["schemaVersion", "version", "packages", "files"],
        "properties": {
            "$schema": editor_schema(),
            "schemaVersion": schema_version(PACKAGE_VERSIONS, "2.0"),
            "version": {"description": "Version of the package.", "type": "string", "x-expected": "text"},
            "name": text("Name of the package; manifests of AWS itself have it.", warn=True),
            "url": text("Page of the publisher; manifests of AWS itself have it.", warn=True),
            "publisher": text("Who publishes the package.", warn=True),
            "description": text("What the package is.", warn=True),
            "packageArn": text("Address of the package; AWS fills it in.", warn=True),
            "assumeRole": text("Role; nothing is known to read it.", warn=True),
            "packages": _level(
                "The file for each node: by platform, by version of the platform, by architecture; `_any` stands for "
                "all others.",
                'the "packages"',
                _level(
                    "A platform, as the agent calls it: amazon, ubuntu, windows, ...",
                    "platform {key}",
                    _level(
                        "A version of the platform, `_any`, or one that ends in `.*`.", "version {key}", _architecture()
                    ),
                ),
            ),
            "files": {
                "description": "The files of the package, which are attachments of the document, by name.",
                "type": "object",
                "minProperties": 1,
                "additionalProperties": _file(),
                "x-name": 'the "files"',
                "x-expected": "a map of at least one file",
            },
        },
        "additionalProperties": False,
        "x-name": "the manifest",
        "x-expected": "a map",
        "x-unknown-severity": "warning",
    }


def _level(description: str, name: str, below: Schema) -> Schema:
    return {
        "description": description,
        "type": "object",
        "minProperties": 1,
        "additionalProperties": below,
        "x-name": name,
        "x-expected": "a map with at least one key",
    }


def _architecture() -> Schema:
    return {
        "description": "An architecture: x86_64, arm64, 386, or `_any`.",
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"description": "Name of a file in `files`.", "type": "string", "x-expected": "text"},
        },
        "additionalProperties": False,
        "x-name": "architecture {key}",
        "x-expected": "a map for an architecture",
        "x-otherwise": "packages are told apart by platform, version of the platform, and architecture",
        "x-unknown-severity": "warning",
    }


def _file() -> Schema:
    return {
        "description": "A file of the package.",
        "type": "object",
        "properties": {
            "checksums": {
                "description": "The hash of the file.",
                "type": "object",
                "properties": {
                    "sha256": {
                        "description": "SHA-256 hash of the file, in hexadecimal.",
                        "type": "string",
                        "pattern": f"^[0-9a-fA-F]{{64}}$|{UNSURE}",
                        "x-expected": "a SHA-256 hash, 64 hexadecimal digits",
                        "x-severity": "warning",
                    },
                },
                "additionalProperties": False,
                "x-name": 'the "checksums"',
                "x-expected": 'a map with "sha256"',
                "x-unknown-severity": "warning",
                "x-aliases": HASH_ALIASES,
                "allOf": [_wanted("sha256", "SHA-256 hash of the file.", 'the "checksums"', HASH_ALIASES)],
            },
            "downloadLocation": text("Address that the file is fetched from; AWS fills it in.", warn=True),
            "size": {
                "description": "Bytes of the file.",
                "type": ["integer", "null"],
                "x-expected": "an integer",
                "x-severity": "warning",
            },
        },
        "additionalProperties": False,
        "x-name": "file {key}",
        "x-expected": 'a map with "checksums"',
        "x-unknown-severity": "warning",
        "allOf": [_wanted("checksums", "The hash of the file.", "file {key}", {})],
    }


def _wanted(name: str, description: str, where: str, aliases: dict[str, str]) -> Schema:
    """A key that the guide wants; whether AWS refuses a manifest without it is not known."""
    return {
        "properties": {name: {"description": description}},
        "required": [name],
        "x-name": where,
        "x-severity": "warning",
        "x-aliases": aliases,
    }
