"""响应级别: the page of a plan that has them."""

import re
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from content.plans import clause_questions
from content.plans.enums import Visibility
from content.plans.services.visibility import set_visibility

PLAN = """安澜县防汛应急预案

1 分级响应

1.1 防汛响应启动条件

（1）Ⅰ级：中型水库可能溃坝。

（2）Ⅱ级：小型水库<i>可能</i>溃坝。由县防指<i>指挥长</i>决定启动。

1.2 防汛响应行动

（1）Ⅰ级：下游全部转移。

| 级别 | 电话 |
| --- | --- |
| Ⅰ级 | 无 |
"""


def address(plan):
    return reverse("plans:levels", args=[plan.document.slug])


def cells_of(client, plan):
    """{(level, column): (words, addresses)} of the table."""
    page = client.get(address(plan)).content.decode()
    columns = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)
    assert columns == ["级别", "启动条件", "谁启动", "主要行动"]
    found = {}
    for row in re.findall(r'<tr role="row">\s*(<th scope="row".*?)</tr>', page, re.DOTALL):
        level = re.search(r'<th scope="row"[^>]*>([^<]+)</th>', row)[1]
        cells = re.findall(r'<td role="cell" data-label="([^"]+)">(.*?)</td>', row, re.DOTALL)
        assert [label for label, _cell in cells] == columns[1:]
        for label, cell in cells:
            words = " ".join(unescape(strip_tags(cell)).split())
            found[level, label] = words, re.findall(r'href="([^"]+)"', cell)
    return found


def test_each_level_is_a_row_with_its_situation_who_starts_it_and_what_is_done(
    client, import_small
):
    plan = import_small(PLAN)
    cells = cells_of(client, plan)
    links = {
        clause.text[:5]: reverse("plans:clause", args=[clause.anchor])
        for clause in plan.version.clauses.exclude(text="")
    }
    table = plan.version.clauses.get(table__isnull=False)
    phones = reverse("plans:clause", args=[table.anchor])
    unsaid = ("文件没有写明", [])
    assert cells == {
        ("Ⅰ级", "启动条件"): ("中型水库可能溃坝。看条文", [links["Ⅰ级：中型"]]),
        ("Ⅰ级", "谁启动"): unsaid,
        ("Ⅰ级", "主要行动"): (
            "下游全部转移。看条文电话 无看条文", [links["Ⅰ级：下游"], phones],
        ),
        ("Ⅱ级", "启动条件"): ("小型水库<i>可能</i>溃坝。看条文", [links["Ⅱ级：小型"]]),
        ("Ⅱ级", "谁启动"): (
            "由县防指<i>指挥长</i>决定启动。看条文", [links["Ⅱ级：小型"]],
        ),
        ("Ⅱ级", "主要行动"): unsaid,
    }  # fmt: skip


def test_who_starts_it_is_not_told_where_the_clause_is_hidden(client, world, import_small):
    plan = import_small(f"{PLAN}\n\n1.3 程序\n\nⅠ级响应由县长决定启动。\n")
    (clause,) = plan.version.clauses.filter(text__contains="县长")
    set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    assert cells_of(client, plan)["Ⅰ级", "谁启动"] == ("文件没有写明", [])
    client.force_login(world.editor)
    assert "县长" in cells_of(client, plan)["Ⅰ级", "谁启动"][0]


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
