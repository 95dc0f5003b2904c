"""A node that starts in the background, while the document is read."""

from threading import Thread

from ssmdoc.running.sandbox.protocol import Limits, Node, NodeIdentity, Sandbox, SandboxError


class StartingNode:
    """Begins to start a node at once; `wait` gives it, `discard` removes it."""

    def __init__(self, sandbox: Sandbox, identity: NodeIdentity, limits: Limits) -> None:
        self._started: Node | BaseException | None = None
        self._thread = Thread(target=self._start, args=(sandbox, identity, limits), daemon=True)
        self._thread.start()

    def _start(self, sandbox: Sandbox, identity: NodeIdentity, limits: Limits) -> None:
        try:
            self._started = sandbox.start(identity, limits)
        except BaseException as error:
            self._started = error

    def wait(self) -> Node:
        """The started node.

        Raises:
            SandboxError: it could not be started.
        """
        self._thread.join()
        match self._started:
            case None:
                raise SandboxError("the node was not started")
            case BaseException() as error:
                raise error
            case node:
                return node

    def discard(self) -> None:
        """Stop the node, when it has started or as soon as it has. Never raises; calling it again does nothing."""
        self._thread.join()
        match self._started:
            case None | BaseException():
                return
            case node:
                node.stop()
