"""Values as the agent, a Go program, prints them: `%v` in its messages, json.Marshal in replaced references."""

import math
from decimal import Decimal

from ssmdoc.source.values import JsonValue

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ALSO_ESCAPED = "<>&\u2028\u2029"
"""Go's encoder makes JSON safe for HTML; source: Go encoding/json, HTMLEscape."""

_FIRST_EXPONENT = 6


def as_agent_value(value: JsonValue) -> JsonValue:
    """The value after Go decoded it from JSON into an interface: every number is a 64-bit float."""
    match value:
        case bool() | None:
            return value
        case str():
            return as_agent_text(value)
        case int() | float():
            return as_float(value)
        case list():
            return [as_agent_value(item) for item in value]
        case dict():
            return {key: as_agent_value(item) for key, item in value.items()}


def as_agent_text(text: str) -> str:
    """The text as Go decodes it from JSON: halves of a surrogate pair become replacement characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_float(number: float) -> float:
    """The number as a 64-bit float; infinite if it is too large for one."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def go_type(value: JsonValue) -> str:
    """The type that a value from JSON has in an interface."""
    match value:
        case None:
            return "nil"
        case bool():
            return "bool"
        case int() | float():
            return "float64"
        case str():
            return "string"
        case list():
            return "[]interface {}"
        case dict():
            return "map[string]interface {}"


def printed(value: JsonValue) -> str:
    """The value as Go's `%v` prints it: `map[a:1 b:[x y]]`, keys sorted, `<nil>`."""
    match value:
        case None:
            return "<nil>"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _printed_number(as_float(value))
        case str():
            return value
        case list():
            return f"[{' '.join(printed(item) for item in value)}]"
        case dict():
            return f"map[{' '.join(f'{key}:{printed(value[key])}' for key in sorted(value))}]"


def marshalled(value: JsonValue) -> str:
    """The value as Go's json.Marshal writes it: compact, keys sorted, `<`, `>` and `&` escaped, `1e+21`."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _json_number(as_float(value))
        case str():
            return _json_string(value)
        case list():
            return f"[{','.join(marshalled(item) for item in value)}]"
        case dict():
            return "{" + ",".join(f"{_json_string(key)}:{marshalled(value[key])}" for key in sorted(value)) + "}"


def _json_string(text: str) -> str:
    return '"' + "".join(_json_character(character) for character in text) + '"'


def _json_character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character < " " or character in _ALSO_ESCAPED:
        return f"\\u{ord(character):04x}"
    return character


def _json_number(number: float) -> str:
    # source: Go encoding/json floatEncoder: like JavaScript, exponents only outside 1e-6 to 1e21
    if not math.isfinite(number):
        return _printed_number(number)  # Go has no JSON for it, nor does it read one from JSON
    if number == 0 or 1e-6 <= abs(number) < 1e21:
        return _plain(number)
    return _with_exponent(number).replace("e-0", "e-")


def _printed_number(number: float) -> str:
    # source: Go strconv FormatFloat, format g with the shortest precision: exponents below -4 and from 6 on
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "+Inf" if number > 0 else "-Inf"
    return _plain(number) if number == 0 or -4 <= _shortest(number)[2] < _FIRST_EXPONENT else _with_exponent(number)


def _plain(number: float) -> str:
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_exponent(number: float) -> str:
    sign, digits, exponent = _shortest(number)
    mantissa = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return f"{sign}{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02}"


def _shortest(number: float) -> tuple[str, str, int]:
    """Sign, the shortest digits that read back as the number, and the exponent of the first digit."""
    mantissa, _, exponent = f"{Decimal(repr(abs(number))).normalize():e}".partition("e")
    return "-" if number < 0 else "", mantissa.replace(".", ""), int(exponent)
