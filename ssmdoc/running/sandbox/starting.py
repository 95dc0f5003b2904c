"""A node that starts in the background, while the document is read."""

from threading import Event, Lock, Thread

from ssmdoc.running.sandbox.protocol import Limits, Node, NodeIdentity, NotStartedError, Sandbox

TICK_SECONDS = 0.1
PATIENCE_SECONDS = 10.0
"""How long `discard` waits for a start that it has given up; an engine that hangs must not keep us."""


class StartingNode:
    """Begins to start a node at once; `wait` gives it, `discard` removes it.

    What takes long, such as pulling an image, begins only when somebody waits for the node.
    """

    def __init__(self, sandbox: Sandbox, identity: NodeIdentity, limits: Limits) -> None:
        self._started: Node | BaseException | None = None
        self._decided = Event()
        self._given_up = Event()
        self._stopping = Lock()
        self._thread = Thread(target=self._start, args=(sandbox, identity, limits), daemon=True)
        self._thread.start()

    def _start(self, sandbox: Sandbox, identity: NodeIdentity, limits: Limits) -> None:
        try:
            self._started = sandbox.start(identity, limits, self._proceed)
        except BaseException as error:
            self._started = error

    def _proceed(self) -> bool:
        self._decided.wait()
        return not self._given_up.is_set()

    def wait(self, cancel: Event) -> Node:
        """The started node.

        Raises:
            SandboxError: it could not be started.
            NotStartedError: `cancel` was set before it was there.
        """
        self._decided.set()
        while self._thread.is_alive():
            if cancel.is_set():
                raise NotStartedError
            self._thread.join(TICK_SECONDS)
        match self._started:
            case None:
                raise NotStartedError
            case BaseException() as error:
                raise error
            case node:
                return node

    def begin_to_discard(self) -> None:
        """Start to stop the node, while something else is done; `discard` waits for the end of that."""
        Thread(target=self.discard, daemon=True).start()

    def discard(self) -> None:
        """Stop the node, when it has started or as soon as it has. Never raises; calling it again does nothing."""
        self._given_up.set()
        self._decided.set()
        self._thread.join(PATIENCE_SECONDS)
        match self._started:
            case None | BaseException():
                return
            case node:
                with self._stopping:
                    node.stop()
