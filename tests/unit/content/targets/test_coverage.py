"""What is called the whole of a place, and what is a part of it."""

import pytest

from content.targets.coverage import Place, all_of


@pytest.mark.parametrize(
    ("name", "stratum", "whole"),
    [
        ("安澜县", "", True),
        ("安澜县", "不分", True),
        ("安澜县", "全县", True),
        ("安澜县", " 全县范围内 ", True),
        ("安澜县", "安澜县", True),
        ("安澜县", "全市", False),
        ("安澜县", "全镇", False),
        ("安澜县", "青河镇", False),
        ("安澜县", "城镇", False),
        ("临江市", "全市", True),
        ("临江市", "全县", False),
        ("东山自治州", "全州", True),
        ("北岭地区", "全地区", True),
        ("应急联合中心", "应急联合中心", True),
        ("应急联合中心", "全心", False),
    ],
)
def test_a_stratum_is_the_whole_place_or_a_part_of_it(name, stratum, whole):
    words = frozenset({"", "不分", name, all_of(name)})
    place = Place(name, all_of(name), frozenset({1}), words)
    assert place.is_all(stratum) is whole
    assert place.covers(1, stratum) is whole
    assert not place.covers(2, stratum)
