"""`getOptions` of the sources Git and GitHub: a branch or a commit.

Source: amazon-ssm-agent downloadcontent/gitresource/checkoutoptions.go.
"""

from typing import NamedTuple

from ssmdoc.running.plugins.download_content.resource import DownloadError


class Checkout(NamedTuple):
    """At most one of both."""

    branch: str = ""
    commit: str = ""


def parse_checkout(options: str) -> Checkout:
    """Read `branch:NAME` or `commitID:SHA`.

    Raises:
        DownloadError: it is something else.
    """
    if not options:
        return Checkout()
    kind, *values = options.split(":")
    if not values:
        raise DownloadError("getOptions is not specified in the right format")
    if len(values) > 1:
        raise DownloadError("Only specify one required option")
    if kind not in ("branch", "commitID"):
        raise DownloadError("Type of option is unknown. Please use either 'branch' or 'commitID'.")
    if not values[0]:
        raise DownloadError("Option for retrieving git content is empty")
    value = values[0].strip()
    return Checkout(branch=value) if kind == "branch" else Checkout(commit=value)
