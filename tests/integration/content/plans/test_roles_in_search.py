"""村委会 in the search leads to its duties in each plan that the reader may read."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.urls import reverse

from content.plans import services
from content.plans.models import Extract, PlanDocument
from content.plans.role_leads import MOST, SHOWN, lead
from content.plans.selectors import roles_asked
from content.plans.selectors.roles import key_of
from content.plans.services import make_extracts
from portal.people.enums import Role
from search import leads
from search.indexing import services as indexing
from search.leads import Lead
from tests.integration.conftest import make_person

TEXT = """安澜县{name}应急预案

1 职责

1.1 基层

村民委员会组织群众转移。乡镇人民政府负责安置。

1.2 其他

县赤霄局负责保管名册。
"""


@pytest.fixture
def bring_in(import_small):
    def run(name, text=TEXT, **options):
        made = import_small(text.format(name=name), **options)
        make_extracts(made.document)
        return made

    return run


def found(client, query):
    indexing.drain()
    page = client.get("/search/", {"q": query})
    assert page.status_code == 200
    part = re.search(
        r'<section class="best" aria-label="谁做什么">.*?</section>', str_of(page), re.S
    )
    return part[0] if part else ""


def str_of(page):
    return page.content.decode()


def words(part):
    return re.sub(r"<[^>]+>", "", part)


@pytest.mark.parametrize("query", ["村委会", "村民委员会做什么", "村委会 职责"])
def test_who_asks_for_a_body_is_led_to_its_pages(client, bring_in, query):
    plan = bring_in("防汛").document
    bring_in("地震")
    part = found(client, query)
    assert "在 2 份预案里的职责" in words(part)
    role = reverse("plans:role", args=[plan.slug, key_of("村（居）民委员会")])
    assert f'href="{role}"' in part and client.get(role).status_code == 200
    assert "写作：村（居）民委员会1 句" in words(part)


def test_the_town_is_found_by_what_people_call_it(client, bring_in):
    bring_in("防汛")
    assert "镇政府在 1 份预案里的职责" in words(found(client, "镇政府 职责"))


def test_a_planning_document_is_not_called_a_response_plan(client, bring_in):
    bring_in("防汛")
    bring_in("十五五", TEXT.replace("应急预案", "规划"), family="planning")
    assert "在 2 份预案和规划里的职责" in words(found(client, "村委会"))


def test_it_stands_above_the_hits_of_the_first_page_alone(client, bring_in):
    bring_in("防汛")
    indexing.drain()
    page = str_of(client.get("/search/", {"q": "村委会"}))
    told = re.search("分属|没找到", page.split("</title>")[1]).start() + page.index("</title>")
    assert page.index('type="search"') < page.index('aria-label="谁做什么"') < told
    for more in ({"page": "2"}, {"kind": "clause"}):
        assert 'aria-label="谁做什么"' not in str_of(client.get("/search/", {"q": "村委会"} | more))


def test_a_query_without_hits_has_it_as_well(client, bring_in):
    bring_in("防汛")
    assert "在 1 份预案里的职责" in words(found(client, "居民委员会任务"))


def test_what_a_reader_may_not_read_is_neither_listed_nor_counted(client, world, bring_in):
    open_one = bring_in("防汛")
    inner = bring_in("地震", visibility="internal")
    closed = bring_in("森林", visibility="restricted")
    cadre = make_person("ganbu", "干部甲", world.town, Role.TRAINER)
    expected = {
        None: {open_one}, world.learner: {open_one}, world.other_editor: {open_one},
        cadre: {open_one, inner}, world.editor: {open_one, inner, closed},
    }  # fmt: skip
    for person, plans in expected.items():
        client.force_login(person) if person else client.logout()
        part = found(client, "村委会")
        assert f"在 {len(plans)} 份预案里的职责" in words(part)
        for one in (open_one, inner, closed):
            assert (one.document.title in part) == (one in plans)


@pytest.mark.parametrize("grade", ["internal", "restricted"])
def test_a_duty_in_a_hidden_clause_leads_nobody_there(client, world, bring_in, grade):
    plan = bring_in("防汛")
    bring_in("地震")
    (clause,) = plan.version.clauses.filter(text__contains="赤霄")
    assert "在 2 份预案里的职责" in words(found(client, "赤霄局"))
    services.set_visibility(clause=clause, visibility=grade, actor=world.editor)
    make_extracts(plan.document)
    assert "在 1 份预案里的职责" in words(found(client, "赤霄局"))
    client.force_login(world.editor)
    assert "在 2 份预案里的职责" in words(found(client, "赤霄局"))


def test_only_texts_in_force_count(client, world, bring_in):
    plan = bring_in("防汛")
    bring_in("地震")
    PlanDocument.objects.filter(pk=plan.document.pk).update(status="historic")
    assert "在 1 份预案里的职责" in words(found(client, "村委会"))


def test_what_older_code_read_leads_nowhere(client, bring_in):
    bring_in("防汛")
    Extract.objects.update(code="older")
    assert found(client, "村委会") == ""


def test_of_very_many_plans_the_first_stand_open_and_the_rest_behind_a_tap(
    client, bring_in, monkeypatch
):
    for number in range(SHOWN + 2):
        bring_in(f"第{number}号")
    part = found(client, "村委会")
    head, _more, rest = part.partition("<details>")
    assert head.count("/roles/") == SHOWN and rest.count("/roles/") == 2
    assert "还有 2 处" in words(rest) and MOST > SHOWN


def test_a_name_alone_leads_where_a_plan_gives_it_some_duties(client, bring_in):
    bring_in(
        "防汛", TEXT + "\n灾害信息员每天巡查。灾害信息员应当在30分钟内报告。护林员负责值守。\n"
    )
    part = found(client, "灾害信息员")
    assert "在 1 份预案里的职责" in words(part) and "2 句" in words(part)
    assert "1 句" in words(found(client, "护林员做什么"))


def test_one_duty_is_enough_where_a_plan_calls_somebody_just_so(client, bring_in):
    bring_in("防汛", TEXT + "\n护林员负责值守。镇转移责任人负责通知到户。\n")
    assert "1 句" in words(found(client, "护林员"))
    assert "1 句" in words(found(client, "镇转移责任人"))
    assert found(client, "转移责任人") == ""


def test_who_asks_for_a_bureau_is_led_to_what_the_same_plan_gives_its_department(client, bring_in):
    plan = bring_in("防汛", TEXT + "\n县水利局负责调度。水利部门应当会商。\n").document
    bring_in("地震", TEXT + "\n水利部门应当排查水库。\n")
    part = found(client, "县水利局")
    assert "县水利局在 1 份预案里的职责" in words(part) and plan.title in part
    assert re.findall(r"写作：(.+?)(\d) 句", words(part)) == [("县水利局", "1"), ("水利部门", "1")]


def test_of_one_plan_all_names_of_an_office_stand_in_one_row(client, bring_in):
    plan = bring_in(
        "防汛",
        TEXT + "\n转移责任人应当到岗。转移责任人负责核对。村级转移责任人负责通知到户。"
        "山洪灾害危险区转移责任人到岗。\n",
    ).document
    bring_in("地震", TEXT + "\n转移责任人应当逐户登记。\n")
    part = found(client, "转移责任人")
    assert "在 2 份预案里的职责" in words(part)
    assert part.count("<li>") == 2 and part.count(plan.title) == 1
    (row,) = [one for one in part.split("<li>") if plan.title in one]
    named = re.findall(r"写作：(.+?)(\d) 句", words(row))
    assert named == [
        ("转移责任人", "2"), ("村级转移责任人", "1"), ("山洪灾害危险区转移责任人", "1"),
    ]  # fmt: skip
    for link in re.findall(r'href="([^"]+)"', row):
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("query", ["村委会" * 100, "<b>村委会", "%", "村\x00委会", "\x00", "职责"])
def test_odd_queries_are_no_error(client, bring_in, query):
    bring_in("防汛")
    assert client.get("/search/", {"q": query}).status_code == 200


def test_of_more_roles_than_are_looked_at_those_with_the_most_duties_lead(
    client, bring_in, monkeypatch
):
    for number in range(4):
        more = "村民委员会组织演练。" if number == 2 else ""
        bring_in(f"第{number}号", TEXT.replace("负责安置。", f"负责安置。{more}"))
    monkeypatch.setattr(roles_asked, "MOST", 8)
    assert "在 4 份预案里的职责" in words(found(client, "村委会"))
    monkeypatch.setattr(roles_asked, "MOST", 4)
    part = words(found(client, "村委会"))
    assert "在至少 2 份预案和规划里的职责" in part
    assert part.index("第2号") < part.index("2 句") < part.index("1 句")


def test_of_more_other_spellings_than_are_looked_at_it_says_at_least(client, bring_in, monkeypatch):
    others = "".join(f"第{number}区转移责任人负责核对。" for number in "一二三四")
    bring_in("防汛", TEXT + f"\n转移责任人应当到岗。转移责任人负责核对。{others}\n")
    assert "在 1 份预案里的职责" in words(found(client, "转移责任人"))
    monkeypatch.setattr(roles_asked, "MOST", 3)
    assert "在至少 1 份预案和规划里的职责" in words(found(client, "转移责任人"))


def test_a_nul_that_came_along_with_a_query_is_dropped(client, bring_in):
    bring_in("防汛")
    assert "在 1 份预案里的职责" in words(found(client, "村委\x00会"))


def test_who_cannot_say_where_to_go_costs_only_its_own_lead(client, bring_in, monkeypatch):
    def fail(*_asked):
        raise DatabaseError

    bring_in("防汛")
    monkeypatch.setattr("content.plans.role_leads.roles_in_plans", fail)
    assert found(client, "村委会") == ""
    other = Lead("别处", [])
    monkeypatch.setattr(leads, "_sources", [lead, lambda *_asked: other])
    assert leads.leads_for("村委会", AnonymousUser()) == [other]


def test_the_queries_do_not_grow_with_the_plans(bring_in, django_assert_num_queries):
    bring_in("防汛", TEXT + "\n转移责任人应当到岗。转移责任人负责核对。\n")
    lead("村委会", AnonymousUser())
    with django_assert_num_queries(2):
        lead("村委会", AnonymousUser())
    for name in ("地震", "森林", "雪灾"):
        bring_in(name)
    with django_assert_num_queries(2):
        lead("村委会", AnonymousUser())
    with django_assert_num_queries(3):
        lead("转移责任人", AnonymousUser())
    with django_assert_num_queries(0):
        lead("地震了怎么办", AnonymousUser())


NAMES = """安澜县{name}应急预案

1 职责

县应急管理局负责汇总灾情。

县卫生健康局承担应急救治。

副县长负责应急值守。

新任人员应当培训，做到人人会用。转移责任人负责转移。
"""


def hits(client, query):
    indexing.drain()
    page = str_of(client.get("/search/", {"q": query}))
    listed = page.partition('aria-label="谁做什么"')[2].partition("</section>")[2] or page
    return listed, re.findall(r"<mark>(.+?)</mark>", listed)


def test_the_hits_of_a_name_hold_it_whole_under_one_of_its_spellings(client, bring_in):
    bring_in("防汛", NAMES)
    listed, marks = hits(client, "县应急局")
    assert set(marks) == {"县应急管理局"} and "县卫生健康局" not in listed
    listed, marks = hits(client, "转移责任人")
    assert set(marks) == {"转移责任人"}


def test_a_name_that_no_text_holds_is_searched_by_its_words(client, bring_in):
    bring_in("防汛", NAMES)
    _listed, marks = hits(client, "县应急救治局")
    assert marks and "县应急救治局" not in marks
