"""What a step of an Automation document can give to later ones.

Source: UG25 automation-action-outputs-inputs.md.
"""

OUTPUT_TYPES = ("String", "StringList", "Integer", "Boolean", "StringMap", "MapList")
"""The types that an output can be declared with."""

DEFAULT_OUTPUT_TYPE = "String"
"""The type of an output that states none."""

COMMON_OUTPUTS = ("OutputPayload",)
"""Outputs that a step of any action has: the whole response. Source: ISSUE cdklabs/cdk-ssm-documents#55."""

CONVERSIONS = {
    "String": ("StringList", "Integer", "Boolean"),
    "Integer": ("String", "StringList"),
    "Boolean": ("String", "StringList"),
    "StringList": ("String", "Integer", "Boolean"),
    "StringMap": (),
    "MapList": (),
}
"""The types into which a value of a type is converted where an input needs another; a list only if it has one item."""

LOOP_OUTPUTS = ("CurrentIteration", "CurrentIteratorValue")
"""Outputs of aws:loop that exist only for the steps inside it. Source: UG25 automation-action-loop.md."""
