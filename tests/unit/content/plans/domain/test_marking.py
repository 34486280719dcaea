"""A document that says it is not for everybody is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.marking import Marking, marking_of


@pytest.mark.parametrize(
    ("head", "marking"),
    [
        ("密级：机密", Marking.CLASSIFIED),
        ("密　级：秘密", Marking.CLASSIFIED),
        ("【密级】：绝密", Marking.CLASSIFIED),
        ("机密★5年", Marking.CLASSIFIED),
        ("000012  秘密 ★ 10年", Marking.CLASSIFIED),
        ("機密★長期", Marking.CLASSIFIED),
        ("机　密", Marking.CLASSIFIED),
        ("公开方式：不予公开", Marking.WITHHELD),
        ("公开属性：不公开", Marking.WITHHELD),
        ("公开方式：依申请公开", Marking.ON_REQUEST),
        ("公開方式：依申請公開", Marking.ON_REQUEST),
        ("公开方式：依申请公开\n密级：秘密", Marking.CLASSIFIED),
        ("公开方式：主动公开", None),
        ("密级：无", None),
        ("密级：", None),
        ("保守国家秘密，人人有责。", None),
        ("★★★ 重点", None),
        ("", None),
    ],
)
def test_the_first_lines_say_who_may_see_a_document(head, marking):
    assert marking_of(f"安澜县文件\n{head}\n\n防汛预案\n\n1 总则") is marking


def test_what_stands_far_below_or_in_a_paragraph_marks_nothing():
    assert marking_of("正文。\n" * 50 + "密级：机密") is None
    assert marking_of("有关文件标注密级：机密的，" + "按规定办理，" * 60) is None


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    assert marking_of(text) in (None, *Marking)
