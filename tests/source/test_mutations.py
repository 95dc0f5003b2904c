import pytest

from tests.source import mutate


@pytest.mark.parametrize("seed", range(10))
def test_no_mutated_document_raises(seed: int) -> None:
    assert list(mutate.failures(10_000, seed)) == []


def test_a_check_that_fails_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: str, data: bytes) -> None:
        raise ValueError(path)

    monkeypatch.setattr(mutate, "CHECKS", [fails])
    assert [trace.splitlines()[-1].split(":")[0] for _, _, trace in mutate.failures(3, 0)] == ["ValueError"] * 3
