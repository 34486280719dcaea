"""Whom the margin of a clause names, and in which order."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans.models import Extract
from content.plans.selectors import roles
from content.plans.selectors.acting import acted_by, beside_of
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import key_of
from content.plans.services import make_extracts
from tests.samples.actors import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def test_the_margin_names_who_acts_in_the_order_of_the_clause_and_nobody_it_is_not_sure_of(
    import_small,
):
    plan = import_small(
        "安澜县防汛预案\n\n1 总则\n\n1.1 分工\n\n县水利局负责监测。县气象局负责预报。"
        "县公安局负责管控。县民政局负责安置。县财政局负责资金。\n\n"
        "1.4 道路\n\n县交通运输局、县公安局负责封路。\n\n"
        "1.2 配合\n\n有关部门应当配合。\n\n1.3 情况\n\n全县有水库九座。\n"
    )
    text = readable_text(plan.version, AnonymousUser())
    anchors = {one.heading: one.anchor for one in text.clauses}
    assert acted_by("x", text, anchors.values()) == {}
    make_extracts(plan.document)
    found = acted_by("x", text, anchors.values())
    assert set(found) == {anchors["分工"], anchors["道路"]}
    on_the_road = [one.name for one in found[anchors["道路"]].shown]
    assert on_the_road == ["县交通运输局", "县公安局"]
    beside = found[anchors["分工"]]
    assert [one.name for one in beside.shown] == ["县水利局", "县气象局", "县公安局", "县民政局"]
    assert [one.name for one in beside.more] == ["县财政局"]
    assert beside.shown[0].url == reverse("plans:role", args=["x", key_of("县水利局")])


def beside_of_first(*texts):
    clauses = [said(text) for text in texts]
    found = json.loads(beside_of(roles.cast_in(clauses).roles))
    return [found["roles"][index][1] for index in found["clauses"].get(texts[0], ())]


def test_the_margin_names_who_leads_first_also_where_others_share_one_ending():
    text = "启动以后，县长坐镇指挥；县水利局统一调度；供水、供电、通信单位全部到岗。"
    names = ["县长", "县水利局", "供水单位", "供电单位", "通信单位"]
    assert beside_of_first(text) == names
    text = "Ⅲ级：县水利局局长在岗指挥，县水利局派出工作组在1小时内出发。"
    assert beside_of_first(text) == ["县水利局局长", "县水利局"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("险情排除的，由负责同志决定。未接到通知，转移群众不得返回。", []),
        ("未接到通知，转移群众不得返回。", ["转移群众"]),
        ("汛期，县水利局负责巡坝。县水利局不得瞒报。", ["县水利局"]),
        ("由县水利局统一发布，其他人不得发布。险情另行报告。", ["县水利局"]),
    ],
)
def test_who_is_only_forbidden_something_stands_in_the_margin_where_nothing_else_is_said(
    text, names
):
    assert beside_of_first(text) == names


def test_who_has_a_task_by_an_office_alone_does_not_stand_in_the_margin(import_small):
    plan = import_small(
        "学校应急预案\n\n1 组织\n\n1.1 领导\n\n校长任应急领导小组组长。\n\n1.2 职责\n\n"
        "接报以后，应急领导小组组长负责下达疏散命令。\n"
    )
    make_extracts(plan.document)
    kept = json.loads(Extract.objects.get().beside)
    clause = plan.version.clauses.get(heading="职责")
    names = [kept["roles"][index][1] for index in kept["clauses"][str(clause.anchor)]]
    assert "校长" not in names
