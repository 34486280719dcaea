"""A card leads to every table that names who it is of and gives it nothing to do."""

from dataclasses import replace

from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actors import actors_of
from content.plans.domain.situations import situations_of
from tests.samples.actors import said

CONTACTS = ("单位", "岗位", "电话", "县水利局", "值班员", "0000-0000000", "镇卫生院")


def mentions_of(name, *clauses):
    found = with_mentions(actors_of(clauses), clauses)
    (wanted,) = [one for one in found if one.name == name]
    return wanted.mentions


def table(*cells, rows=(), anchor="table"):
    return replace(said("", "6.2", 1, anchor=anchor), cells=cells, rows=rows)


def test_a_table_that_names_it_is_listed_without_its_words():
    clauses = (said("县水利局负责调度。", "1"), table(*CONTACTS), table("县教育局", anchor="other"))
    (mention,) = mentions_of("县水利局", *clauses)
    assert (mention.anchor, mention.cells, mention.rows) == ("table", (), ())


def test_a_name_inside_another_in_a_cell_is_not_the_actor():
    assert mentions_of("校长", said("校长负责指挥。", "1"), table("副校长", "年级组长")) == ()


def test_a_table_of_duties_is_listed_where_it_names_it_and_gives_it_none():
    rows = (("责任单位", "职责"), ("县水利局", "调度水库，并通知县气象局。"))
    clauses = (said("县气象局负责预报。县水利局负责调度。", "1"), table(rows=rows))
    assert [one.anchor for one in mentions_of("县气象局", *clauses)] == ["table"]
    assert mentions_of("县水利局", *clauses) == ()


def test_the_short_title_of_an_office_in_a_table_means_who_holds_it():
    clauses = (
        said("县应急管理委员会（以下简称县应急委）负责统筹。", "1"),
        said("县应急管理委员会主任由县长担任。县长负责全面工作。", "2"),
        table("启动决定", "县应急委主任"),
    )
    assert [one.anchor for one in mentions_of("县长", *clauses)][-1:] == ["table"]


def test_a_table_is_no_point_of_a_list_and_no_situation():
    clauses = (
        said("县水利局做好以下工作：", "4.1"),
        said("巡查。", "（1）", 1),
        table("发现险情时，立即报告。"),
        said("上报。", "（2）", 1),
    )
    (actor,) = actors_of(clauses)
    assert [item.label for item in actor.duties[0].items] == ["（1）", "（2）"]
    assert situations_of(clauses) == situations_of([*clauses[:2], clauses[3]])
