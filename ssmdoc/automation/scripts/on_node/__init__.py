"""Texts of programs that are sent to a node; nothing here is imported by ssmdoc."""
