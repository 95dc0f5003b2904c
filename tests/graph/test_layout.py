"""The layout: whatever leads where, boxes stand apart, lines end at what they lead to, loops hold their steps."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.graph.far import with_names_for_far_links
from ssmdoc.graph.graph import Graph, Line, Link, Node, Shape
from ssmdoc.graph.layout.columns import spread
from ssmdoc.graph.layout.nested import lay_out
from ssmdoc.graph.layout.values import Point, Size


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Steps in loops and outside, with links from any to any."""
    count = draw(st.integers(0, 12))
    nodes: list[Node] = []
    for place in range(count):
        loops = [number for number, node in enumerate(nodes) if node.shape is Shape.LOOP]
        shape = draw(st.sampled_from([Shape.STEP, Shape.BRANCH, Shape.LOOP]))
        nodes.append(Node(shape, f"s{place}", loop=draw(st.sampled_from([None, *loops]))))
    nodes += [Node(Shape.START, "start"), Node(Shape.END, "end")]
    ends = st.integers(0, count + 1)
    pairs = draw(st.lists(st.tuples(ends, ends, st.sampled_from(Line)), max_size=30, unique=True))
    return Graph(tuple(nodes), tuple(Link(*pair) for pair in pairs), count)


@given(graphs())
def test_any_graph_is_laid_out(graph: Graph) -> None:
    graph = with_names_for_far_links(graph)
    sizes = [Size(40 + 10 * (place % 5), 30) for place in range(len(graph.nodes))]
    picture = lay_out(graph, sizes, dict.fromkeys(range(0, len(graph.links), 2), Size(50, 12)))
    assert set(picture.nodes) == set(range(len(graph.nodes)))
    assert set(picture.labels) == set(range(0, len(graph.links), 2))
    extents = {place: extent(middle, sizes[place]) for place, middle in picture.nodes.items()}
    assert [pair for pair in combinations(extents, 2) if overlap(extents[pair[0]], extents[pair[1]])] == []
    for place, node in enumerate(graph.nodes):
        if node.loop is not None:
            corner, size = picture.boxes[node.loop]
            left, top, right, bottom = extents[place]
            assert corner.x < left
            assert corner.y < top
            assert corner.x + size.width > right
            assert corner.y + size.height > bottom
    tips = [stroke.points[-1] for stroke in picture.strokes if stroke.arrow]
    for place in {link.target for link in graph.links}:
        assert any(touches(tip, extents[place]) for tip in tips)
    assert all(0 <= point.x <= picture.size.width for stroke in picture.strokes for point in stroke.points)
    assert all(0 <= point.y <= picture.size.height for stroke in picture.strokes for point in stroke.points)


def extent(middle: Point, size: Size) -> tuple[float, float, float, float]:
    half, rest = size.width / 2, size.height / 2
    return middle.x - half, middle.y - rest, middle.x + half, middle.y + rest


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def touches(tip: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] - 1 <= tip.x <= box[2] + 1 and box[1] - 1 <= tip.y <= box[3] + 1


@pytest.mark.parametrize(
    ("wanted", "weights", "distances", "places"),
    [
        ([], [], [], []),
        ([5.0], [1.0], [], [5.0]),
        ([0.0, 20.0], [1.0, 1.0], [10.0], [0.0, 20.0]),
        ([0.0, 0.0], [1.0, 1.0], [10.0], [-5.0, 5.0]),
        ([0.0, 0.0], [3.0, 1.0], [10.0], [-2.5, 7.5]),
        ([9.0, 5.0, 1.0], [1.0] * 3, [2.0, 2.0], [3.0, 5.0, 7.0]),
    ],
)
def test_numbers_are_spread(
    wanted: list[float], weights: list[float], distances: list[float], places: list[float]
) -> None:
    assert spread(wanted, weights, distances) == places


def test_many_far_links_become_names_and_the_end_of_most_stays() -> None:
    count = 400
    nodes = [
        *(Node(Shape.STEP, f"s{place}") for place in range(count)),
        Node(Shape.START, "start"),
        Node(Shape.END, "e"),
    ]
    near = [Link(place, place + 1) for place in range(count - 1)]
    far = [Link(place, (place + 200) % count, Line.FAILURE) for place in range(count)]
    to_last = [Link(place, count - 1, Line.CANCEL) for place in range(100)]
    graph = with_names_for_far_links(Graph(tuple(nodes), (*near, *far, *to_last), count))
    assert graph.links[: count - 1] == tuple(near)
    assert graph.links[-100:] == tuple(to_last)
    assert {graph.nodes[link.target].shape for link in graph.links[count - 1 : -100]} == {Shape.ELSEWHERE}
    assert graph.nodes[graph.links[count - 1].target].name == "→ s200"
