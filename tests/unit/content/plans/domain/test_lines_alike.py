"""Which lines look like one that an editor corrected."""

import pytest

from content.plans.domain.corrections.alike import shape_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）编制计划", "（二）工作原则"),
        ("1.1 目的", "3.12 依据和范围"),
        ("一、总则", "十二、附则"),
        ("第一节 总体要求", "第二节 目标"),
        ("工作目标", "组织体系"),
        ("1.加强领导。", "2.落实责任。"),
    ],
)
def test_lines_that_are_written_alike(one, other):
    assert shape_of(one).is_like(shape_of(other)) and shape_of(other).is_like(shape_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）编制计划", "一、编制计划"),
        ("1.1 目的", "1.1.1 目的"),
        ("1. 目的", "1、目的"),
        ("（一）编制计划", "(1)编制计划"),
        ("（一）编制计划", "（二）发生险情后由县应急委员会组织有关单位立即赶赴现场处置险情"),
        ("（一）编制计划", "（二）编制计划。"),
        ("工作目标", "早发现。"),
        ("工作目标", "（一）工作目标"),
        ("没有编号的行" * 5, "没有编号的行" * 4),
        ("", ""),
    ],
)  # fmt: skip
def test_lines_that_are_not(one, other):
    is_like = shape_of(one).is_like(shape_of(other))
    assert not is_like or not one
