"""What staff write about a person holds no number that tells who it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempts.domain import remarks


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("电话13800138000", "13800138000"),
        ("电话 138 0013 8000", "13800138000"),
        ("电话 138-0013-8000", "13800138000"),
        ("电话１３８００１３８０００", "13800138000"),
        ("幺三八零零幺三八零零零", "13800138000"),
        ("座机 0993 (210) 1234", "09932101234"),
        ("证件 65900119900101123X", "65900119900101123"),
        ("1234567", "1234567"),
        ("写信到 li@b.cn", "li@b.cn"),
        ("2026-11-24 13800138000", "13800138000"),
    ],
)
def test_a_number_that_names_a_person_is_found_however_it_is_written(typed, digits):
    with pytest.raises(remarks.NumberInRemark) as caught:
        remarks.check(typed)
    assert caught.value.digits == digits


@pytest.mark.parametrize(
    "typed",
    ["", "考场停电", "2026-11-24 09:30 断网", "2026年11月24日停电", "第 123456 号座位", "1.5 倍"],
)
def test_days_times_and_short_numbers_may_stay(typed):
    assert remarks.check(f"  {typed} ") == typed.strip()


@given(st.text(), st.text(alphabet="0123456789", min_size=20, max_size=40), st.text())
def test_no_words_around_it_hide_a_long_number(before, digits, after):
    with pytest.raises(remarks.NumberInRemark):
        remarks.check(before + "号" + digits + "号" + after)


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Nd", "Nl", "No", "Lo"], exclude_characters="@＠﹫"
        )
    )
)
def test_words_without_digits_are_kept(text):
    assert remarks.check(text) == text.strip()
