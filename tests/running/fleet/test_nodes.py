"""Targets as texts, the nodes they mean, and ids that are always the same."""

import re

import pytest

from ssmdoc.running.fleet.nodes import FleetNode, Target, TargetError, generated_id, matching, parse_target

WEB = FleetNode("i-00000001", "web", tags={"Role": "web", "Env": "prod"})
DATABASE = FleetNode("i-00000002", "db", tags={"Role": "db", "Env": "prod", "Operating System": "Debian 12"})
TEST = FleetNode("i-00000003", "test", tags={"Role": "web", "Env": "test"})
FLEET = (WEB, DATABASE, TEST)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], "web db test"),
        (["tag:Role=web"], "web test"),
        (["tag:Role=web,db"], "web db test"),
        (["tag:Role=web", "tag:Env=prod"], "web"),
        (["Key=tag:Role,Values=web,db", "tag:Env=test"], "test"),
        (["tag:Operating System=Debian 12"], "db"),
        (["tag-key=Operating System"], "db"),
        (["InstanceIds=i-00000003,i-00000001"], "web test"),
        (["instanceids=i-00000002"], "db"),
        (["InstanceIds=*"], "web db test"),
        (["tag:role=web"], ""),
        (["tag:Role=we"], ""),
    ],
)
def test_matching(words: list[str], names: str) -> None:
    assert " ".join(node.name for node in matching(FLEET, [parse_target(word) for word in words])) == names


def test_a_value_may_have_an_equals_sign() -> None:
    assert parse_target("tag:Query=a=b") == Target("tag:Query", ("a=b",))


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("web", 'must be KEY=VALUE,VALUE such as tag:Role=web, or ids of nodes, not "web"'),
        ("tag:Role=", 'must be KEY=VALUE,VALUE such as tag:Role=web, or ids of nodes, not "tag:Role="'),
        ("=web", 'must be KEY=VALUE,VALUE such as tag:Role=web, or ids of nodes, not "=web"'),
        ("Role=web", 'must have the key InstanceIds, tag:NAME or tag-key, not "Role"'),
        ("tag:=web", 'must have the key InstanceIds, tag:NAME or tag-key, not "tag:"'),
        ("resource-groups:Name=x", 'must have the key InstanceIds, tag:NAME or tag-key, not "resource-groups:Name"'),
    ],
)
def test_what_is_no_target(word: str, message: str) -> None:
    with pytest.raises(TargetError) as raised:
        parse_target(word)
    assert str(raised.value) == message


def test_generated_ids() -> None:
    ids = [generated_id("web", number) for number in range(100)] + [generated_id("db", 0)]
    assert all(re.fullmatch("i-[0-9a-f]{17}", found) for found in ids)
    assert (len({*ids}), ids[0]) == (101, "i-6e02e5ce8d165446a")
