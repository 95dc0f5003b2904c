"""What stands between two pairs of braces in an Automation document and is meant as an output, a variable or a system
variable.
"""

import re
from collections.abc import Container
from typing import NamedTuple

from ssmdoc.catalogue.outputs import LOOP_OUTPUTS
from ssmdoc.model.references import braced

RIGHT: tuple[str, str | None] = ("", None)
"""The answer that nothing is wrong."""

_OUTPUT = re.compile(r"([A-Za-z0-9_]+)\s*[.:]\s*([A-Za-z0-9_]+)(\s*[.\[|].*)?", re.IGNORECASE)
_PREFIX = re.compile(r"(?:main)?steps?\.", re.IGNORECASE)
_VARIABLE = re.compile(r"(?:variables?|vars?)\s*[.:]\s*([A-Za-z0-9_]+)", re.IGNORECASE)
_SYSTEM = re.compile(r"(globals?|automation)\s*[.:]\s*([A-Za-z_]+)", re.IGNORECASE)


class Names(NamedTuple):
    """What an Automation document has names for, besides parameters."""

    steps: Container[str] = ()
    variables: Container[str] = ()
    system_variables: Container[str] = ()

    def has(self, name: str) -> bool:
        """Whether a name is that of an output of a step, of a variable or of a system variable."""
        if name in self.system_variables:
            return True
        step, dot, _ = name.partition(".")
        return (bool(dot) and step in self.steps) or (
            name.startswith("variable:") and name.removeprefix("variable:") in self.variables
        )


def automation_problem(name: str, names: Names) -> tuple[str, str | None] | None:
    """What is wrong and what was meant; `RIGHT` when nothing is, None when no such name is meant."""
    if system := _SYSTEM.fullmatch(name):
        meant = f"{system[1].lower().removesuffix('s')}:{system[2].upper()}"
        if meant in names.system_variables:
            return _compared(name, meant, f'a system variable is written "{meant}"')
    if (variable := _VARIABLE.fullmatch(name)) and variable[1] in names.variables:
        return _compared(name, f"variable:{variable[1]}", 'a variable is written "variable:" and its name')
    output = _output(name, names) or _output(_PREFIX.sub("", name, count=1), names)
    if output is None:
        return None
    if output[3] is None:
        return _compared(name, f"{output[1]}.{output[2]}", "an output is written step.Output")
    if output[2] in LOOP_OUTPUTS:
        return RIGHT  # whether parts of the present value can be named is not known
    return "an output has no parts, use a Selector", None


def _output(name: str, names: Names) -> re.Match[str] | None:
    """The parts of a name that begins with that of a step."""
    output = _OUTPUT.fullmatch(name)
    return output if output and output[1] in names.steps else None


def _compared(name: str, meant: str, problem: str) -> tuple[str, str | None]:
    return RIGHT if name == meant else (problem, braced(meant))
