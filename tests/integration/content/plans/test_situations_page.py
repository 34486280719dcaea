"""什么情况做什么: the page of a plan by what has happened."""

import gzip
import re
from dataclasses import replace
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from content.plans import clause_questions
from content.plans.domain import situations as reader
from content.plans.domain.actors import Said
from content.plans.domain.situations import Card, Situation
from content.plans.enums import Family, Visibility
from content.plans.selectors.situation_pages import pages_of
from content.plans.selectors.situations import Chapter
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
    """{(cases in it, section): words of a sentence}"""
    found = {}
    sections = re.findall(
        r'<h3>(.*?)</h3>\s*<ul class="dash">(.*?)</ul>\s*(?=<h3>|<p class="screen">)',
        page,
        re.DOTALL,
    )
    for section, lines in sections:
        for line in re.split(r'<li id="s-\d+">', lines)[1:]:
            cases = tuple(map(unescape, re.findall(r"<b>(.*?)</b>", line)))
            found[cases, section.replace("<wbr>", "")] = " ".join(
                unescape(strip_tags(line)).split()
            )
    return found


def cases_of(page):
    """Those listed on top, with the words that each leads to."""
    listed = page.partition('aria-label="遇到的情况"')[2].partition("</nav>")[0]
    places = re.findall(r'<a href="#(s-\d+)">(.*?)</a>', listed)
    return {
        unescape(name): unescape(strip_tags(page.split(f'id="{place}">')[1].partition("</li>")[0]))
        for place, name in places
    }


def test_each_situation_has_its_actions_who_and_how_soon_with_the_clause(client, import_small):
    plan = import_small(PLAN)
    page = page_of(client, plan)
    assert cards_of(page) == {
        (("发现<b>管涌</b>的",), "先期处置"): "发现<b>管涌</b>的，县水利局应当在15分钟内到场。"
        " 谁：县水利局；时限：15分钟内 摘自 2.1",
        (("有下列情形之一的",), "转移"): "有下列情形之一的，乡镇应当立即转移群众："
        " （1）溪沟水突然断流；（2）水库出现险情。 谁：乡镇人民政府；时限：立即 2.2",
    }  # fmt: skip
    for heading in ("先期处置", "转移"):
        clause = plan.version.clauses.get(heading=heading)
        assert reverse("plans:clause", args=[clause.anchor]) in page


def test_the_cases_stand_first_and_lead_to_their_sentence(client, import_small):
    page = page_of(client, import_small(PLAN))
    cases = cases_of(page)
    assert list(cases) == ["发现<b>管涌</b>的", "转移：有下列情形之一的"]
    assert cases["转移：有下列情形之一的"].startswith("有下列情形之一的，乡镇应当立即转移群众：")


def test_a_sentence_with_two_cases_stands_once_and_both_lead_to_it(client, import_small):
    said = "发现管涌的，应当立即报告；发现漫顶的，应当立即转移群众。"
    plan = import_small(f"安澜县防汛预案\n\n1 处置\n\n1.1 险情\n\n{said}\n")
    whole = Card(Said("a", "1 处置", "1.1 险情", "险情", said), said, 0, 5)
    both = [Situation(said[at : at + 5], ("险情",), [replace(whole, begins=at, ends=at + 5)])
            for at in (0, 13)]  # fmt: skip
    ((part,),) = pages_of([Chapter("1 处置", both)])
    (line,) = part.sections[0].lines
    assert [words for words, is_case in line.pieces if is_case] == ["发现管涌的", "发现漫顶的"]
    assert "".join(words for words, _is_case in line.pieces) == said
    assert {case.number for case in part.cases} == {line.number}
    assert len(cases_of(page_of(client, plan))) == 2


def listed_of(page, chapter):
    return [name for name in cases_of(page) if name.startswith(f"发现第{chapter}之")]


def test_a_long_plan_is_paged_and_a_page_stays_light(client, import_small):
    chapters = "\n\n".join(
        f"{n} 第{n}章\n\n" + "\n\n".join(
            f"{n}.{m} 第{m}节\n\n发现第{n}之{m}种险情的，{'应当立即报告县应急办并' * 6}转移群众。"
            for m in range(1, 21)
        )
        for n in range(1, 11)
    )  # fmt: skip
    plan = import_small(f"安澜县防汛预案\n\n{chapters}\n")
    first = client.get(address(plan))
    assert "第1之1种" in first.content.decode() and "第10之20种" not in first.content.decode()
    assert len(gzip.compress(first.content)) < 30_000
    pages = first.context["page_obj"].paginator.num_pages
    every = [client.get(f"{address(plan)}?page={n}").content.decode() for n in range(1, pages + 1)]
    for n in range(1, 11):
        (listed,) = [found for page in every if (found := listed_of(page, n))]
        assert len(listed) == 20
    last = client.get(f"{address(plan)}?page=99999")
    assert last.context["page_obj"].number == pages
    assert client.get(f"{address(plan)}?page=2")["X-Page-Cache"] == "hit"


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
