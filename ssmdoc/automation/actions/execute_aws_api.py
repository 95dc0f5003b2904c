"""aws:executeAwsApi. Source: UG25 automation-action-executeAwsApi.md."""

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.service_api import request_of
from ssmdoc.automation.records import Ending, succeeded
from ssmdoc.catalogue.limits import MAX_API_SECONDS

_OWN_INPUTS = frozenset(("Service", "Api"))


def execute_aws_api(call: ActionCall) -> Ending:
    """Call an API once; the outputs that the step declares are selected from its answer."""
    limited = call.within(MAX_API_SECONDS)
    selectors = " ".join(output.selector for output in call.step.outputs)
    return succeeded(request_of(limited, _OWN_INPUTS).answer(limited, selectors))
