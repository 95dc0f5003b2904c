"""Findings and results as text, JSON and other formats; a report makes text of values and prints nothing itself."""
