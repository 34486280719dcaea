from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.audit.domain import (
    GENESIS,
    EventFacts,
    PersonalData,
    batch_digest,
    event_digest,
    refuse_personal_data,
)

AT = datetime(2026, 6, 8, 9, 30, 0, 5, tzinfo=UTC)
# Computed by hand: sha256sum over the canonical JSON of facts(), and over the batch of it.
DIGEST = "f4a10758df91504a34dedb2964f349eeac38d76c606b62eb52baa427ce445812"
BATCH = "8b2b32ee7d809e32d17e1889f6e8c3ddbbe82ffd85dd966c3a3dd78f2682f3be"
PERSON = UUID("00000000-0000-4000-8000-000000000001")


def facts(**changes: object) -> EventFacts:
    values: dict = {
        "at": AT,
        "actor_public_id": PERSON,
        "action": "quizzes.attempt.submitted",
        "target_key": "attempt:1",
        "unit_id": 7,
        "request_id": "abc",
        "data": {"count": 3, "b": [1, 2]},
    }
    return EventFacts(**(values | changes))


def test_the_digest_does_not_depend_on_time_zone_or_order_of_keys() -> None:
    shanghai = AT.astimezone(timezone(timedelta(hours=8)))
    assert event_digest(facts(at=shanghai, data={"b": [1, 2], "count": 3})) == event_digest(facts())


@pytest.mark.parametrize(
    "change",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"actor_public_id": None},
        {"action": "x"},
        {"target_key": "attempt:2"},
        {"unit_id": None},
        {"request_id": ""},
        {"data": {"count": 4, "b": [1, 2]}},
    ],
)
def test_changing_any_field_changes_the_digest(change: dict) -> None:
    assert event_digest(facts(**change)) != event_digest(facts())


def test_the_digest_is_fixed_for_ever() -> None:
    # A change of the canonical form would declare every sealed audit altered.
    assert event_digest(facts()) == DIGEST
    assert batch_digest(seq=1, previous=GENESIS, events=[(1, DIGEST)]) == BATCH


@given(st.permutations([(1, "a"), (2, "b"), (3, "a"), (9, "c")]))
def test_a_batch_depends_on_its_order_and_its_number(events: list) -> None:
    there = batch_digest(seq=1, previous=GENESIS, events=events)
    assert there != batch_digest(seq=1, previous=GENESIS, events=events[1:] + events[:1])
    assert there != batch_digest(seq=2, previous=GENESIS, events=events)
    assert there != batch_digest(seq=1, previous="1" * 64, events=events)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"full_name": "x"}, "full_name"),
        ({"fullName": "x"}, "fullName"),
        ({"person": {"phone": 1}}, "person.phone"),
        ({"rows": [{"Email": "x"}]}, "rows[0].Email"),
        ({"answers": []}, "answers"),
        ({"given_answer": 1}, "given_answer"),
        ({"姓名": "x"}, "姓名"),
        ({"note": "电话 13800138000"}, "note"),
        ({"note": "+8613800138000"}, "note"),
        ({"list": ["a@b.cn"]}, "list[0]"),
        ({"note": "11010519491231002X"}, "note"),
        ({"reset_token": "x"}, "reset_token"),
        ({"note": f"{PERSON} 13800138000"}, "note"),
        ({"note": "13800138000;" * 3 + "1" * 32}, "note"),
        ({"note": f"tel13800138000 {'a' * 64}"}, "note"),
    ],
)
def test_personal_data_is_refused_wherever_it_hides(data: dict, path: str) -> None:
    with pytest.raises(PersonalData) as refused:
        refuse_personal_data(data)
    assert refused.value.path == path


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"count": 3, "public_id": str(PERSON), "mailing": 1, "renamed": True},
        {"certificate": "ALX-2026-000123-4", "digest": "a" * 64, "at": "2026-06-08T09:30:00Z"},
        {"code": "440183", "number": 20261345678901},
        # A random key may well hold eleven digits.
        {"source": "clause:5f0c3a52-9c1e-4b7a-8d2f-a13812345678"},
        {"source": "paragraph:5f0c3a52-9c1e-4b7a-8d2f-13812345678b"},
        {"digest": "ab13812345678c" + "f" * 50, "short": "c13812345678" + "a" * 20},
    ],
)
def test_keys_counts_and_codes_pass(data: dict) -> None:
    refuse_personal_data(data)
