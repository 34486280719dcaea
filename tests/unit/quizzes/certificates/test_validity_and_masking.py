"""How long a certificate stands, and what of a name is public."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certificates.domain.masking import mask_name
from quizzes.certificates.domain.validity import Status, Term, status_on, term


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 3, 12), 36, date(2029, 3, 11)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
    ],
)
def test_a_term_is_whole_months_and_ends_the_day_before(issued, months, last):
    assert term(issued, months) == Term(issued, last)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_a_term_is_never_longer_than_its_months(issued, months):
    held = term(issued, months)
    assert held.first < held.last
    assert (held.last - held.first).days <= months * 31


HELD = Term(date(2026, 3, 12), date(2029, 3, 11))


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (HELD.first, Status.VALID),
        (HELD.last - timedelta(days=90), Status.VALID),
        (HELD.last - timedelta(days=89), Status.RENEWABLE),
        (HELD.last, Status.RENEWABLE),
        (HELD.last + timedelta(days=1), Status.EXPIRED),
    ],
)
def test_the_last_day_still_counts(day, status):
    assert status_on(day, HELD, revoked=False, renewal_days=90) is status


def test_revoked_outranks_expired():
    assert status_on(date(2040, 1, 1), HELD, revoked=True, renewal_days=90) is Status.REVOKED


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王志远", "王**"),
        ("李强", "李*"),
        ("古丽·买买提", "古丽·买**"),
        ("欧阳震华生", "欧**"),
        ("阿依·木", "阿依·*"),
        ("巴·图", "巴·*"),
        ("王", "*"),
        ("", "*"),
        ("·", "*"),
    ],
)
def test_a_public_name_shows_the_surname_only(name, shown):
    assert mask_name(name) == shown


@given(st.text(alphabet="王李古丽买提阿依·", min_size=3, max_size=12))
def test_a_masked_name_never_shows_the_whole(name):
    shown = mask_name(name)
    assert name.strip() not in shown
    assert shown.endswith("*")
