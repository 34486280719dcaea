"""A plan of a place that does not exist says so wherever somebody could take it for real."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from content.plans.models import PlanDocument
from portal.people.models import Division
from search.indexing import services as indexing

SAID = "安澜县是虚构的，内容未经专家审定，遇险不要照着做。"


def text(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


@pytest.fixture(params=[True, False], ids=["fictional", "real"])
def plan(request, import_small, small_text, world) -> tuple[PlanDocument, bool]:
    Division.objects.filter(pk=world.division.pk).update(fictional=request.param)
    remarked = small_text.replace("文号：", "备注：本文只作演示\n文号：", 1)
    return import_small(remarked, division=world.division).document, request.param


def test_every_page_of_the_plan_and_the_register_say_it(client, plan):
    document, fictional = plan
    for name in ("document", "targets", "references", "about"):
        assert (SAID in text(client, reverse(f"plans:{name}", args=[document.slug]))) is fictional
    assert ("示范文件，未经专家审定" in text(client, reverse("plans:list"))) is fictional


def test_the_register_tells_what_is_invented_once_and_marks_it_among_others(
    client, import_small, small_text, world
):
    Division.objects.filter(pk=world.division.pk).update(fictional=True)
    import_small(small_text, division=world.division)
    page = text(client, reverse("plans:list"))
    assert page.count("示范") == 1 and "下面各件的地方是虚构的" in page
    real = import_small("某县暴雨应急预案\n\n1 总则\n\n为了。", apart=True).document
    PlanDocument.objects.filter(pk=real.pk).update(division=None)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    page = text(client, reverse("plans:list"))
    assert "标着“示范”的，地方是虚构的" in page and page.count("taga") == 1


def test_a_hit_in_the_search_names_the_place_as_invented(client, settings, tmp_path, plan):
    settings.DATA_DIR = tmp_path
    indexing.drain()
    document, fictional = plan
    page = text(client, f"{reverse('search:search')}?q=综合应急演练")
    assert document.title in page
    assert ("（虚构，示范）" in page) is fictional


def test_what_the_original_remarks_about_itself_is_told(client, plan):
    about = text(client, reverse("plans:about", args=[plan[0].slug]))
    assert "本文只作演示" in about
