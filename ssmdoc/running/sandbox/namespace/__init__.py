"""The sandbox that runs each node in Linux namespaces of this machine, where there is no Docker engine."""
