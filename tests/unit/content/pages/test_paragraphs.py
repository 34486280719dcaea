from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from content.pages.domain.paragraphs import (
    Standing,
    compare,
    digest_of,
    fragment_of,
    key_for_copy,
)

hashes = st.sampled_from(["a", "b", "c"])
keys = st.sampled_from([UUID(int=number) for number in range(6)])
stored_rows = st.dictionaries(keys, st.builds(Standing, hashes, st.booleans()))
offered_rows = st.dictionaries(keys, hashes)


@given(stored_rows, offered_rows)
def test_every_key_has_exactly_one_fate(stored, offered) -> None:
    changes = compare(stored, offered.items())
    fates = [
        *changes.added, *changes.changed, *changes.reinstated, *changes.withdrawn,
        *changes.unchanged,
    ]  # fmt: skip
    gone_before = {key for key, row in stored.items() if row.withdrawn and key not in offered}
    assert len(fates) == len(set(fates))
    assert set(fates) == (set(stored) | set(offered)) - gone_before


@given(stored_rows, offered_rows)
def test_publishing_the_same_again_changes_nothing(stored, offered) -> None:
    after = {key: Standing(digest, False) for key, digest in offered.items()}
    again = compare(after, offered.items())
    assert set(again.unchanged) == set(offered)
    assert not (again.added or again.changed or again.reinstated or again.withdrawn)


def test_a_text_rewrapped_has_the_same_digest_and_a_changed_character_another() -> None:
    assert digest_of("护住头\n和脖子 ") == digest_of("护住头 和脖子")
    assert digest_of("护住头") != digest_of("护住脸")
    assert len(digest_of("")) == 64


def test_a_fragment_starts_with_a_letter_and_is_the_same_for_text_and_uuid() -> None:
    block = uuid4()
    assert fragment_of(block) == fragment_of(str(block))
    assert fragment_of(block)[0] == "p" and len(fragment_of(block)) == 11


def test_the_key_of_a_copied_block_is_stable_and_its_own() -> None:
    block = uuid4()
    assert key_for_copy(1, block) == key_for_copy(1, block)
    assert len({block, key_for_copy(1, block), key_for_copy(2, block)}) == 3
