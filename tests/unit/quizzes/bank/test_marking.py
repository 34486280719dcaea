"""Marking is pure, all or nothing, and forgiving about how a thing is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.bank.domain.marking import Response, ResponseRefused, fit, mark
from quizzes.bank.domain.questions import Content, Key, Option
from quizzes.bank.domain.text import normalise

IDS = ["a", "b", "c", "d", "e"]
MULTIPLE = Content("multiple", "题", tuple(Option(i, f"选项{i}") for i in IDS))
SINGLE = Content("single", "题", MULTIPLE.options)
FILL = Content("fill_in", "至少 ___ 厘米", (Option("x", width=6),))
subsets = st.frozensets(st.sampled_from(IDS))


@given(chosen=subsets, correct=st.frozensets(st.sampled_from(IDS), min_size=2))
def test_a_multiple_choice_scores_iff_the_selection_is_exactly_the_key(chosen, correct):
    result = mark(Response(chosen=chosen), MULTIPLE, Key(correct=correct), Decimal(2))
    assert result.correct == (chosen == correct)
    assert result.mark == (2 if chosen == correct else 0)
    assert result.answered == bool(chosen)


@given(chosen=subsets)
def test_a_single_choice_takes_one_option_at_most(chosen):
    if len(chosen) > 1:
        with pytest.raises(ResponseRefused):
            fit(Response(chosen=chosen), SINGLE)
    else:
        assert fit(Response(chosen=chosen), SINGLE).chosen == chosen


@given(text=st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@given(
    response=st.text(
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=200
    )
)
def test_what_is_stored_comes_back_the_same(response):
    stored = fit(Response(typed=(("x", response),)), FILL)
    assert Response.from_json(stored.as_json()) == (stored if not stored.is_empty else Response())


@pytest.mark.parametrize(
    "typed",
    ["5", "５", " 5 ", "五", "5厘米", "5 厘米。", "5CM", "5ｃｍ", "“5”"],
)
def test_width_case_spaces_and_variants_count_as_right(typed):
    key = Key(accepted=(("x", ("5", "五", "5厘米", "5cm")),))
    assert mark(Response(typed=(("x", typed),)), FILL, key, Decimal(1)).correct


@pytest.mark.parametrize(
    ("typed", "accepted", "right"),
    [
        ("震級", "震级", True),
        ("避難場所", "避难场所", True),
        ("5~6", "5—6", True),
        ("5至6", "5-6", True),
        ("夏至", "夏-", False),
        (".5", "5", False),
        ("-5", "5", False),
        ("15", "5", False),
        ("", "5", False),
        ("。", "5", False),
    ],
)
def test_script_and_dashes_are_evened_out_and_meaning_is_not(typed, accepted, right):
    key = Key(accepted=(("x", (accepted,)),))
    assert mark(Response(typed=(("x", typed),)), FILL, key, Decimal(1)).correct is right


def test_every_blank_has_to_be_right():
    content = Content("fill_in", "___ 到 ___", (Option("x", width=6), Option("y", width=6)))
    key = Key(accepted=(("x", ("5",)), ("y", ("6",))))
    half = Response(typed=(("x", "5"), ("y", "9")))
    assert not mark(half, content, key, Decimal(1)).correct
    assert mark(Response(typed=(("x", "5"), ("y", "6"))), content, key, Decimal(1)).correct
    swapped = Response(typed=(("x", "6"), ("y", "5")))
    assert not mark(swapped, content, key, Decimal(1)).correct


@pytest.mark.parametrize(
    ("response", "content", "code"),
    [
        (Response(chosen=frozenset({"z"})), SINGLE, "unknown_option"),
        (Response(typed=(("z", "5"),)), FILL, "unknown_option"),
        (Response(chosen=frozenset({"x"})), FILL, "wrong_shape"),
        (Response(typed=(("a", "5"),)), SINGLE, "wrong_shape"),
        (Response(typed=(("x", "长" * 201),)), FILL, "too_long"),
    ],
)
def test_a_response_of_another_question_is_refused_and_not_trimmed(response, content, code):
    with pytest.raises(ResponseRefused) as refused:
        fit(response, content)
    assert refused.value.code == code
