"""What a change of a page, or of who may read it, does to the copies and lists of it."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from wagtail.models import PageViewRestriction

from content.guides.models import GuidePage
from content.guides.selectors import addresses
from portal.foundation.pagecache import lasting, renewal
from search.documents.models import SearchDocument
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db
GUIDE = "/guides/earthquake/"
ELDER = {"Cookie": "display=elder"}


@pytest.fixture(autouse=True)
def kept(nothing_kept_from_another_test: None, settings: Any, tmp_path: Any) -> None:
    settings.PAGECACHE_ENABLED = True
    settings.DATA_DIR = tmp_path
    settings.BASE_URL = "http://testserver"


@pytest.fixture
def published(guide: GuidePage, django_capture_on_commit_callbacks: Any) -> GuidePage:
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()
    return guide


def copy(path: str, mode: str = "normal") -> str:
    found = lasting.of(path, mode)
    return "" if found is None else found.entry.plain().decode()


def granted(page: GuidePage) -> set[tuple[str, ...]]:
    rows = SearchDocument.objects.filter(group_key=page.knowledge_key)
    return {tuple(row.grants) for row in rows}


def test_a_corrected_guide_never_comes_back_as_it_was(
    published: GuidePage, django_capture_on_commit_callbacks: Any
) -> None:
    Client(headers=ELDER).get(GUIDE)
    assert "钻到结实的桌子下面" in copy(GUIDE)
    assert "钻到结实的桌子下面" in copy(GUIDE, "elder")
    phases = published.phases
    phases[1].value["steps"][2]["title"] = "改过的一步"
    published.phases = phases
    with django_capture_on_commit_callbacks(execute=True):
        published.save_revision().publish()
    assert "改过的一步" in copy(GUIDE)
    assert "钻到结实的桌子下面" not in copy(GUIDE)
    assert copy(GUIDE, "elder") == ""
    assert "改过的一步" in lasting.find(GUIDE, "elder").entry.plain().decode()


def test_a_withdrawn_page_takes_only_its_own_copies_along(
    world: Any, published: GuidePage, django_capture_on_commit_callbacks: Any
) -> None:
    other = samples.guide(published.get_parent(), world.town, slug="flood", title="洪水")
    renewal.renew_outdated()
    assert copy(GUIDE) and copy("/guides/") and copy("/") and copy(other.url)
    with django_capture_on_commit_callbacks(execute=True):
        published.unpublish()
    assert not copy(GUIDE)
    assert copy(other.url)
    assert published.title not in copy("/guides/")


def test_every_open_guide_is_kept_in_each_phase(published: GuidePage) -> None:
    assert set(addresses()) == {
        "/guides/", *(GUIDE + published.subpath(phase) for phase in published.by_phase)
    }  # fmt: skip
    renewal.renew_outdated()
    assert all(copy(path) for path in renewal.addresses())
    assert "/" in renewal.addresses()


@pytest.mark.parametrize("restricted", ["guide", "index"])
def test_a_page_made_private_is_gone_from_caches_copies_search_and_map(
    published: GuidePage, restricted: str, django_capture_on_commit_callbacks: Any
) -> None:
    renewal.renew_outdated()
    assert granted(published) == {("public",)}
    assert Client().get(GUIDE).status_code == 200
    assert GUIDE in Client().get("/sitemap.xml").content.decode()
    page = published if restricted == "guide" else published.get_parent()
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
    assert not copy(GUIDE)
    assert granted(published) == {()}
    assert Client().get(GUIDE).status_code == 302
    assert GUIDE not in Client().get("/sitemap.xml").content.decode()
    assert GUIDE not in list(addresses())

    with django_capture_on_commit_callbacks(execute=True):
        restriction.restriction_type = PageViewRestriction.LOGIN
        restriction.save()
    assert granted(published) == {("signed-in",)}

    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert granted(published) == {("public",)}
    assert Client().get(GUIDE).status_code == 200
    assert GUIDE in Client().get("/sitemap.xml").content.decode()


def test_a_private_page_that_is_deleted_is_not_found_again(published: GuidePage) -> None:
    PageViewRestriction.objects.create(page=published, restriction_type=PageViewRestriction.LOGIN)
    key = published.knowledge_key
    GuidePage.objects.get(pk=published.pk).delete()
    assert not SearchDocument.objects.filter(group_key=key).exists()


def test_made_up_addresses_fill_nothing(published: GuidePage) -> None:
    Client().get(GUIDE)
    before = set(caches["pages"]._cache)
    for number in range(3):
        Client().get(f"{GUIDE}?next=//x{number}.evil/")
        Client().get(f"{GUIDE}?x={number}&next=//x{number}.evil/")
    assert set(caches["pages"]._cache) == before
