"""Which value each parameter has for the agent, and the checks that the agent makes of it.

Source: amazon-ssm-agent docparser.go getValidatedParameters, parameterstore.go ValidateSSMParameters,
allowedregexparamvalidator.go.
"""

from collections.abc import Iterator, Mapping

from ssmdoc.patterns.re2 import PatternError, UnsupportedPatternError, compile_pattern
from ssmdoc.plan import nested_parameters
from ssmdoc.plan.agent_document import NIL_POINTER, AgentCrashError, Declaration, DocumentError
from ssmdoc.plan.go_text import as_agent_value, marshalled, printed
from ssmdoc.plan.interpolate import is_valid_name
from ssmdoc.plan.parameter_store import ParameterStore, has_reference, resolve
from ssmdoc.source.values import JsonValue


def merge(declarations: Mapping[str, Declaration | None], supplied: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The given values, also of names that are not declared, and the defaults of the rest; null without either.

    A value given for a name with other characters than ASCII letters and digits is dropped without a word (par-034).

    Raises:
        AgentCrashError: a parameter is declared as null.
    """
    values = {name: as_agent_value(value) for name, value in supplied.items() if is_valid_name(name)}
    for name, declaration in declarations.items():
        if name in values:
            continue
        if declaration is None:
            raise AgentCrashError(f'the declaration of the parameter "{name}" is null', NIL_POINTER)
        values[name] = declaration.default
    return values


def check(
    declarations: Mapping[str, Declaration | None],
    values: Mapping[str, JsonValue],
    store: ParameterStore,
    *,
    nested: bool = False,
) -> None:
    """Check the values against allowedPattern, and where another document runs this one against all constraints.

    Raises:
        DocumentError: a value does not match, or a reference to Parameter Store in a value cannot be resolved.
    """
    resolved = resolve(dict(values), store)
    if not isinstance(resolved, dict):
        raise TypeError(resolved)
    problems = [
        f"error thrown in 'AllowedRegexParamValidator' while validating parameter /{name}/: {problem}"
        for name, declaration in declarations.items()
        if declaration and declaration.allowed_pattern
        for problem in _first_problem(declaration, resolved.get(name))
    ]
    if nested:
        # what comes from Parameter Store is taken as it is
        known = {name: value for name, value in resolved.items() if not has_reference(values[name])}
        problems += nested_parameters.problems(declarations, known)
    if problems:
        raise DocumentError("all errors during param validation errors: " + "\n".join(problems))


def _first_problem(declaration: Declaration, value: JsonValue) -> Iterator[str]:
    try:
        yield from _first_mismatch(declaration, value)
    except PatternError as error:
        yield f"encountered error while compiling allowed pattern - internal error: {error}"
    except UnsupportedPatternError as error:
        yield f"ssmdoc cannot check the allowed pattern: {error}"


def _first_mismatch(declaration: Declaration, value: JsonValue) -> Iterator[str]:
    pattern = compile_pattern(declaration.allowed_pattern)
    match value:
        case str() | dict():
            checked: list[JsonValue] = [value]
        case list():
            checked = value
        case _:
            yield f"invalid parameter type {declaration.type} with parameter value {printed(value)}"
            return
    for item in checked:
        if not pattern.search(item if isinstance(item, str) else marshalled(item)):
            yield (
                f"parameter value /{printed(item)}/ does not match the allowed pattern /{declaration.allowed_pattern}/"
            )
            return
