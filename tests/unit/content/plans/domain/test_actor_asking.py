"""Who asks, orders or empowers somebody is the subject; who is asked is no part of the name."""

import pytest

from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actor_named import with_named
from content.plans.domain.actor_reader import is_name
from content.plans.domain.actors import actors_of
from tests.samples.actors import duties_in, said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("超出处置能力的，镇应急办请县应急管理局派队伍支援。", "镇应急办"),
        ("镇应急办立即报告，请县消防救援局派人增援。", "镇应急办"),
        ("镇应急办申请县消防救援大队派人增援。", "镇应急办"),
        ("县水利局恳请上级派专家指导。", "县水利局"),
        ("县水利局报请县人民政府启动响应。", "县水利局"),
        ("县水利局提请县人民政府启动响应。", "县水利局"),
        ("县防指责成县水利局组织抢修。", "县防指"),
        ("县人民政府授权县应急管理局发布信息。", "县人民政府"),
        ("由县人民政府授权县应急管理局发布信息。", "县人民政府"),
        ("护林员发现火情的，请乡镇派人上门。", "护林员"),
    ],
)
def test_who_asks_is_who_acts_and_nobody_else(text, name):
    alias = "设立县防汛抗旱指挥部（以下简称县防指）。"
    found = duties_in(alias, text)
    assert list(found) == [name.replace("县防指", "县防汛抗旱指挥部")]


@pytest.mark.parametrize(
    "text",
    [
        "电话无人接听的，某某改拨电话，请乡镇派人上门。",
        "必要时申请县消防救援大队派人增援。",
        "请求上级政府派出救援队伍。",
        "恳请县人民政府组织抢修。",
        "受县人民政府授权发布信息。",
        "受县人民政府授权负责发布。",
        "由个人申请，村评议。",
    ],
)
def test_who_is_only_asked_is_nobody_who_acts(text):
    assert duties_in(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("申请人应当提交材料。", ""),
        ("申请单位应当提交材料。", "申请单位"),
        ("学校聘请专家。县水利局应当组织抢修。", "县水利局"),
        ("邀请的专家应当提出意见。", ""),
        ("被邀请单位应当派人参加。", ""),
        ("经县人民政府授权的部门发布信息。", ""),
    ],
)
def test_words_that_only_look_so_stay_as_they_were(text, name):
    assert list(duties_in(text)) == [name] * bool(name)


@pytest.mark.parametrize(
    "written",
    [
        "请乡镇",
        "申请县消防救援大队",
        "镇应急办请县应急管理局",
        "县防汛抗旱指挥部责成县水利局",
        "县人民政府授权县应急管理局",
        "县防指通知乡镇人民政府",
        "县应急管理局商请武警中队",
        "县防指协调县水利局",
    ],
)
def test_one_that_does_something_with_another_is_no_name(written):
    assert not is_name(written)


@pytest.mark.parametrize(
    "written",
    [
        "县自然资源局", "县防汛抗旱指挥部办公室", "县公安局警戒组", "申请单位",
        "县委组织部", "县人民政府县长", "镇应急办主任", "县融媒体中心", "县应急管理局通知发布组",
    ],
)  # fmt: skip
def test_names_stay_names(written):
    assert is_name(written)


def test_the_unit_that_is_asked_has_the_clause_among_those_that_name_it():
    clauses = [
        said("县消防救援局应当组织扑救。"),
        said("镇应急办立即报告，请县消防救援局派人增援。"),
    ]
    found = with_mentions(with_named(actors_of(clauses), clauses), clauses)
    named = {actor.name: [one.text for one in actor.mentions] for actor in found}
    assert named == {"县消防救援局": [clauses[1].text], "镇应急办": []}
