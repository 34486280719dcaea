"""响应级别: the page of a plan that has them."""

import re

from django.urls import reverse

from content.plans import clause_questions
from content.plans.enums import Visibility

PLAN = """安澜县防汛应急预案

1 分级响应

1.1 防汛响应启动条件

（1）Ⅰ级：中型水库可能溃坝。

（2）Ⅱ级：小型水库<i>可能</i>溃坝。

1.2 防汛响应行动

（1）Ⅰ级：下游全部转移。

| 级别 | 电话 |
| --- | --- |
| Ⅰ级 | 无 |
"""


def address(plan):
    return reverse("plans:levels", args=[plan.document.slug])


def test_each_level_shows_its_situation_and_what_is_done_with_links(client, import_small):
    plan = import_small(PLAN)
    page = client.get(address(plan)).content.decode()
    words = re.sub(r"<[^>]+>", "", page)
    assert words.index("Ⅰ级") < words.index("中型水库可能溃坝。") < words.index("下游全部转移。")
    assert "原文没有按级别写。" in words
    assert "<i>可能" not in page
    for clause in plan.version.clauses.filter(text__contains="溃坝"):
        assert reverse("plans:clause", args=[clause.anchor]) in page


def test_only_a_plan_with_levels_has_the_tab(client, import_small, small_text):
    plan, other = import_small(PLAN), import_small()
    assert address(plan) in client.get(plan.document.get_absolute_url()).content.decode()
    assert address(other) not in client.get(other.document.get_absolute_url()).content.decode()
    assert "没有认出响应级别" in client.get(address(other)).content.decode()


def test_levels_are_for_whoever_reads_the_plan(client, world, import_small):
    plan = import_small(PLAN, visibility=Visibility.INTERNAL)
    assert client.get(address(plan)).status_code == 404
    client.force_login(world.other_editor)
    assert client.get(address(plan)).status_code == 404
    client.force_login(world.editor)
    assert "no-store" in client.get(address(plan))["Cache-Control"]


def test_the_queries_do_not_grow_with_the_plan(
    client, import_small, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(clause_questions, "_counters", [])
    plan = import_small(
        PLAN + "\n\n".join(f"2.{n} 第{n}项\n\n做好第{n}件事。" for n in range(1, 40))
    )
    client.get("/plans/")
    with django_assert_max_num_queries(7):
        client.get(address(plan))
