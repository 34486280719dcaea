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
    authors,
    fingerprint,
    in_force_at,
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
    assert authors(deeds, since=DAY) == {
        1: frozenset({Part.IMPORTED}), 2: frozenset({Part.JUDGED})
    }  # fmt: skip
    assert authors(deeds, since=None)[2] == {Part.CORRECTED, Part.JUDGED}
    assert set(authors(deeds, since=None)) == {1, 2, 3}


def test_the_text_in_force_at_an_import_is_the_last_published_before_it():
    published = [DAY - timedelta(days=9), DAY, LATER + timedelta(days=1)]
    assert in_force_at(LATER, published) == DAY
    assert in_force_at(DAY - timedelta(days=10), published) is None


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
