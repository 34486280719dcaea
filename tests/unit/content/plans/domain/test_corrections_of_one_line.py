"""A line that was corrected in several texts, between which its neighbours changed."""

import pytest

from content.plans.domain.corrections.locating import Squeezed, resolve
from content.plans.domain.corrections.model import Correction, CorrectionKind

LINE = "晚间由供水抢修队值守。"
FIRST = f"每日报告一次。\n{LINE}\n发现险情的，立即报告。"
SECOND = f"每日报告两次。\n{LINE}\n发现险情的，立即报告。"
THIRD = f"每日报告三次。\n{LINE}\n发现险情的，立即报告。"
TWICE = f"甲组：\n{LINE}\n乙组：\n{LINE}\n完。"


def told(text, at, kind=CorrectionKind.ACTOR, *, made_in="", name="甲"):
    return Correction(kind, Squeezed(text).locate(at), name=name, made_in=made_in)


@pytest.mark.parametrize("made_in", [("first", "second"), ("", ""), ("", "second")])
def test_all_that_was_said_of_a_line_in_several_texts_holds(made_in):
    made = [
        told(FIRST, FIRST.index(LINE), CorrectionKind.HEADING, made_in=made_in[0]),
        told(SECOND, SECOND.index(LINE), CorrectionKind.BOUNDARY, made_in=made_in[1]),
    ]
    for text in (FIRST, SECOND, THIRD):
        assert resolve(Squeezed(text), made) == [text.index(LINE)] * 2


def test_what_was_said_of_a_line_that_is_gone_is_not_said_of_its_double():
    places = TWICE.index(LINE), TWICE.rindex(LINE)
    both = [told(TWICE, at, made_in="twice") for at in places]
    assert resolve(Squeezed(TWICE), both) == list(places)
    left = TWICE.replace(f"甲组：\n{LINE}\n", "")
    assert resolve(Squeezed(left), both) == [None, left.index(LINE)]
    later = told(left, left.index(LINE), name="乙", made_in="left")
    assert resolve(Squeezed(left), [*both, later]) == [None, left.index(LINE), left.index(LINE)]


def test_a_line_that_became_two_keeps_each_its_own():
    made = [told(FIRST, FIRST.index(LINE), made_in="first")]
    places = TWICE.index(LINE), TWICE.rindex(LINE)
    made += [told(TWICE, at, made_in="twice") for at in places]
    first, *later = resolve(Squeezed(TWICE), made)
    assert first in places and later == list(places)


def test_in_which_text_it_was_said_is_no_part_of_what_is_said():
    assert told(FIRST, 0, made_in="first") == told(FIRST, 0)
