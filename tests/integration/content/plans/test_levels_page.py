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
    unsaid = ("没有认出，看全文", [plan.document.get_absolute_url()])
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


def test_what_is_said_beside_the_levels_stands_above_the_table_with_its_clause(
    client, world, import_small
):
    words = "符合条件之一的启动，同时符合两个<i>级别</i>的，按较高级别启动："
    plan = import_small(PLAN.replace("启动条件\n", f"启动条件\n\n{words}\n"))
    (clause,) = plan.version.clauses.filter(text__contains="较高级别")

    def said():
        # A query that nobody vouched for: no page is kept under it.
        page = client.get(f"{address(plan)}?1").content.decode()
        above = page.split("<table")[0]
        return re.findall(r'<p class="lead"><b>说明</b>(.*?)</p>', above, re.DOTALL)

    (note,) = said()
    assert unescape(strip_tags(note)).split() == [words, "看条文"]
    assert reverse("plans:clause", args=[clause.anchor]) in note
    set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    assert said() == []


def test_what_holds_for_all_levels_stands_once_above_the_table(client, world, import_small):
    plan = import_small(
        "安澜县抗旱预案\n\n1 响应\n\n1.1 抗旱响应启动条件\n\n（1）Ⅰ级：缺水三千人。\n\n"
        "（2）Ⅱ级：缺水两千人。\n\n1.2 抗旱响应行动\n\n先保饮水。\n\n启动Ⅰ级响应的，停止洗车。\n"
    )
    page = client.get(address(plan)).content.decode()
    assert page.count("先保饮水。") == 1 and "先保饮水。" in page.split("<table")[0]
    cells = cells_of(client, plan)
    above, own = cells["Ⅰ级", "主要行动"][0].split("；另外：")
    assert above == "见表上面“各级”" and own.strip().startswith("启动Ⅰ级响应的，停止洗车。")
    assert cells["Ⅱ级", "主要行动"] == ("见表上面“各级”", [])
    clause = plan.version.clauses.get(text__contains="先保饮水")
    set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    assert "先保饮水" not in client.get(f"{address(plan)}?1").content.decode()


def test_a_condition_in_a_table_says_whether_one_is_enough(client, import_small):
    plan = import_small(
        "安澜县防汛应急预案\n\n1 响应\n\n1.1 响应启动条件\n\n"
        "| 级别 | 启动条件（符合之一） |\n| --- | --- |\n| Ⅰ级 | 溃坝；漫堤 |\n"
    )
    assert cells_of(client, plan)["Ⅰ级", "启动条件"][0] == "启动条件（符合之一） 溃坝；漫堤看条文"


def test_who_starts_it_is_not_told_where_the_clause_is_hidden(client, world, import_small):
    plan = import_small(f"{PLAN}\n\n1.3 程序\n\nⅠ级响应由县长决定启动。\n")
    (clause,) = plan.version.clauses.filter(text__contains="县长")
    set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    assert cells_of(client, plan)["Ⅰ级", "谁启动"][0] == "没有认出，看全文"
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
