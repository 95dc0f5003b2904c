"""Runs Automation documents (runbooks): the state machine, the actions, and the shapes of AWS for what came of it."""
