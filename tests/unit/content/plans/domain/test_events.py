"""Which emergencies a plan is for, by its title and its hazards."""

import pytest

from content.plans.domain.events import (
    CLASSES,
    EVENTS,
    KINDS,
    SEVERAL,
    UNSAID,
    class_of,
    events_of,
    gaps_in,
    hazards_named,
    pressing_in,
)
from content.taxonomy.seed import HAZARDS


@pytest.mark.parametrize(
    ("title", "events"),
    [
        ("安澜县防汛抗旱应急预案", {"flood-drought"}),
        ("洪江市地震应急预案", {"earthquake"}),
        ("安澜县气象局地震应急预案", {"earthquake"}),
        ("安澜县信访局应急预案", set()),
        ("安澜县森林草原火灾应急预案", {"wildfire"}),
        ("安澜縣動物疫情應急預案", {"animal"}),
        ("安澜县高致病性禽流感应急预案", {"animal"}),
        ("安澜县重大传染病疫情应急预案", {"infectious"}),
        ("安澜县群体性不明原因疾病应急预案", {"unknown-disease"}),
        ("安澜县群体性事件应急预案", {"unrest"}),
        ("安澜县突发生态环境事件应急预案", {"pollution"}),
        ("安澜县局部强对流天气应急预案", {"weather"}),
        ("安澜县考核办法应急预案", set()),
        ("安澜县突发事件总体应急预案", set()),
        ("安澜县自然灾害救助应急预案", set()),
        ("安澜县自然灾害生活救助应急预案", set()),
        ("安澜县自然灾害救灾物资保障应急预案", set()),
        ("安澜县地震灾害救助应急预案", {"earthquake"}),
        ("安澜县生产安全事故灾难应急预案", {"work-safety"}),
        ("安澜县道路交通事故灾难应急预案", {"transport"}),
        ("安澜县非洲猪瘟疫情应急预案", {"animal"}),
        ("安澜县口蹄疫疫情应急预案", {"animal"}),
        ("安澜县小反刍兽疫疫情应急预案", {"animal"}),
        ("安澜县农业植物疫情应急预案", {"biological"}),
        ("安澜县新冠肺炎疫情防控应急预案", {"infectious"}),
        ("安澜县重大疫情应急预案", {"infectious"}),
        ("安澜县人感染H7N9禽流感疫情应急预案", {"infectious"}),
        ("安澜县人感染高致病性禽流感应急预案", {"infectious"}),
        ("安澜县人感染H7N9禽流感应急预案", {"infectious"}),
    ],
)
def test_a_title_names_its_emergencies_and_nothing_else(title, events):
    assert events_of(title) == events


def test_a_plan_for_public_health_is_for_no_kind_whose_plan_is_another_bureaus():
    health = events_of("安澜县突发公共卫生事件应急预案")
    assert health == {"infectious", "unknown-disease", "other-health"}
    assert class_of(health) == "health"
    both = events_of("安澜县公共卫生事件和食品安全事故应急预案")
    assert "food-work" in both


def test_a_plan_for_a_whole_class_is_for_all_kinds_of_it():
    accidents = {event.key for event in EVENTS if event.of_class == "accident"}
    assert events_of("安澜县事故灾难应急预案") == accidents
    assert class_of(accidents) == "accident"


def test_a_plan_for_all_natural_disasters_is_for_each_of_them():
    natural = {event.key for event in EVENTS if event.of_class == "natural"}
    assert events_of("安澜县自然灾害应急预案") == natural


def test_a_hazard_of_the_register_says_it_where_the_title_does_not():
    assert events_of("青河镇应急预案", ["flood", "landslide"]) == {"flood-drought", "geological"}


@pytest.mark.parametrize(
    ("title", "hazards", "of_class"),
    [
        ("青河镇应急预案", ["drowning"], "accident"),
        ("青河镇防溺水应急预案", [], "accident"),
        ("青河镇元宵灯会踩踏应急预案", ["crowd"], "accident"),
        ("青河镇急救预案", ["first-aid"], "health"),
    ],
)
def test_what_no_kind_is_for_is_of_its_class_and_closes_no_gap(title, hazards, of_class):
    events = events_of(title, hazards)
    assert class_of(events) == of_class
    assert not events & KINDS and gaps_in(events) == gaps_in(())


def test_a_fire_of_the_woods_is_no_fire_of_everyday_life():
    assert events_of("安澜县森林火灾应急预案", ["home-fire"]) == {"wildfire"}


def test_every_hazard_of_the_portal_belongs_to_a_kind_or_to_everyday_life_and_to_its_class():
    for hazard in HAZARDS:
        assert class_of(events_of("青河镇应急预案", [hazard.slug])) == hazard.hazard_class


def test_every_hazard_that_is_named_is_one_of_the_portal():
    known = {hazard.slug for hazard in HAZARDS}
    named = [slug for event in EVENTS for slug in event.hazards]
    assert set(named) <= known and len(named) == len(set(named))
    assert len({event.key for event in EVENTS}) == len(EVENTS)


def test_a_plan_belongs_to_one_class_to_several_or_to_none():
    assert class_of({"flood-drought", "weather"}) == "natural"
    assert class_of({"flood-drought", "transport"}) == SEVERAL
    assert class_of(()) == UNSAID


def test_what_is_missing_is_named_by_class_and_a_full_class_is_left_out():
    every = [event.key for event in EVENTS]
    assert gaps_in(every) == []
    assert [(gap.of_class, gap.is_whole) for gap in gaps_in(())] == [(one, True) for one in CLASSES]
    (gap,) = gaps_in(key for key in every if key != "nuclear")
    assert (gap.of_class, gap.names, gap.is_whole) == ("accident", ("核与辐射",), False)


def test_what_the_place_judged_frequent_and_dangerous_presses_first():
    found = pressing_in(
        {"wildfire"}, {"flood", "landslide", "forest-fire"}, {"earthquake", "landslide", "drought"}
    )
    assert [(one.key, one.frequent, one.dangerous) for one in found] == [
        ("flood-drought", True, True), ("geological", True, True), ("earthquake", False, True),
    ]  # fmt: skip
    assert pressing_in((), (), ()) == []
    assert [one.key for one in pressing_in((), {"traffic"}, ())] == ["transport"]


def test_what_presses_is_named_once_and_the_rest_by_class():
    pressing = [one.key for one in pressing_in((), {"flood"}, ())]
    natural = gaps_in((), pressing)[0]
    assert natural.of_class == "natural" and not natural.is_whole and "水旱" not in natural.names
    named = {name for gap in gaps_in((), pressing) for name in gap.names}
    assert len(named) + len(pressing) == len(EVENTS)


@pytest.mark.parametrize(
    ("title", "hazards"),
    [
        ("安澜县防汛抗旱应急预案", {"flood", "drought"}),
        ("安澜县森林草原火灾应急预案", {"forest-fire"}),
        ("安澜县森林火灾应急预案", {"forest-fire"}),
        ("青河镇火灾事故应急预案", {"home-fire"}),
        ("安澜县山洪灾害防御预案", {"flash-flood"}),
        ("安澜县低温雨雪冰冻灾害应急预案", {"snow"}),
        ("安澜县地质灾害应急预案", {"landslide"}),
        ("安澜縣危險化學品事故應急預案", {"chemical"}),
        ("安澜县气象局地震应急预案", {"earthquake"}),
        ("安澜县动物疫情应急预案", set()),
        ("安澜县非洲猪瘟疫情应急预案", set()),
        ("安澜县新冠肺炎疫情应急预案", {"infectious-disease"}),
        ("安澜县突发事件总体应急预案", set()),
        ("安澜县触电事故处置方案", {"electricity"}),
    ],
)
def test_a_title_names_its_hazards(title, hazards):
    assert hazards_named(title, {one.slug: one.name for one in HAZARDS}) == hazards


def test_a_hazard_of_the_county_is_named_by_its_own_name():
    assert hazards_named("安澜县尾矿库溃坝应急预案", {"tailings": "尾矿库"}) == {"tailings"}
