"""What to do about a finding."""

from ssmdoc.catalogue.parameter_types import ENV_VAR
from ssmdoc.catalogue.schema_versions import ENV_VAR_VERSIONS
from ssmdoc.fuzz.finding import Kind
from ssmdoc.fuzz.subject import Subject
from ssmdoc.fuzz.target import Use

_SAFE = "^[A-Za-z0-9._-]+$"


def remedy(kind: Kind, subject: Subject, use: Use | None, schema_version: str) -> str:
    """How to keep a value of a parameter from doing this at a place."""
    narrower = _pattern(subject)
    if kind is Kind.TIMEOUT:
        return f"bound what the value can do (timeout 10 COMMAND), or {narrower}"
    name = subject.name
    if use is not None and use.is_variable:
        return f'do not hand "$SSM_{name}" to eval, sh -c or another program that runs it, quote it, or {narrower}'
    if subject.fields.get("interpolationType") == ENV_VAR:
        return f'write "$SSM_{name}" in double quotes in the place of the reference, or {narrower}'
    if schema_version in ENV_VAR_VERSIONS and subject.type in ("String", "StringList"):
        return f'add "interpolationType: ENV_VAR" and write "$SSM_{name}" in double quotes in the script, or {narrower}'
    return narrower


def _pattern(subject: Subject) -> str:
    pattern = subject.declared.allowed_pattern
    if subject.type in ("Integer", "Boolean"):
        return "say with allowedValues what is meant"
    if pattern:
        return f'make the allowedPattern "{pattern}" narrower, from ^ to $'
    return f'declare what is meant: allowedPattern "{_SAFE}" or allowedValues'
