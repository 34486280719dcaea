"""什么情况做什么: the page of a plan by what has happened."""

import re
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from content.plans import clause_questions
from content.plans.domain import situations as reader
from content.plans.enums import Family, Visibility
from content.plans.services import make_extracts
from content.plans.services.visibility import set_visibility

PLAN = """安澜县防汛应急预案

1 总则

1.1 目的

发生洪水时，应当立即照本预案<i>处置</i>。

2 应急处置

2.1 先期处置

发现<b>管涌</b>的，县水利局应当在15分钟内到场。普通群众不得自行堵漏。

2.2 转移

有下列情形之一的，乡镇应当立即转移群众：

（1）溪沟水突然断流；

（2）水库出现险情。
"""


def address(plan):
    return reverse("plans:situations", args=[plan.document.slug])


def page_of(client, plan):
    return client.get(address(plan)).content.decode()


def cards_of(page):
    """{(situation, headings above): words of its cards}"""
    found = re.findall(
        r'<h3>(.*?)</h3>\s*<p class="meta">(.*?)</p>\s*<ul class="dash">(.*?)</ul>\s*(?=<h3>|</s)',
        page, re.DOTALL,
    )  # fmt: skip
    return {
        (unescape(situation), where): " ".join(unescape(strip_tags(card)).split())
        for situation, where, card in found
    }


def test_each_situation_has_its_actions_who_and_how_soon_with_the_clause(client, import_small):
    plan = import_small(PLAN)
    page = page_of(client, plan)
    assert cards_of(page) == {
        ("发现<b>管涌</b>的", "先期处置"): "发现<b>管涌</b>的，县水利局应当在15分钟内到场。"
        " 谁：县水利局；时限：15分钟内 摘自 2.1",
        ("有下列情形之一的", "转移"): "有下列情形之一的，乡镇应当立即转移群众："
        " （1）溪沟水突然断流；（2）水库出现险情。 谁：乡镇人民政府；时限：立即 2.2",
    }  # fmt: skip
    for heading in ("先期处置", "转移"):
        clause = plan.version.clauses.get(heading=heading)
        assert reverse("plans:clause", args=[clause.anchor]) in page


def test_what_somebody_may_not_read_is_in_no_card(client, world, import_small):
    plan = import_small(PLAN)
    for words in ("溪沟水", "管涌"):
        (clause,) = plan.version.clauses.filter(text__contains=words)
        set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    page = page_of(client, plan)
    assert "管涌" not in page and "溪沟水" not in page
    assert "水库出现险情" in page
    client.force_login(world.editor)
    assert "管涌" in page_of(client, plan) and "溪沟水" in page_of(client, plan)


def test_a_card_whose_points_are_hidden_says_that_more_follows(client, world, import_small):
    plan = import_small(PLAN)
    for words in ("溪沟水", "水库"):
        (clause,) = plan.version.clauses.filter(text__contains=words)
        set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    assert "后面的内容看条文" in page_of(client, plan)


def test_response_plans_have_the_tab_and_an_empty_page_says_why(client, import_small):
    plan = import_small(PLAN)
    other = import_small("安澜县工作计划\n\n一、任务\n\n做好演练。\n", family=Family.PLANNING)
    assert address(plan) in client.get(plan.document.get_absolute_url()).content.decode()
    assert address(other) not in client.get(other.document.get_absolute_url()).content.decode()
    page = page_of(client, other)
    assert "没有认出遇到什么情况要做什么" in page and "摘录" not in page


def test_the_page_is_for_whoever_reads_the_plan(client, world, import_small):
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
        PLAN
        + "\n\n".join(f"3.{n} 第{n}项\n\n发现第{n}种险情的，应当立即报告。" for n in range(1, 40))
    )
    client.get("/plans/")
    with django_assert_max_num_queries(7):
        client.get(address(plan))


def test_the_same_text_is_read_once_whatever_query_a_stranger_makes_up(
    client, import_small, monkeypatch
):
    plan = import_small(PLAN)
    make_extracts(plan.document)
    read, real = [], reader.stretches

    def counted(sentence):
        read.append(sentence)
        return real(sentence)

    monkeypatch.setattr(reader, "stretches", counted)
    assert client.get(f"{address(plan)}?1").status_code == 200 and read == []
    again = client.get(f"{address(plan)}?2").content.decode()
    assert "发现<b>管涌</b>的" in unescape(strip_tags(again)) and read == []


def test_what_is_hidden_later_goes_at_once(client, world, import_small):
    plan = import_small(PLAN)
    # A query that nobody vouched for: no page is kept under it.
    unkept = f"{address(plan)}?1"
    assert "管涌" in client.get(unkept).content.decode()
    (clause,) = plan.version.clauses.filter(text__contains="管涌")
    set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    assert "管涌" not in client.get(unkept).content.decode()
