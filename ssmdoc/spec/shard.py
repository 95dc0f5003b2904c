"""Divides cases into shares of about the same duration, the same on every machine that has the same durations."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from statistics import median
from typing import NamedTuple


class Shard(NamedTuple):
    """Share number `number` of `total`, from 1."""

    number: int
    total: int


def parse_shard(text: str) -> Shard:
    """`2/4`; a ValueError says what is wrong with another text."""
    number, slash, total = text.partition("/")
    if not (slash and number.isdecimal() and total.isdecimal()) or not 1 <= int(number) <= int(total):
        raise ValueError(f'"{text}" is no share: expected I/N, such as 1/4 for the first of four')
    return Shard(int(number), int(total))


def members(keys: Sequence[str], shard: Shard, durations: Mapping[str, float]) -> frozenset[str]:
    """The keys of one share; every key is in exactly one.

    With durations the longest case goes first, each to the share that has least to do by then; a case without one
    counts as the median. Without any, a case belongs where the hash of its key says, whichever others there are.
    """
    known = [durations[key] for key in keys if key in durations]
    if not known:
        return frozenset(key for key in keys if _hash(key) % shard.total == shard.number - 1)
    usual = median(known)
    loads = [0.0] * shard.total
    mine = set()
    for key in sorted(set(keys), key=lambda key: (-durations.get(key, usual), key)):
        share = min(range(shard.total), key=loads.__getitem__)
        loads[share] += durations.get(key, usual)
        if share == shard.number - 1:
            mine.add(key)
    return frozenset(mine)


def _hash(key: str) -> int:
    return int.from_bytes(sha256(key.encode(errors="surrogateescape")).digest()[:8])
