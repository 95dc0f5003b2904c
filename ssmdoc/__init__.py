"""Lint, validate and run AWS Systems Manager documents."""

__version__ = "0.1.0"
