import re
from uuid import uuid4

import pytest
from django.urls import reverse

from content.plans import clause_actions, clause_questions, services
from content.plans.enums import Visibility
from content.plans.models import Clause


def words(response):
    """Body of a page without the break opportunities in headings."""
    return response.content.decode().replace("<wbr>", "")


def clause_of(version, heading):
    return version.clauses.get(heading=heading)


def test_a_reader_sees_the_document_number_the_title_and_each_clause(client, import_small):
    plan = import_small()
    page = client.get(plan.document.get_absolute_url()).content.decode()
    assert "安政发〔2026〕100号" in page
    assert "主要任务" in re.sub("<wbr>", "", page)
    for clause in plan.version.clauses.all():
        assert f'id="c-{clause.anchor}"' in page


def test_a_public_page_sets_no_cookie_and_carries_no_token(client, import_small):
    plan = import_small()
    for name in ("document", "targets", "references", "about"):
        response = client.get(reverse(f"plans:{name}", args=[plan.document.slug]))
        assert response.status_code == 200, name
        assert not response.cookies
        assert b"csrf" not in response.content
        assert b"<script>" not in response.content
        assert b" style=" not in response.content


def test_the_query_count_of_a_reading_page_does_not_grow_with_the_text(
    client, import_small, django_assert_num_queries, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(clause_questions, "_counters", [])  # each counter adds its one query
    plan = import_small()
    client.get("/plans/")  # fills what is cached between pages
    with django_assert_num_queries(16):
        client.get(plan.document.get_absolute_url())
    longer = import_small(
        "安澜县防汛工作方案\n" + "\n".join(f"{n}．第{n}项。做好第{n}件事。" for n in range(1, 31))
    )
    with django_assert_max_num_queries(15):
        client.get(longer.document.get_absolute_url())


def test_the_page_about_a_file_counts_its_repairs_in_one_query(
    client, world, import_small, small_text, django_assert_max_num_queries
):
    plan = import_small(small_text.replace("\n", "\n\n") + "应(yìng)急(jí)。" * 40)
    assert plan.version.repairs.count() > 40
    client.get("/plans/")
    with django_assert_max_num_queries(11):
        page = client.get(reverse("plans:about", args=[plan.document.slug]))
    assert str(plan.version.repairs.count()) in page.content.decode()


def test_a_clause_link_leads_to_its_place(client, import_small):
    plan = import_small()
    clause = clause_of(plan.version, "编制计划")
    response = client.get(reverse("plans:clause", args=[clause.anchor]))
    assert response.status_code == 302
    assert response["Location"].endswith(f"#c-{clause.anchor}")


def test_a_link_to_a_deleted_clause_opens_its_last_words_with_a_notice(
    client, import_small, small_text
):
    plan = import_small()
    gone = clause_of(plan.version, "工作原则")
    import_small(
        small_text.replace("（二）工作原则。先桌面、后实战。\n\n", ""), slug=plan.document.slug
    )
    response = client.get(reverse("plans:clause", args=[gone.anchor]))
    assert response.status_code == 200
    page = response.content.decode()
    assert "现行版本里没有这一条" in page
    assert "先桌面、后实战" in page


def test_an_unknown_anchor_and_an_unknown_plan_are_not_found(client, world):
    assert client.get(reverse("plans:clause", args=[uuid4()])).status_code == 404
    assert client.get("/plans/no-such-plan/").status_code == 404


def test_a_draft_is_not_readable_by_anybody_outside(client, import_small):
    plan = import_small(publish=False)
    assert client.get(plan.document.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_what_is_not_public_leaves_no_trace_for_the_public(client, import_small, world, visibility):
    plan = import_small(visibility=visibility)
    clause = clause_of(plan.version, "编制计划")
    for person in (None, world.learner, world.other_editor):
        if person:
            client.force_login(person)
        for path in (
            plan.document.get_absolute_url(),
            reverse("plans:about", args=[plan.document.slug]),
            reverse("plans:targets", args=[plan.document.slug]),
            reverse("plans:clause", args=[clause.anchor]),
        ):
            assert client.get(path).status_code == 404, (person, path)
        assert plan.document.title not in client.get(reverse("plans:list")).content.decode()
    client.force_login(world.editor)
    response = client.get(plan.document.get_absolute_url())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_an_auditor_reads_internal_plans_but_not_restricted_ones(client, import_small, world):
    plan = import_small(visibility=Visibility.INTERNAL)
    client.force_login(world.auditor)
    assert client.get(plan.document.get_absolute_url()).status_code == 200
    services.change_document(document=plan.document, actor=None, visibility=Visibility.RESTRICTED)
    assert client.get(plan.document.get_absolute_url()).status_code == 404


def test_a_traditional_document_is_shown_as_published(client, world, shared_plan):
    data, name = shared_plan("zengcheng-2015-work-plan.txt")
    plan = services.import_document(actor=None, owner_unit=world.county, data=data, name=name)
    services.publish_version(version=plan.version, actor=None)
    page = client.get(plan.document.get_absolute_url()).content.decode()
    assert 'lang="zh-Hant" translate="no"' in page
    assert "應急管理網路" in page


def test_a_long_plan_is_read_by_chapter_with_a_small_first_view(client, world, shared_plan):
    data, name = shared_plan("bortala-13th-five-year-plan.txt")
    plan = services.import_document(actor=None, owner_unit=world.county, data=data, name=name)
    services.publish_version(version=plan.version, actor=None)
    version = plan.version
    version.refresh_from_db()
    assert version.page_count > 1
    seen = set()
    for number in range(1, version.page_count + 1):
        address = f"/plans/{plan.document.slug}/" + (f"{number}/" if number > 1 else "")
        response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) <= 60_000
        seen |= set(re.findall(r'id="c-([0-9a-f-]{36})"', response.content.decode()))
    assert seen == {str(anchor) for anchor in version.clauses.values_list("anchor", flat=True)}
    assert client.get(f"/plans/{plan.document.slug}/{version.page_count + 1}/").status_code == 404
    assert client.get(f"/plans/{plan.document.slug}/1/")["Location"].endswith(
        f"/plans/{plan.document.slug}/"
    )


def test_a_historic_plan_names_its_successor(client, import_small, small_text):
    old = import_small()
    new = import_small(small_text.replace("2026—2028", "2029—2031"), apart=True)
    services.change_document(
        document=old.document, actor=None, status="historic", replaced_by=new.document
    )
    page = client.get(old.document.get_absolute_url()).content.decode()
    assert "历史文件。" in page
    assert new.document.get_absolute_url() in page


def test_no_planning_document_shows_a_filing_or_drill_due(client, import_small):
    plan = import_small()
    for name in ("document", "about"):
        page = client.get(reverse(f"plans:{name}", args=[plan.document.slug])).content.decode()
        assert "备案" not in page
        assert "应演练" not in page


def test_registered_actions_are_offered_to_editors_and_never_cached(
    client, import_small, world, monkeypatch
):
    monkeypatch.setattr(clause_actions, "_actions", [])
    clause_actions.register(
        lambda clause, user: clause_actions.Link(f"/new/?clause={clause.key}", "据此出题")
    )
    plan = import_small()
    address = plan.document.get_absolute_url()
    assert "据此出题" not in client.get(address).content.decode()
    client.force_login(world.editor)
    response = client.get(address)
    assert "据此出题" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_beside_a_point_of_a_list_what_staff_may_do_is_folded(
    client, import_small, world, monkeypatch
):
    monkeypatch.setattr(clause_actions, "_actions", [])
    clause_actions.register(
        lambda clause, user: clause_actions.Link(f"/new/?clause={clause.key}", "据此出题")
    )
    plan = import_small(
        "安澜县防汛应急预案\n\n1 职责\n\n1.1 分工\n\n各单位：\n\n（1）县水利局负责水情。\n\n"
        "（2）县气象局负责雨情。\n"
    )
    client.force_login(world.editor)
    page = client.get(plan.document.get_absolute_url()).content.decode()
    folded = '<details class="screen"><summary>对这一条…</summary><a href="/new/'
    for heading, is_folded in (("分工", False), ("", True)):
        clause = plan.version.clauses.filter(heading=heading).order_by("position").last()
        beside = page.partition(f'id="{clause.fragment}"')[2].partition("</article>")[0]
        assert (folded in beside) is is_folded and "据此出题" in beside


def test_a_mere_heading_says_nothing_to_ask_about_to_mark_or_to_report(client, import_small, world):
    plan = import_small(
        "安澜县暴雨预案\n1 总则\n1.1 目的\n为做好防范工作。\n2 附则\n2.1 施行\n照办。"
    )
    chapter = plan.version.clauses.get(number="1")
    assert chapter.text == ""

    def chapter_margin():
        page = client.get(plan.document.get_absolute_url()).content.decode()
        return page.partition(f'id="{chapter.fragment}"')[2].partition("</article>")[0]

    assert "链接" in chapter_margin() and "报错" not in chapter_margin()
    client.force_login(world.editor)
    margin = chapter_margin()
    assert not any(said in margin for said in ("据此出题", "标记和分享", "写意见", "报错"))
    assert "据此出题" in client.get(plan.document.get_absolute_url()).content.decode()
    asked = client.get(reverse("bank:new"), {"source": chapter.key})
    assert asked.status_code == 200 and "总则" in words(asked)
    assert client.get(reverse("marks:mark", args=[chapter.anchor])).status_code == 200


def test_the_register_counts_add_up_and_filters_narrow(client, import_small, small_text):
    import_small()
    import_small(
        "安澜县暴雨应急预案\n1 总则\n1.1 目的\n为做好防范工作。\n2 附则\n本预案自印发之日起施行。"
    )
    page = words(client.get("/plans/"))
    assert "共 2 件：预案 1 件，规划与计划 1 件。" in page
    only = words(client.get("/plans/?family=response"))
    assert "暴雨应急预案" in only
    assert "演练工作计划" not in only
    assert "没有这样的文件" in words(client.get("/plans/?kind=joint"))
    assert client.get("/plans/?family=%00&kind=x&page=abc").status_code == 200


def test_an_empty_register_says_what_is_missing(client, db):
    assert "还没有公开的预案和规划" in words(client.get("/plans/"))


def test_hostile_text_is_shown_as_text(client, import_small):
    plan = import_small(
        "安澜县测试工作方案\n一、<script>alert(1)</script>\n<b onclick=x>正文</b>每年至少培训2次<i>"
    )
    page = client.get(plan.document.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<b onclick" not in page
    assert Clause.objects.filter(text__contains="<b onclick=x>").exists()


NAMES_ITSELF = """安澜县地震避险计划（2026—2028年）

一、总体要求

（一）怎么编的。依据《安澜县防震减灾条例》编制。《安澜县地震避险计划》和《安澜县地震避险计划（2026—2028年）》都指本计划。

（二）《安澜县地震避险计划（2023—2025年）》同时停止执行。
"""


def test_a_plan_that_names_itself_does_not_cite_itself(client, import_small):
    plan = import_small(NAMES_ITSELF).document
    page = client.get(reverse("plans:references", args=[plan.slug])).content.decode()
    named = re.findall(r'<li><span translate="no">(.*?)</span>', page)
    assert named == ["安澜县防震减灾条例", "安澜县地震避险计划（2023—2025年）"]


def test_a_plan_that_names_only_itself_has_no_list_of_what_it_cites(client, import_small):
    text = "安澜县地震避险计划\n\n一、总则\n\n（一）《安澜县地震避险计划》由县应急管理局解释。\n"
    plan = import_small(text).document
    page = client.get(reverse("plans:document", args=[plan.slug])).content.decode()
    assert "依据与引用" not in page
