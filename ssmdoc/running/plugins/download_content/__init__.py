"""aws:downloadContent: files and folders for the node, from GitHub, Git, HTTP, S3 and SSM documents."""

from ssmdoc.running.plugins.call import PluginCall, PluginOutcome


def download_content(call: PluginCall) -> PluginOutcome:
    """Write what the inputs name to the node, with mode 700."""
    # imported here: most documents download nothing, and every start pays for an import
    from ssmdoc.running.plugins.download_content.execute import execute

    return execute(call)
