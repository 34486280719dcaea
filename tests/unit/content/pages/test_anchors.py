from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from content.pages import anchors
from content.pages.anchors import Anchor, KindTaken, MalformedKey


@pytest.fixture
def no_resolvers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(anchors, "_resolvers", {})
    yield


def anchor(key: str) -> Anchor:
    return Anchor(key, "标题", ("章",), "正文", "/x/", "0" * 64, "current")


def test_a_key_goes_there_and_back() -> None:
    identifier = uuid4()
    assert anchors.parse(anchors.key_of("clause", identifier)) == ("clause", identifier)


@pytest.mark.parametrize("key", ["", "clause", "clause:", ":x", "clause:1", "a-b:" + "0" * 32])
def test_a_malformed_key_is_named_and_resolves_to_nothing(key: str) -> None:
    with pytest.raises(MalformedKey) as refused:
        anchors.parse(key)
    assert refused.value.key == key
    assert anchors.resolve(key) is None


def test_many_keys_cost_one_call_a_kind(no_resolvers: None) -> None:
    known, other, calls = uuid4(), uuid4(), []

    def resolver(identifiers):
        calls.append(set(identifiers))
        return [anchor(f"clause:{i}") for i in identifiers if i == known]

    anchors.register("clause", resolver)
    found = anchors.resolve_many(
        [f"clause:{known}", f"clause:{other}", f"clause:{str(known).upper()}", f"lost:{known}"]
    )
    assert calls == [{known, other}]
    assert set(found) == {f"clause:{known}", f"clause:{str(known).upper()}"}


def test_a_kind_has_one_resolver_and_may_be_registered_twice_by_its_owner(
    no_resolvers: None,
) -> None:
    def resolver(identifiers: set[UUID]) -> list[Anchor]:
        return []

    anchors.register("clause", resolver)
    anchors.register("clause", resolver)
    with pytest.raises(KindTaken):
        anchors.register("clause", lambda identifiers: [])
    assert anchors.kinds() == {"clause"}
