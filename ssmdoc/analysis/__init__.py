"""From a text to its diagnostics: reading, kind, schema and rules; and the search for files."""

from ssmdoc.analysis.examine import Examination, analyze, examine, load

__all__ = ["Examination", "analyze", "examine", "load"]
