"""Values that a runbook takes for the parameters that it requires."""

import re

from ssmdoc.init_test.samples import sample
from ssmdoc.patterns.java import certainly_refuses
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.declarations import Declared
from ssmdoc.source.values import JsonValue

_STORED = re.compile(r"\{\{\s*ssm:")


def made_up(runbook: Runbook) -> dict[str, JsonValue]:
    """A value for each parameter that has no default, or one that is only known elsewhere or does not fit."""
    return {
        name: sample(parameter)
        for name, parameter in runbook.parameters.items()
        if name not in runbook.defaults or not _is_usable(parameter, runbook.defaults[name])
    }


def _is_usable(parameter: Declared, default: JsonValue) -> bool:
    texts = [item for item in (default if isinstance(default, list) else [default]) if isinstance(item, str)]
    if any(_STORED.search(text) for text in texts):
        return False
    allowed = [as_text(item) for item in parameter.allowed_values]
    return all(
        (not allowed or text in allowed)
        and not (parameter.allowed_pattern and certainly_refuses(parameter.allowed_pattern, text))
        for text in texts
    )
