"""What stands behind a duty in its clause and names nobody is on the card of who has the duty."""

from dataclasses import replace

import pytest

from content.plans.domain import kept
from content.plans.domain.actor_limits import Limits
from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actors import actors_of
from tests.samples.actors import said

FIRST = "村（社区）发现突发事件，立即电话报告镇应急办。"


def behind(*texts):
    clauses = [said(text) for text in texts]
    return {
        actor.name: [(duty.follows, duty.goes_on) for duty in actor.duties]
        for actor in actors_of(clauses)
    }


@pytest.mark.parametrize(
    "rest",
    [
        "有人员伤亡、被困的，先拨打120、119、110。",
        "有人受伤或者被困的，拨打120、119或者110。",
        "有人员需要转移的，先拨打119。",
        "停电或者无信号时，敲铜锣、吹哨、派人上门。",
        "发现安全出口锁闭、疏散通道堆物的，当场整改。",
        "电话无人接听的，派人上门。",
        "加强应急志愿者队伍建设，完善组织管理。",
        "不得返回危险房屋。停止用电。",
    ],
)
def test_what_to_do_without_who_stands_behind_the_duty(rest):
    assert behind(FIRST + rest) == {"村（社区）": [(rest, False)]}


@pytest.mark.parametrize(
    "rest", ["镇应急办接报后立即报告总指挥。", "有人被困的，护林员应当立即拨打119。"]
)
def test_what_somebody_else_has_to_do_does_not(rest):
    assert behind(FIRST + rest)["村（社区）"] == [("", False)]


@pytest.mark.parametrize(
    "rest",
    [
        "其他单位和个人发现的，应当及时向附近的医疗机构报告。",
        "参加试点的志愿者须年满18周岁。",
        "值班电话0000-0000000。",
        "水毁工程应当在下一年汛期前修复。",
        "震后由帮扶人首先查看。",
        "发现人员被困的，由护林员拨打119。",
        "根据预警，某某员改打电话。",
        "根据《中华人民共和国突发事件应对法》第十条规定，立即报告。",
    ],
)
def test_what_is_not_sure_only_says_that_the_clause_goes_on(rest):
    assert behind(FIRST + rest)["村（社区）"] == [("", True)]


def test_it_ends_where_somebody_acts_or_the_line_ends_or_a_point_begins():
    call = "有人被困的，先拨打119。"
    assert behind(f"{FIRST}{call}县水利局负责抢险。{call}") == {
        "村（社区）": [(call, False)],
        "县水利局": [(call, False)],
    }
    assert behind(f"{FIRST}\n{call}")["村（社区）"] == [("", True)]
    assert behind(f"{FIRST}\n（1）{call}")["村（社区）"] == [("", False)]


def test_a_clause_that_goes_on_is_listed_and_one_that_is_shown_whole_is_not():
    texts = [FIRST + "有人被困的，先拨打119。", "村（社区）组织演练。演练每年1次。"]
    clauses = [said(text) for text in texts]
    (actor,) = with_mentions(actors_of(clauses), clauses)
    assert [one.text for one in actor.mentions] == texts[1:]


def test_what_is_too_long_is_cut_between_sentences_and_said_to_go_on():
    call = "有人被困的，先拨打119。"
    (actor,) = actors_of([said(FIRST + call * 100)])
    (duty,) = actor.duties
    assert 800 < len(duty.follows) <= 900
    assert duty.follows.replace(call, "") == ""
    assert duty.goes_on


def test_it_counts_among_what_is_repeated_and_is_kept_with_the_duty():
    (actor,) = actors_of([said(FIRST + "有人被困的，先拨打119。" * 40)])
    assert kept.load(kept.dump([actor])) == [actor]
    (duty,) = actor.duties
    alone = replace(duty, follows="")
    assert taken(alone) > 4 * taken(duty)


def taken(duty):
    limits = Limits()
    return sum(limits.takes(duty) for _ in range(10_000))


def test_a_watcher_who_finds_something_keeps_what_stands_behind_that():
    text = "护林员每日巡护。发现火情，立即报告。有人被困的，先拨打119。"
    (actor,) = actors_of([said(text)])
    (duty,) = actor.duties
    assert duty.sentence + duty.follows == text
    assert duty.follows == "有人被困的，先拨打119。"
