"""A Command document and its parameters become a plan: what the agent would run, as plain values."""
