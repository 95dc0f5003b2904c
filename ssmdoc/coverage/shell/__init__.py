"""Shell scripts: where their statements begin, and a copy of a script that tells which of them run."""
