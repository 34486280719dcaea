"""谁做什么 out of a table of units and duties: on screen, on paper, and only for who reads it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import services
from content.plans.enums import ClauseKind, Visibility
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import roles_of
from content.plans.selectors.spoken import said_in
from tests.samples.papers import pdf_of

PLAN = """安澜县防汛应急预案

1 总则

1.1 适用范围

本预案适用于本县。

2 组织指挥体系

2.1 成员单位职责

成员单位职责见下表。

工作任务\t牵头单位\t配合单位
监测<b>水情</b>雨情\t县水利局\t县气象局
维护治安秩序\t县公安局\t各乡镇
"""
WATER = "xianshuiliju"


@pytest.fixture
def plan(import_small, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return import_small(PLAN)


def words_of(client, plan, key=WATER):
    response = client.get(reverse("plans:role", args=[plan.document.slug, key]))
    return response.status_code, re.sub(r"<[^>]+>", "", response.content.decode())


def test_the_duty_of_a_row_stands_on_the_card_and_leads_to_its_table(client, plan):
    table = plan.version.clauses.get(kind=ClauseKind.TABLE)
    response = client.get(reverse("plans:role", args=[plan.document.slug, WATER]))
    page = response.content.decode()
    assert "监测&lt;b&gt;水情&lt;/b&gt;雨情" in page
    assert reverse("plans:clause", args=[table.anchor]) in page
    _reader, words = pdf_of(
        client.get(reverse("plans:role_card", args=[plan.document.slug, WATER]))
    )
    assert "监测<b>水情</b>雨情" in words


def test_who_helps_has_the_task_as_what_the_table_calls_it(client, plan):
    _status, page = words_of(client, plan, "xianqixiangju")
    assert "作为配合单位：" in page


def test_a_table_that_somebody_may_not_read_gives_nobody_a_duty(client, world, plan):
    table = plan.version.clauses.get(kind=ClauseKind.TABLE)
    services.set_visibility(clause=table, visibility=Visibility.INTERNAL, actor=world.editor)
    status, page = words_of(client, plan)
    assert status == 404
    assert "雨情" not in page
    client.force_login(world.editor)
    assert words_of(client, plan)[0] == 200


def test_the_cells_of_all_tables_cost_one_query(import_small, django_assert_num_queries):
    text = readable_text(import_small(PLAN).version, AnonymousUser())
    with django_assert_num_queries(2):
        said = said_in(text)
    assert [len(one.rows) for one in said if one.rows] == [3]
    assert {role.actor.name for role in roles_of(text)} >= {"县水利局", "县公安局", "县气象局"}
