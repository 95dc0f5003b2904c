"""The graph of an Automation document.

Source: UG23 automation-branch-condition.md, UG25 automation-actions.md, automation-action-branch.md,
automation-action-loop.md.
"""

from collections.abc import Iterator

from ssmdoc.catalogue.jumps import AFTER
from ssmdoc.graph.condition_text import condition_text, variable_text
from ssmdoc.graph.graph import Graph, Line, Link, Node, Shape
from ssmdoc.graph.links import merged, with_reach
from ssmdoc.graph.words import plain
from ssmdoc.model.flow import Flow
from ssmdoc.model.jumps import Jump, Way, choices, jumps
from ssmdoc.model.steps import BRANCH, LOOP, Step, is_true
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_SHAPES = {
    BRANCH: Shape.BRANCH,
    LOOP: Shape.LOOP,
    "aws:approve": Shape.WAIT,
    "aws:pause": Shape.WAIT,
    "aws:sleep": Shape.SLEEP,
}
_LINES = {Way.FAILURE: Line.FAILURE, Way.CANCEL: Line.CANCEL}


def automation_graph(flow: Flow) -> Graph:
    """The steps, what each leads to, and names that it leads to and that no step has.

    A step is marked as unreachable only where all that is written down is understood.
    """
    builder = _Builder(flow)
    links = merged(builder.links())
    nodes = [*builder.nodes(), *(Node(Shape.MISSING, name, "no such step") for name in builder.missing)]
    return with_reach(nodes, links, builder.start) if flow.certain else Graph(tuple(nodes), links, builder.start)


class _Builder:
    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._count = len(flow.steps)
        self.start, self._end = self._count, self._count + 1
        self.missing: dict[str, int] = {}
        """Names of steps that there are none of, with their places."""
        self._following: dict[int, int] = {}
        self._first: dict[int | None, int] = {}
        last: dict[int | None, int] = {}
        for place in range(self._count):
            loop = self._loop(place)
            if loop in last:
                self._following[last[loop]] = place
            self._first.setdefault(loop, place)
            last[loop] = place

    def nodes(self) -> Iterator[Node]:
        """The steps, start and end."""
        for place, step in enumerate(self._flow.steps):
            name = plain(step.name.text) if step.name else "(no name)"
            action = plain(step.action.text, 60) if step.action else "(no action)"
            yield Node(_SHAPES.get(action, Shape.STEP), name, action, tuple(_notes(step)), self._loop(place))
        yield Node(Shape.START, "start")
        yield Node(Shape.END, "end")

    def links(self) -> Iterator[Link]:
        """All links, in document order."""
        yield Link(self.start, self._first.get(None, self._end))
        for place, step in enumerate(self._flow.steps):
            if step.runs(LOOP) and place in self._first:
                yield Link(place, self._first[place])
            yield from self._named(place, step)

    def _named(self, place: int, step: Step) -> Iterator[Link]:
        """The links that a step names, and the one to where the run goes on without a name."""
        after_loop = ("after the loop",) if step.runs(LOOP) and place in self._first else ()
        conditions = _choice_texts(step)
        onward = False
        for jump in jumps(step):
            target = self._target(jump)
            match jump.way:
                case Way.CHOICE:
                    yield Link(place, target, labels=(conditions.get(id(jump.scalar), "…"),))
                case Way.DEFAULT:
                    onward = True
                    yield Link(place, target, labels=("default",))
                case Way.FAILURE | Way.CANCEL:
                    yield Link(place, target, _LINES[jump.way], (jump.way.value,))
                case _:
                    onward = True
                    yield Link(place, target, labels=after_loop)
        if not onward:
            yield from self._falls_through(place, step, after_loop)

    def _falls_through(self, place: int, step: Step, labels: tuple[str, ...]) -> Iterator[Link]:
        if step.runs(BRANCH):
            labels = ("otherwise",)
        ends = is_true(step.node.get("isEnd"))
        if ends:
            labels = (*labels, "isEnd")
        loop = self._loop(place)
        if place in self._following and not ends:
            yield Link(place, self._following[place], labels=labels)
        elif loop is None:
            yield Link(place, self._end, labels=labels)
        else:
            yield Link(place, loop, labels=(*labels, _again(self._flow.steps[loop])))

    def _loop(self, place: int) -> int | None:
        loop = self._flow.steps[place].loop
        return self._flow.index[id(loop.node)] if loop else None

    def _target(self, jump: Jump) -> int:
        if jump.target in self._flow.places:
            return self._flow.places[jump.target]
        return self.missing.setdefault(plain(jump.target), self._count + 2 + len(self.missing))


def _choice_texts(step: Step) -> dict[int, str]:
    """The conditions of a branch by what names the next step, numbered where there are several: the first wins."""
    if not step.runs(BRANCH):
        return {}
    found = list(choices(step))
    numbers = [f"{number}: " for number in range(1, len(found) + 1)] if len(found) > 1 else [""]
    return {
        id(choice.get("NextStep")): number + condition_text(choice)
        for number, choice in zip(numbers, found, strict=False)
    }


def _notes(step: Step) -> Iterator[str]:
    """What else is worth a line in the box of a step."""
    if step.runs("aws:sleep"):
        for name in ("Duration", "Timestamp"):
            given = step.input(name)
            if isinstance(given, Scalar):
                yield variable_text(given.text)
    if step.runs(LOOP):
        yield from _loop_notes(step)
    after_failure = step.node.get("onFailure")
    if isinstance(after_failure, Scalar) and after_failure.text in AFTER["onFailure"][1:]:
        yield f"onFailure: {after_failure.text}"


def _loop_notes(step: Step) -> Iterator[str]:
    match step.input("Iterators"):
        case Scalar(text=text):
            yield f"for each of {variable_text(text)}"
        case Sequence(items=[Scalar(text=text)]):
            yield f"for each of {variable_text(text)}"
        case Sequence(items=items):
            yield f"for each of {len(items)} values"
    most = step.input("MaxIterations")
    if isinstance(most, Scalar):
        yield f"at most {variable_text(most.text)} times"


def _again(loop: Step) -> str:
    """What is said of the way back to the head of a loop; its condition is evaluated after the steps."""
    condition = loop.input("LoopCondition")
    return f"while {condition_text(condition)}" if isinstance(condition, Mapping) else "next"
