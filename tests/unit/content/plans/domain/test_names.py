"""One document goes by one name, however it is typed."""

import pytest

from content.plans.domain.names import number_key, title_key


@pytest.mark.parametrize(
    "title",
    [
        "安澜县地震应急预案", "安瀾縣地震應急預案（送審稿）", "安澜县地震应急预案(讨论稿)",
        "安澜县地震应急预案（2026年修订）", "安澜县地震应急预案（2026版）",
        "安澜县 地震应急预案（试行）",
        "安澜县人民政府关于印发《安澜县地震应急预案》的通知", "安澜县地震应急预案（第二次修订版）",
    ],
)  # fmt: skip
def test_neither_script_nor_stage_nor_notice_makes_another_title(title):
    assert title_key(title) == "安澜县地震应急预案"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("安澜县演练计划（2026—2028年）", "安澜县演练计划（2029—2031年）"),
        ("安澜县地震应急预案", "安澜县地质灾害应急预案"),
        ("安澜县2026年工作要点", "安澜县2027年工作要点"),
        ("安澜县工作要点（2026年）", "安澜县工作要点（2027年）"),
        ("安澜县演练方案（第一次）", "安澜县演练方案（第二次）"),
    ],
)
def test_another_period_or_hazard_is_another_title(one, other):
    assert title_key(one) != title_key(other)


def test_a_number_is_one_in_any_script_and_with_or_without_its_ordinal():
    assert len({*map(number_key, ("安政办发〔2026〕4号", "安政辦發[2026] 第4號"))}) == 1
    assert number_key("安政办发〔2026〕4号") != number_key("安政办发〔2026〕5号")


@pytest.mark.parametrize("nothing", ["", "（）", "《》", "　"])
def test_where_nothing_is_left_there_is_no_name(nothing):
    assert title_key(nothing) == number_key(nothing) == ""


@pytest.mark.parametrize(
    "number",
    [
        "", "无", "待编", "暂无", "—", "XX", "安政发〔2026〕号", "安政发〔2026〕  号",
        "安政发〔2026〕第　号", "安政发（二〇二六）号", "安政发〔2026〕×号", "安政发〔2026〕00号",
        "000014349/2026-", "AL001-2026", "2026年",
    ],
)  # fmt: skip
def test_a_number_without_its_serial_is_no_number(number):
    assert number_key(number) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("安政发〔2026〕100号", "安政发（２０２６）100 号"),
        ("AL001-2026-00100", "al001—2026—00100"),
        ("安政发〔2026〕十二号", "安政发[2026]十二号"),
        ("国务院令第708号", "国务院令 第 708 号"),
        ("安应急〔2026〕第3期", "安应急(2026)第3期"),
        ("11533300015170057L/2026-2026", "11533300015170057L／2026－2026"),
    ],
)
def test_a_number_is_the_same_however_its_brackets_are_typed(one, other):
    assert number_key(one) == number_key(other) != ""


def test_a_title_needs_no_serial():
    assert title_key("安澜县防汛应急预案") == title_key("安澜县 防汛应急预案（试行）") != ""
