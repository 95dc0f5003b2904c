import pytest

from ssmdoc.model.kind import Kind
from ssmdoc.schema.check import SCHEMAS
from tests.analysis import mutate_trees


@pytest.mark.parametrize("kind", SCHEMAS)
def test_no_mutated_tree_raises(kind: Kind) -> None:
    assert list(mutate_trees.failures(kind, 10_000, seed=0)) == []


def test_every_kind_has_documents() -> None:
    assert all(len(mutate_trees.documents(kind)) > 5 for kind in SCHEMAS)


def test_a_check_that_fails_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: str, data: bytes) -> None:
        raise ValueError(path)

    monkeypatch.setattr(mutate_trees, "check_analysis", fails)
    traces = [trace for _, _, trace in mutate_trees.failures(Kind.SESSION, 3, seed=0)]
    assert [trace.splitlines()[-1].split(":")[0] for trace in traces] == ["ValueError"] * 3
