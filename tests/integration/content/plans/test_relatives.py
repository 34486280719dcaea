"""What a document rests on, stands under, replaces and carries out, as its readers see it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from content.plans import services
from content.plans.enums import Kind, Visibility
from content.plans.models import PlanDocument
from content.plans.selectors.relations import gaps, related

GENERAL = """青河镇突发事件总体应急预案

1 总则

1.1 编制目的

做好应急工作。

青河镇人民政府
2026年1月5日
"""
FLOOD = """青河镇防汛应急预案

1 总则

1.1 编制依据

依据《中华人民共和国防洪法》《青河镇突发事件总体应急预案》等，制定本预案。

1.2 其他

按照《中华人民共和国水法》开展工作。

2 附则

原《青河镇防汛抗旱应急预案》同时废止。

青河镇人民政府
2026年3月2日
"""
LAW, WATER = "中华人民共和国防洪法", "中华人民共和国水法"


@pytest.fixture
def general(import_small):
    return import_small(GENERAL, kind=Kind.GENERAL).document


@pytest.fixture
def flood(general, import_small):
    return import_small(FLOOD, kind=Kind.SPECIAL).document


@pytest.fixture
def said(client):
    """{title: [(name, address, whether a clause is linked)]} of the page about the file."""

    def read(plan):
        for cache in caches.all(initialized_only=True):
            cache.clear()
        page = client.get(reverse("plans:about", args=[plan.slug])).content.decode()
        if "和别的文件的关系" not in page:
            return {}
        part = page.split("和别的文件的关系")[1].split("</section>")[0]
        found = {}
        for title, rows in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", part, re.DOTALL):
            found[title] = [
                (
                    unescape(strip_tags(row.split("</span>")[0])),
                    (re.findall(r'href="([^"]+)"', row.split("</span>")[0]) or [""])[0],
                    "看条文" in row,
                )
                for row in re.findall(r"<div>(.*?)</div>", rows, re.DOTALL)
            ]
        return found

    return read


def clause_with(plan, words):
    return plan.current_version.clauses.get(text__contains=words)


def test_grounds_and_upper_plan_are_linked_where_the_library_has_them_and_named_elsewhere(
    flood, general, said
):
    clause = clause_with(flood, "防洪法")
    services.relate(document=flood, kind="parent", other=general, clause_key=clause.key, actor=None)
    services.relate(document=flood, kind="based_on", named=LAW, clause_key=clause.key, actor=None)
    assert said(flood) == {
        "上级预案": [(general.title, general.get_absolute_url(), True)],
        "依据": [(LAW, "", True)],
    }
    assert said(general) == {"下级预案": [(flood.title, flood.get_absolute_url(), True)]}


def test_what_replaces_and_what_is_replaced_name_each_other_once(flood, general, said):
    services.relate(document=flood, kind="replaces", other=general, actor=None)
    services.mark_replaced(document=general, by=flood, actor=None)
    assert said(flood) == {"代替了": [(general.title, general.get_absolute_url(), False)]}
    assert said(general) == {"由它代替": [(flood.title, flood.get_absolute_url(), False)]}


def test_what_carries_out_a_document_stands_on_both_pages(flood, general, said):
    services.relate(document=flood, kind="implements", other=general, actor=None)
    assert list(said(flood)) == ["落实了"] and list(said(general)) == ["落实文件"]


def test_a_relation_holds_between_its_days_and_a_dismissed_one_never(flood, said):
    today = timezone.localdate()
    day = timedelta(days=1)
    for name, since, until in (
        ("甲", today, today + day), ("乙", today + day, None), ("丙", None, today),
        ("丁", None, None),
    ):  # fmt: skip
        services.relate(
            document=flood, kind="based_on", named=name, since=since, until=until, actor=None
        )
    services.relate(document=flood, kind="based_on", named="戊", state="dismissed", actor=None)
    assert [name for name, _url, _clause in said(flood)["依据"]] == ["甲", "丁"]


@pytest.mark.parametrize("hides", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_a_document_that_the_reader_may_not_see_leaves_no_trace(
    client, world, flood, general, said, hides
):
    for kind in ("parent", "replaces", "implements", "based_on"):
        services.relate(document=flood, kind=kind, other=general, actor=None)
    PlanDocument.objects.filter(pk=flood.pk).update(replaced_by=None)
    PlanDocument.objects.filter(pk=general.pk).update(visibility=hides)
    assert said(flood) == {}
    client.force_login(world.editor)
    assert "上级预案" in said(flood)
    answer = client.get(reverse("plans:about", args=[flood.slug]))
    assert answer["Cache-Control"] == "no-store, private"
    client.logout()
    PlanDocument.objects.filter(pk=general.pk).update(visibility=Visibility.PUBLIC)
    PlanDocument.objects.filter(pk=flood.pk).update(visibility=hides)
    assert said(general) == {}


def test_a_ground_that_only_a_hidden_clause_names_leaves_no_trace_anywhere(
    client, world, flood, general, said
):
    clause = clause_with(flood, "水法")
    for kind, end in (
        ("based_on", {"named": WATER}), ("based_on", {"other": general}),
        ("implements", {"other": general}),
    ):  # fmt: skip
        services.relate(document=flood, kind=kind, clause_key=clause.key, actor=None, **end)
    assert said(flood).keys() == {"依据", "落实了"} and said(general).keys() == {"落实文件"}
    services.set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    # The other ground is named by a clause that everybody reads, too.
    assert said(flood) == {"依据": [(general.title, general.get_absolute_url(), False)]}
    assert said(general) == {}
    assert [one.other for one in related(flood, world.auditor)] == [general]
    assert WATER not in gaps(world.auditor) and WATER in gaps(world.editor)
    client.force_login(world.editor)
    assert [name for name, _url, _clause in said(flood)["依据"]] == [WATER, general.title]


def test_the_queries_do_not_grow_with_the_relations(
    client, flood, general, django_assert_max_num_queries
):
    clause = clause_with(flood, "防洪法")
    for number in range(12):
        services.relate(
            document=flood, kind="based_on", named=f"第{number}部法", clause_key=clause.key,
            since=date(2026, 1, 1), actor=None,
        )  # fmt: skip
    for kind in ("parent", "implements"):
        services.relate(document=flood, kind=kind, other=general, actor=None)
        services.relate(document=general, kind="based_on", other=flood, actor=None)
    client.get("/plans/")
    with django_assert_max_num_queries(15):
        client.get(reverse("plans:about", args=[flood.slug]))
