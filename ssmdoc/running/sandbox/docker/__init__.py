"""The sandbox that runs each node as a container of a Docker engine, local or remote."""
