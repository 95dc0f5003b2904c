from uuid import RFC_4122, UUID

from ssmdoc.running.identifiers import new_command_id


def test_command_ids_are_random_uuids() -> None:
    texts = [new_command_id() for _ in range(50)]
    found = [UUID(text) for text in texts]
    assert [str(one) for one in found] == texts
    assert {(one.version, one.variant) for one in found} == {(4, RFC_4122)}
    assert len(set(texts)) == 50
