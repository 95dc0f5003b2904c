"""Rules for Session documents."""

from ssmdoc.rules.session.refused_remote_host import refused_remote_host
from ssmdoc.rules.session.root_run_as_user import root_run_as_user

RULES = (
    refused_remote_host,
    root_run_as_user,
)
