"""The register under its filters: kind, level, division and hazard."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.urls import reverse

from content.plans import selectors
from content.plans.enums import Kind, Level, Status, Visibility
from content.plans.models import PlanDocument
from content.taxonomy.models import Hazard
from portal.people.enums import DivisionLevel
from portal.people.models import Division

LIST = reverse("plans:list")


@pytest.fixture
def library(import_small, world):
    """Four plans of three kinds, two levels and three places, two of them for hazards."""
    town = Division.objects.create(
        code=f"{world.division.code}101", name="青河镇", level=DivisionLevel.TOWN,
        parent=world.division,
    )  # fmt: skip
    flood, fire = (
        Hazard.objects.get_or_create(slug=slug, defaults={"name": name, "category": "natural"})[0]
        for slug, name in (("flood", "洪水"), ("forest-fire", "森林草原火灾"))
    )
    plans = {}
    for name, kind, level, division, hazards in (
        ("总体", Kind.GENERAL, Level.COUNTY, world.division, ()),
        ("防汛", Kind.SPECIAL, Level.COUNTY, world.division, (flood, fire)),
        ("镇防汛", Kind.SPECIAL, Level.TOWN, town, (flood,)),
        ("无地区", Kind.UNIT, Level.TOWN, None, ()),
    ):
        text = (
            f"安澜县{name}应急预案\n\n1 总则\n\n为做好{name}工作。\n\n2 附则\n\n自印发之日起施行。"
        )
        plan = import_small(text, kind=kind, apart=True).document
        PlanDocument.objects.filter(pk=plan.pk).update(level=level, division=division)
        plan.hazards.set(hazards)
        plans[name] = plan
    for cache in caches.all(initialized_only=True):
        cache.clear()
    return plans


def facets_in(response):
    return {
        group.title: {choice.label: choice.count for choice in group.choices}
        for group in response.context["facets"]
    }


def titles_in(response):
    return {
        plan.title.removeprefix("安澜县").removesuffix("应急预案")
        for plan in response.context["page_obj"]
    }


def test_every_facet_counts_what_it_leaves(client, library):
    assert facets_in(client.get(LIST)) == {
        "种类": {"总体预案": 1, "专项预案": 2, "单位预案": 1},
        "层级": {"县级": 2, "乡镇级": 2},
        "行政区划": {"安澜县": 3, "没写地区": 1},
        "灾种": {"洪水": 2, "森林草原火灾": 1, "没写灾种": 2},
    }


def test_facets_narrow_one_another_and_the_page_says_how_many_are_left(client, library, world):
    town = client.get(LIST, {"division": f"{world.division.code}101"})
    assert titles_in(town) == {"镇防汛"}
    assert facets_in(town)["行政区划"] == {"安澜县": 3, "安澜县本级": 2, "青河镇": 1}
    both = client.get(LIST, {"hazard": "flood", "level": "county"})
    assert titles_in(both) == {"防汛"}
    assert facets_in(both)["层级"] == {"县级": 1, "乡镇级": 1}
    page = re.sub(r"<[^>]+>", "", both.content.decode())
    assert "共 4 件" in page and "筛出 1 件" in page
    alone = client.get(LIST, {"division": f"{world.division.code}.own"})
    assert titles_in(alone) == {"总体", "防汛"}
    assert titles_in(client.get(LIST, {"division": "none"})) == {"无地区"}
    assert titles_in(client.get(LIST, {"hazard": "none"})) == {"总体", "无地区"}


def test_every_choice_leads_to_as_many_as_it_says(library):
    seen, waiting = set(), [{}]
    while waiting:
        asked = waiting.pop()
        if (key := tuple(sorted(asked.items()))) in seen or len(asked) > 2:
            continue
        seen.add(key)
        for name, choices in selectors.register(AnonymousUser(), asked).choices.items():
            for choice in choices:
                chosen = {k: v for k, v in asked.items() if (name, k) != ("family", "kind")}
                chosen[name] = choice.value
                found = selectors.register(AnonymousUser(), chosen)
                assert choice.count == found.found == found.documents.count() > 0
                waiting.append(chosen)
    assert len(seen) > 20


def test_filters_that_leave_nothing_say_so_and_lead_back(client, library):
    page = client.get(LIST, {"kind": "joint", "level": "town"}).content.decode()
    words = re.sub(r"<[^>]+>", "", page)
    assert "没有这样的文件" in words and "筛出 0 件" in words and "联合预案" in words
    assert f'href="{LIST}"' in page


def test_what_holds_comes_first_and_response_plans_before_planning_documents(
    client, library, import_small, small_text
):
    import_small(small_text)
    PlanDocument.objects.filter(pk=library["总体"].pk).update(status=Status.HISTORIC)
    titles = [plan.title for plan in client.get(LIST).context["page_obj"]]
    assert [title.removeprefix("安澜县").removesuffix("应急预案") for title in titles[:3]] == [
        "镇防汛", "防汛", "无地区",
    ] and titles[-1] == library["总体"].title and "计划" in titles[3]  # fmt: skip


def test_what_has_run_out_stands_behind_what_holds_and_before_what_was_replaced(
    client, library, import_small, small_text
):
    import_small(small_text)
    old = import_small(
        "安澜县应急管理规划\n\n一、总则\n\n坚持预防为主。", kind=Kind.FIVE_YEAR, apart=True
    ).document
    PlanDocument.objects.filter(pk=old.pk).update(period_start=2016, period_end=2020)
    PlanDocument.objects.filter(pk=library["总体"].pk).update(status=Status.HISTORIC)
    titles = [plan.title for plan in client.get(LIST).context["page_obj"]]
    assert titles[-2:] == [old.title, library["总体"].title] and "计划" in titles[-3]


def test_what_is_chosen_stands_above_the_rows_and_is_taken_away_there(client, library):
    page = client.get(LIST, {"hazard": "flood", "level": "county"}).content.decode()
    chips = re.search(r'<p class="chips">(.*?)</p>', page)[1]
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]+)<', chips) == [
        (f"{LIST}?hazard=flood", "县级"), (f"{LIST}?level=county", "洪水"),
    ]  # fmt: skip
    assert page.index("<details") < page.index('<ul class="rows">')
    assert '<p class="chips">' not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"division": "x" * 500}, {"division": "\x00"}, {"level": "'"}, {"division": "999999.own"},
     {"hazard": ["flood", "\x00"]}, {"page": "-1"}, {"division": ".own"}],
)  # fmt: skip
def test_an_unknown_value_counts_as_not_given_and_fills_no_cache(client, library, asked):
    for _ in range(2):
        response = client.get(LIST, asked)
        assert response.status_code == 200 and len(titles_in(response)) == 4
        assert response.get("X-Page-Cache") != "hit"


def test_a_known_choice_is_kept_whatever_order_it_is_asked_in(client, library):
    assert client.get(f"{LIST}?level=town&kind=special")["X-Page-Cache"] == "miss"
    assert client.get(f"{LIST}?kind=special&level=town")["X-Page-Cache"] == "hit"


def test_what_a_reader_may_not_see_counts_in_no_facet(client, library, world):
    PlanDocument.objects.filter(pk=library["镇防汛"].pk).update(visibility=Visibility.INTERNAL)
    found = facets_in(client.get(LIST))
    assert found["层级"] == {"县级": 2, "乡镇级": 1} and found["行政区划"]["安澜县"] == 2
    assert found["灾种"]["洪水"] == 1
    client.force_login(world.editor)
    assert facets_in(client.get(LIST))["灾种"]["洪水"] == 2


def test_the_queries_do_not_grow_with_the_library(client, library, django_assert_max_num_queries):
    client.get("/sitemap/")
    with django_assert_max_num_queries(6):
        client.get(LIST, {"hazard": "flood", "level": "county"})
