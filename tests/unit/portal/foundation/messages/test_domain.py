from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.messages.domain import MOST_ATTEMPTS, BadTemplate, delay_after, split


@given(st.floats(0, 1))
def test_each_wait_is_longer_than_the_one_before_and_then_it_is_given_up(spread: float) -> None:
    waits = [delay_after(number, spread=spread) for number in range(1, MOST_ATTEMPTS)]
    assert all(a < b for a, b in pairwise(waits) if a and b)
    assert None not in waits
    assert delay_after(MOST_ATTEMPTS, spread=spread) is None
    assert waits[0] <= timedelta(minutes=2)


def test_a_template_has_subject_body_and_short_text() -> None:
    wording = split("标题\n---\n第一段\n\n\n\n第二段\n---\n短的\n话\n", name="x")
    assert (wording.subject, wording.body, wording.short) == ("标题", "第一段\n\n第二段", "短的 话")


def test_without_a_short_text_the_body_goes_out() -> None:
    assert split("标题\n---\n一\n二", name="x").short == "一 二"


def test_a_subject_is_one_line_whatever_was_put_into_it() -> None:
    assert split("你好\r\nBcc: x@y\n---\nb", name="x").subject == "你好 Bcc: x@y"
    assert len(split("长" * 500 + "\n---\nb", name="x").subject) == 200


@pytest.mark.parametrize("text", ["", "只有标题", "---\n只有正文", "标题\n---\n  "])
def test_a_template_without_subject_or_body_is_a_mistake(text: str) -> None:
    with pytest.raises(BadTemplate):
        split(text, name="x")


def test_dashes_inside_a_line_do_not_divide() -> None:
    assert split("标题\n---\na --- b", name="x").body == "a --- b"
