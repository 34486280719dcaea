"""Who wrote a text, what an approval is of, and the steps of a round."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.review import (
    OPEN,
    STEPS,
    Deed,
    Part,
    Published,
    authors,
    fingerprint,
    stands,
)

DAY = datetime(2026, 3, 1, tzinfo=UTC)
LATER = DAY + timedelta(days=1)
rows = st.lists(st.tuples(st.text(), st.integers(), st.none() | st.text()))


def test_what_has_ended_takes_no_step():
    assert set(OPEN) == {"asked", "approved"}
    assert all(not STEPS[state] for state in STEPS.keys() - set(OPEN))
    assert "approved" not in STEPS["approved"] and "published" not in STEPS


def test_whoever_did_anything_since_the_text_before_is_an_author():
    deeds = [
        Deed(1, LATER, Part.IMPORTED), Deed(2, DAY, Part.CORRECTED),
        Deed(2, LATER, Part.JUDGED), Deed(3, DAY, Part.CORRECTED),
        Deed(None, LATER, Part.CORRECTED), Deed(4, None, Part.JUDGED),
    ]  # fmt: skip
    before = Published(7, imported_at=DAY, published_at=DAY)
    assert authors(deeds, imported_at=LATER, published=[before]) == {
        1: frozenset({Part.IMPORTED}), 2: frozenset({Part.JUDGED})
    }  # fmt: skip
    assert authors(deeds, imported_at=LATER, published=[])[2] == {Part.CORRECTED, Part.JUDGED}
    assert set(authors(deeds, imported_at=LATER, published=[])) == {1, 2, 3}


@pytest.mark.parametrize(
    ("deed", "is_author"),
    [
        (Deed(1, LATER, Part.CORRECTED, of=7), False),
        (Deed(1, LATER, Part.CORRECTED, of=8), True),
        (Deed(1, LATER, Part.CORRECTED), True),
        (Deed(1, DAY, Part.CORRECTED, of=8), False),
        (Deed(1, LATER, Part.REGISTERED), False),
        (Deed(1, LATER + timedelta(days=2), Part.REGISTERED), True),
    ],
)
def test_what_was_in_no_text_that_was_published_before_still_waits_for_its_review(deed, is_author):
    """Text 7 was imported on the day and published two days on; another comes the day after."""
    before = Published(7, imported_at=DAY, published_at=LATER + timedelta(days=1))
    late = Published(9, imported_at=DAY, published_at=LATER + timedelta(days=30))
    found = authors([deed], imported_at=LATER + timedelta(days=2), published=[before, late])
    assert (1 in found) is is_author


@given(rows, rows)
def test_two_texts_have_one_fingerprint_only_where_they_are_alike(one, other):
    def of(these):
        return fingerprint({"title": "甲"}, {"clauses": iter(these)})

    assert (of(one) == of(other)) == (one == other)


@given(st.text(), st.text())
def test_nothing_passes_from_one_place_into_another(left, right):
    if left != right:
        assert fingerprint({"title": left, "issuer": right}, {}) != fingerprint(
            {"title": right, "issuer": left}, {}
        )
    assert fingerprint({}, {"cells": [(left,)], "clauses": []}) != fingerprint(
        {}, {"cells": [], "clauses": [(left,)]}
    )


def test_a_fingerprint_takes_what_no_encoding_can_write():
    assert len(fingerprint({"title": "\ud800", "day": DAY.date()}, {"clauses": [("\x00",)]})) == 64


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "asked"}, {"state": "void"}, {"present": "b"}, {"decider": None},
        {"decider": 1}, {"wrote": {7}},
    ],
)  # fmt: skip
def test_an_approval_stands_for_the_same_text_by_somebody_who_did_not_write_it(wrong):
    right = {"state": "approved", "approved": "a", "present": "a", "decider": 7, "wrote": {1}}
    assert stands(**right)
    assert not stands(**right | wrong)
