"""aws:downloadContent: files and folders for the node, from GitHub, Git, HTTP, S3 and SSM documents."""

from ssmdoc.running.plugins.download_content.execute import download_content

__all__ = ["download_content"]
