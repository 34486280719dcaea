"""谁做什么 out of a table of units and duties: on screen, on paper, and only for who reads it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import services
from content.plans.enums import ClauseKind, Visibility
from content.plans.selectors import spoken
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


def rows_said(import_small, *tables):
    """The rows of each table that is read, of a web page with these."""
    page = "<h1>安澜县防汛应急预案</h1><h2>一、职责</h2><p>见下表。</p>" + "".join(
        f"<p>表{at}如下。</p><table>{table}</table>" for at, table in enumerate(tables)
    )
    imported = import_small(None, data=f"<html><body>{page}</body></html>".encode(), name="a.html")
    text = readable_text(imported.version, AnonymousUser())
    return [one.rows for one in said_in(text) if one.rows]


HEAD = "<tr><th>责任单位</th><th>工作任务</th></tr>"
HUGE = "<td rowspan=199 colspan=199>县水利局</td>"


def test_a_table_that_says_nobody_what_to_do_is_not_spread_out(import_small, monkeypatch):
    monkeypatch.setattr(spoken, "_grid", lambda *_args, **_kwargs: pytest.fail("spread"))
    assert rows_said(import_small, *[f"<tr>{HUGE}<td>一</td></tr>"] * 3) == []


def test_cells_that_span_more_than_a_text_may_hold_stand_where_they_begin(import_small):
    duties = "<tr><td rowspan=2>县水利局</td><td>监测水情。</td></tr><tr><td>调度水库。</td></tr>"
    huge = f"<tr>{HUGE}<td>排涝。</td></tr>" * 6
    first, second = rows_said(import_small, HEAD + huge, HEAD + duties)
    assert sum(map(len, first)) < 10_000
    assert second[1:] == (("县水利局", "监测水情。"), ("县水利局", "调度水库。"))


def test_a_head_that_spans_two_rows_is_found(import_small):
    head = (
        "<tr><th rowspan=2>责任单位</th><th colspan=2>分工</th></tr>"
        "<tr><th>工作任务</th><th>备注</th></tr>"
    )
    (rows,) = rows_said(
        import_small, head + "<tr><td>县水利局</td><td>监测水情。</td><td>无</td></tr>"
    )
    assert rows[1] == ("责任单位", "工作任务", "备注")


CONTACTS = """安澜县防汛应急预案

1 总则

县水利局负责水情监测。

2 附件

2.1 联络

联络方式见下表。

单位\t岗位\t电话
县水利局\t值班员\t0000-0000000
县教育局\t值班员\t0000-0000000
"""


@pytest.mark.parametrize("grade", [Visibility.PUBLIC, Visibility.INTERNAL])
def test_a_table_of_contacts_is_mentioned_to_who_may_read_it(client, world, import_small, grade):
    plan = import_small(CONTACTS)
    table = plan.version.clauses.get(kind=ClauseKind.TABLE)
    services.set_visibility(clause=table, visibility=grade, actor=world.editor)
    address = reverse("plans:role", args=[plan.document.slug, WATER])
    seen = client.get(address)
    assert seen.status_code == 200
    leads = reverse("plans:clause", args=[table.anchor]) in seen.content.decode()
    assert leads == (grade == Visibility.PUBLIC)
    client.force_login(world.editor)
    assert str(table.anchor) in client.get(address).content.decode()
