"""Which parts of a plan its headings say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.skeletons import (
    COMPREHENSIVE,
    GOVERNMENT,
    LOCAL,
    ON_SITE,
    SPECIAL,
    check,
    skeleton_for,
)

COUNTY = [
    "1 总则", "1.1 编制目的", "1.4 事件分级", "2 组织指挥体系", "3 监测预警", "4.1 信息报告",
    "4.3 分级响应", "4.5 信息发布", "4.6 响应终止", "5 后期处置", "6 应急保障", "7 预案管理",
    "附件1 联系表",
]  # fmt: skip


def missing(skeleton, headings):
    return [found.part.name for found in check(skeleton, headings) if found.is_missing]


def test_a_whole_government_plan_lacks_nothing():
    assert missing(GOVERNMENT, COUNTY) == []


@pytest.mark.parametrize(
    ("gone", "part"),
    [
        ("2 组织指挥体系", "组织指挥"), ("3 监测预警", "预防与预警"), ("4.1 信息报告", "信息报告"),
        ("4.5 信息发布", "信息发布"), ("4.6 响应终止", "响应终止"), ("5 后期处置", "恢复重建"),
        ("6 应急保障", "应急保障"), ("7 预案管理", "预案管理"), ("1.4 事件分级", "事件分级"),
    ],
)  # fmt: skip
def test_a_part_that_no_heading_says_is_named(gone, part):
    left = [one for one in COUNTY if one not in (gone, "4.3 分级响应")]
    left.append("4.3 应急响应")
    assert missing(GOVERNMENT, left) == [part]


def test_traditional_script_and_spaces_in_a_heading_do_not_matter():
    assert "恢复重建" not in missing(GOVERNMENT, ["五、後 期 處 置"])


@pytest.mark.parametrize(
    ("kind", "title", "skeleton"),
    [
        ("special", "安澜县地震应急预案", GOVERNMENT), ("unit", "某厂综合应急预案", COMPREHENSIVE),
        ("unit", "安澜县第一小学突发事件应急预案", LOCAL),
        ("grassroots", "石桥村防汛应急预案", LOCAL),
        ("unit", "某厂火灾专项应急预案", SPECIAL), ("unit", "某厂触电现场处置方案", ON_SITE),
        ("manual", "防汛工作手册", None), ("five_year", "“十五五”规划", None),
    ],
)  # fmt: skip
def test_the_kind_and_the_title_say_which_skeleton_holds(kind, title, skeleton):
    assert skeleton_for(kind, title) == skeleton


@pytest.mark.parametrize(
    ("title", "regime", "skeleton"),
    [
        ("青河供电公司大学城变电站综合应急预案", "", COMPREHENSIVE),
        ("安澜机关供热公司火灾专项应急预案", "", SPECIAL),
        ("安澜县体育馆突发事件应急预案", "", LOCAL), ("青河镇文化馆应急预案", "", LOCAL),
        ("县政务服务中心应急预案", "", LOCAL), ("安康养老服务中心应急预案", "", LOCAL),
        ("安澜县职业学校实习工厂触电现场处置方案", "work_safety", ON_SITE),
        ("安澜县体育馆生产安全事故应急预案", "dangerous_trade", COMPREHENSIVE),
        ("安澜化工厂灼烫事故处置卡", "on_site", ON_SITE),
    ],
)  # fmt: skip
def test_the_register_and_a_trade_say_whether_a_unit_produces(title, regime, skeleton):
    assert skeleton_for("unit", title, regime) == skeleton


def test_supplementary_provisions_alone_do_not_manage_a_plan():
    assert "预案管理" in missing(GOVERNMENT, ["8 附则"])


@given(st.lists(st.sampled_from([*COUNTY, "一、无关", ""]), max_size=20), st.text(max_size=12))
def test_every_part_is_answered_once_and_one_heading_more_loses_none(headings, more):
    before, after = check(GOVERNMENT, headings), check(GOVERNMENT, [*headings, more])
    assert [one.part for one in before] == list(GOVERNMENT.parts)
    for one, other in zip(before, after, strict=True):
        assert set(one.at) <= set(other.at)
        assert all(0 <= at < len(headings) for at in one.at)
