"""Who may be the same under another name is pointed to, and nobody else."""

import pytest

from content.plans.domain.actor_kin import Kin, other_names


def kin(*names):
    known = Kin(names)
    return {name: [names[one] for one in known.of(at)] for at, name in enumerate(names)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县水利局", "水利部门"),
        ("县应急管理局", "县应急部门"),
        ("县卫生健康局", "卫生健康部门"),
        ("县卫生健康委", "卫生部门"),
        ("县林业和草原局", "林草部门"),
        ("县交通运输局", "交通运输主管部门"),
        ("县市场监督管理局", "市场监管部门"),
        ("市场监督管理局", "市场监管部门"),
        ("县消防救援大队", "消防部门"),
        ("安澜县水利局", "县水利部门"),
        ("县委宣传部", "宣传部门"),
        ("转移责任人", "村级转移责任人"),
        ("公众", "危险区群众"),
    ],
)
def test_two_names_that_may_be_of_one_point_to_each_other(one, other):
    assert kin(one, other) == {one: [other], other: [one]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县水利局", "县水务部门负责人"),
        ("县水利局", "气象部门"),
        ("县水利局", "市水利部门"),
        ("县应急管理委员会", "应急部门"),
        ("县应急管理局", "县应急管理委员会"),
        ("县水利局", "市水利局"),
        ("有关部门", "各部门"),
        ("水利部门", "交通部门"),
        ("群众", "群众安置组"),
        ("县公安局", "县公安局交警大队"),
        ("转移责任人", "水库责任人"),
    ],
)
def test_others_do_not(one, other):
    assert kin(one, other) == {one: [], other: []}


def test_a_search_for_a_bureau_counts_its_department_too_and_the_other_way_round():
    assert {"水利部门", "县水利部门"} <= set(other_names("县水利局"))
    assert "市水利部门" not in other_names("县水利局")
    assert {"应急部门", "应急管理部门"} <= set(other_names("县应急管理局"))
    assert {"县林业和草原局", "市林业和草原局"} <= set(other_names("林草部门"))
    assert {"县卫生健康委", "县卫生健康局"} <= set(other_names("县卫生部门"))
    assert other_names("村委会") == other_names("公众") == ()
