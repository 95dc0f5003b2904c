"""Every case is in one share, shares take about as long as each other, and nothing but the input decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.spec.shard import Shard, members, parse_shard

KEYS = [f"a.ssmtest.yaml::case {number}" for number in range(8)]


@given(
    st.lists(st.text(max_size=8), unique=True),
    st.integers(1, 7),
    st.dictionaries(st.text(max_size=8), st.floats(0, 1e6)),
)
def test_each_key_is_in_one_share(keys: list[str], count: int, durations: dict[str, float]) -> None:
    shares = [members(keys, Shard(index, count), durations) for index in range(1, count + 1)]
    assert sorted(key for share in shares for key in share) == sorted(keys)
    again = [members(keys[::-1], Shard(index, count), durations) for index in range(1, count + 1)]
    assert again == shares


def test_by_durations_the_shares_take_as_long_as_each_other() -> None:
    durations = dict(zip(KEYS, (9.0, 1.0, 1.0, 1.0, 3.0, 3.0), strict=False))  # the others count 2, the median
    shares = [members(KEYS, Shard(index, 2), durations) for index in (1, 2)]
    numbers = [sorted(int(key[-1]) for key in share) for share in shares]
    assert numbers == [[0, 1, 2], [3, 4, 5, 6, 7]]


def test_without_durations_a_case_stays_in_its_share_whichever_others_there_are() -> None:
    for index in (1, 2, 3):
        all_of_them = members(KEYS, Shard(index, 3), {})
        assert members(KEYS[:5], Shard(index, 3), {}) == all_of_them & set(KEYS[:5])
        assert all_of_them


def test_parse() -> None:
    assert parse_shard("2/4") == Shard(2, 4)


@pytest.mark.parametrize("text", ["", "1", "0/4", "5/4", "1/0", "a/b", "1/2/3", "-1/4", "1 / 4"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match=r'^"[^"]*" is no share: expected I/N, such as 1/4 for the first of four$'):
        parse_shard(text)
