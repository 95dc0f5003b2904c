"""Platforms and architectures that no node goes by."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import offer
from ssmdoc.catalogue.package import ANY, OTHER_ARCHITECTURE_NAMES, OTHER_PLATFORM_NAMES, PLATFORMS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.package.manifest import levels, platforms
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("unknown-platform", Severity.WARNING)
def unknown_platform(document: Document) -> Iterator[Finding]:
    """A package is for a platform or an architecture that the agent has another name for.

    The agent compares letter by letter, with `_any` for all others, and ends with `no manifest found for platform`
    where it finds nothing.

    ```yaml
    schemaVersion: "2.0"
    version: "1.0"
    packages:
      rhel: {_any: {x86_64: {file: agent.zip}}}  # error: no node goes by platform "rhel", did you mean "redhat"?
      amazon: {_any: {amd64: {file: agent.zip}}}  # error: no node goes by architecture "amd64", did you mean "x86_64"?
    files:
      agent.zip: {checksums: {sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}}
    ```

    ```json
    {
      "schemaVersion": "2.0",
      "version": "1.0",
      "packages": {
        "redhat": {"_any": {"x86_64": {"file": "agent.zip"}}},
        "amazon": {"_any": {"x86_64": {"file": "agent.zip"}}}
      },
      "files": {
        "agent.zip": {"checksums": {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}
      }
    }
    ```
    """
    known = {name: name for name in (*PLATFORMS, ANY)} | OTHER_PLATFORM_NAMES
    for platform in platforms(document):
        right = known.get(platform.text.lower())
        if right and right != platform.text:
            yield Finding(platform.span, f"no node goes by platform {in_quotes(platform.text)}{offer(right)}")
    for _, architecture, _ in levels(document):
        right = OTHER_ARCHITECTURE_NAMES.get(architecture.text.lower())
        if right:
            yield Finding(
                architecture.span, f"no node goes by architecture {in_quotes(architecture.text)}{offer(right)}"
            )
