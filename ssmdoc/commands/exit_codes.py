"""The exit codes of every command; a contract."""

GOOD = 0
FINDINGS = 1
"""There are findings, or a run or a test failed."""
FAILED = FINDINGS
USAGE = 2
"""Wrong usage or configuration, or the machine lacks what is needed."""
INTERNAL = 3
"""ssmdoc itself failed."""
INTERRUPTED = 130
"""Not an exit code of ours: what a shell shows for a program that Ctrl-C ended at once."""
