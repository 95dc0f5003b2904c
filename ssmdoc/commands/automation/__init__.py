"""`ssmdoc run` of an Automation document."""
