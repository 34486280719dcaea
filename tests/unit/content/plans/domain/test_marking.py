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
        ("★5年", Marking.CLASSIFIED),
        ("000012 ☆ 长期", Marking.CLASSIFIED),
        ("绝密★启用前", Marking.CLASSIFIED),
        ("（机密★3年）", Marking.CLASSIFIED),
        ("密级：秘密，期限3年", Marking.CLASSIFIED),
        ("密级：秘密级★10年", Marking.CLASSIFIED),
        ("☆3月底前完成隐患排查", None),
        ("★ 5年 内建成", None),
        ("★机密事项清单", None),
        ("在文件首页标注秘密★的，按规定办理。", None),
        ("密级：绝密、机密、秘密三级", None),
        ("密级：内部管理", Marking.INSIDE),
        ("密级：内部", Marking.INSIDE),
        ("机　密", Marking.CLASSIFIED),
        ("公开方式：不予公开", Marking.WITHHELD),
        ("公开属性：不公开", Marking.WITHHELD),
        ("公开方式：依申请公开", Marking.ON_REQUEST),
        ("公開方式：依申請公開", Marking.ON_REQUEST),
        ("公开方式：依申请公开\n密级：秘密", Marking.CLASSIFIED),
        ("（此件依申请公开）", Marking.ON_REQUEST),
        ("(本件依申請公開)", Marking.ON_REQUEST),
        ("此件不予公开", Marking.WITHHELD),
        ("（此件不公开）", Marking.WITHHELD),
        ("此文件属于免予公开", Marking.WITHHELD),
        ("（此件公开发布）", None),
        ("此件主动公开", None),
        ("内部资料 注意保存", Marking.INSIDE),
        ("内 部 资 料", Marking.INSIDE),
        ("（内部资料，请勿外传）", Marking.INSIDE),
        ("安澜县应急管理局 内部文件 不得外传", Marking.INSIDE),
        ("收集内部资料，注意保密。", None),
        ("内部资料归档制度", None),
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


@pytest.mark.parametrize(
    ("foot", "marking"),
    [
        ("（此件依申请公开）", Marking.ON_REQUEST),
        ("此件不予公开", Marking.WITHHELD),
        ("内部资料 注意保存", Marking.INSIDE),
        ("公开方式：不予公开\n安澜县人民政府办公室 2026年3月1日印发", Marking.WITHHELD),
        ("（此件公开发布）", None),
    ],
)
def test_the_last_lines_of_a_long_text_say_it_too(foot, marking):
    body = "正文。\n" * 200
    assert marking_of(f"{body}{foot}\n") is marking
    assert marking_of(f"{foot}\n{body}") is marking
    assert marking_of(f"{body}{foot}\n{body}") is None


@pytest.mark.parametrize(
    ("foot", "marking"),
    [
        ("秘密★1年", Marking.CLASSIFIED), ("机密★", Marking.CLASSIFIED),
        ("★绝密", Marking.CLASSIFIED),
        ("密级：机密", None), ("秘密", None), ("★★★ 重点", None),
        ("在文件首页标注秘密★的，按规定办理。", None),
    ],
)  # fmt: skip
def test_the_foot_of_the_pages_tells_of_secrecy_by_its_star(foot, marking):
    assert marking_of("正文。\n" * 200 + foot) is marking


def test_what_stands_far_below_or_in_a_paragraph_marks_nothing():
    assert marking_of("正文。\n" * 50 + "密级：机密") is None
    assert marking_of("有关文件标注密级：机密的，" + "按规定办理，" * 60) is None


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    assert marking_of(text) in (None, *Marking)
