"""Who goes round is who finds something, where the next sentence names nobody."""

import pytest

from tests.samples.actors import duties_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("灾害信息员每月巡查1次责任区。发现裂缝、渗水等异常，当场劝离附近人员，并在15分钟内报告。",
         "灾害信息员"),
        ("水库管理单位每2小时巡查1次。发现渗漏的，立即报告县水利局。", "水库管理单位"),
        ("护林员每日巡护不少于2次。发现火情，应当在15分钟内报告。", "护林员"),
        ("县地震局负责余震监测。一旦发现异常，10分钟内报告县指挥部。", "县地震局"),
    ],
)  # fmt: skip
def test_what_is_to_be_done_on_finding_something_is_the_watchers(text, name):
    assert duties_in(text) == {name: [text]}


@pytest.mark.parametrize(
    "text",
    [
        "县水利局储备编织袋。发现险情，立即报告。",
        "县水利局、县气象局每日巡查。发现险情，立即报告。",
        "灾害信息员每月巡查1次。演练每年1次。发现险情，立即报告。",
        "护林员每日巡护。发现火情是大家的责任。",
    ],
)
def test_where_it_is_not_sure_who_finds_nobody_is_named(text):
    assert not any("发现" in told for duties in duties_in(text).values() for told in duties)


def test_a_sentence_that_names_somebody_else_is_theirs():
    found = duties_in("护林员每日巡护。发现火情，乡镇人民政府应当派人到场。")
    assert found == {
        "护林员": ["护林员每日巡护。"],
        "乡镇人民政府": ["发现火情，乡镇人民政府应当派人到场。"],
    }
    found = duties_in("护林员每日巡护。发现火情，由乡镇派人到场。")
    assert found["护林员"] == ["护林员每日巡护。"]
