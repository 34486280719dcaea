"""The content admin through its real addresses, as the people who use it."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from content.experts.models import ExpertContact
from content.guides.models import GuideIndexPage, GuidePage
from tests.samples import pages as samples
from tests.samples.guide_form import form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_door(settings: Any) -> None:
    settings.SECOND_FACTOR_FOR_STAFF = False
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS,
        "content.pages.backends.RightsBackend",
    ]


@pytest.fixture
def tree(world: Any) -> dict[str, Page]:
    home = samples.home()
    guides, courses, experts = samples.guides(home), samples.courses(home), samples.experts(home)
    course = samples.course(courses, world.town)
    return {
        "home": home,
        "own": samples.guide(guides, world.town),
        "other": samples.guide(guides, world.other_town, title="另一个", slug="other"),
        "course": course,
        "lesson": samples.lesson(course, world.town),
        "expert": samples.expert(experts, world.town),
    }


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def holds(page: str, words: str) -> bool:
    """Whether a form holds these words: as they are, or in the JSON of its blocks."""
    return words in page or json.dumps(words)[1:-1] in page


def test_every_kind_of_page_opens_in_its_editor_in_chinese(
    world: Any, tree: dict[str, Page]
) -> None:
    client = signed_in(world.administrator)
    for name in ("own", "course", "lesson", "expert", "home"):
        response = client.get(f"/admin/pages/{tree[name].pk}/edit/")
        assert response.status_code == 200, name
        page = response.content.decode()
        if name != "home":
            assert "归类与审核" in page and "归哪个单位" in page, name


def test_an_editor_opens_the_own_page_and_not_another_units(
    world: Any, tree: dict[str, Page]
) -> None:
    client = signed_in(world.editor)
    assert client.get(f"/admin/pages/{tree['own'].pk}/edit/").status_code == 200
    for address in ("edit/", "delete/", "unpublish/", "move/", "copy/", "history/"):
        response = client.get(f"/admin/pages/{tree['other'].pk}/{address}")
        assert response.status_code in {302, 403, 404}, address
        assert "另一个" not in response.content.decode(), address


def test_the_explorer_and_the_search_of_the_admin_hide_another_units_pages(
    world: Any, tree: dict[str, Page]
) -> None:
    client = signed_in(world.editor)
    index = GuideIndexPage.objects.get()
    for address in (f"/admin/pages/{index.pk}/", "/admin/pages/search/?q=另一个"):
        page = client.get(address).content.decode()
        assert f"/admin/pages/{tree['other'].pk}/edit/" not in page, address


def test_a_reader_does_not_enter_the_admin(world: Any, tree: dict[str, Page]) -> None:
    for person in (world.learner, world.volunteer, world.auditor):
        assert signed_in(person).get("/admin/").status_code in {302, 403}


def test_an_editor_makes_a_draft_and_cannot_publish_it(world: Any, tree: dict[str, Page]) -> None:
    index = GuideIndexPage.objects.get()
    address = f"/admin/pages/add/content_guides/guidepage/{index.pk}/"
    client = signed_in(world.editor)
    data = {**form("洪水", unit=world.town.pk), "action-publish": "1"}
    response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    page = GuidePage.objects.get(slug="flood")
    assert not page.live and page.owner_unit == world.town


def test_a_page_cannot_be_put_under_another_unit_and_what_was_typed_is_kept(
    world: Any, tree: dict[str, Page]
) -> None:
    index = GuideIndexPage.objects.get()
    address = f"/admin/pages/add/content_guides/guidepage/{index.pk}/"
    client = signed_in(world.editor)
    for unit in (world.other_town.pk, world.county.pk, "", "9" * 12):
        response = client.post(address, form("洪水", unit=unit))
        page = response.content.decode()
        assert response.status_code == 200 and holds(page, "洪水来了")
        assert holds(page, "选一个单位" if unit == "" else "你不能把页面归到这个单位"), unit
    assert not GuidePage.objects.filter(slug="flood").exists()


def test_a_form_without_its_blocks_is_a_bad_request_and_makes_nothing(
    world: Any, tree: dict[str, Page]
) -> None:
    index = GuideIndexPage.objects.get()
    response = signed_in(world.administrator).post(
        f"/admin/pages/add/content_guides/guidepage/{index.pk}/", {"title": "洪水"}
    )
    assert response.status_code == 400
    assert not GuidePage.objects.filter(title="洪水").exists()


def test_a_heading_too_long_is_refused_on_publishing_with_its_length(
    world: Any, tree: dict[str, Page]
) -> None:
    data = {**form("洪水", unit=world.town.pk, heading="长" * 21), "action-publish": "1"}
    index = GuideIndexPage.objects.get()
    response = signed_in(world.administrator).post(
        f"/admin/pages/add/content_guides/guidepage/{index.pk}/", data
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert holds(page, "最多 20 个字，现在是 21 个。") and holds(page, "长" * 21)
    assert not GuidePage.objects.filter(slug="flood").exists()


@pytest.mark.parametrize(
    ("rests_on", "codes", "words"),
    [
        ("Q3 K8，Q9", ["Q3"], "来源里没有代号“K8”“Q9”。"),
        ("Q3", ["Q3", "Q3"], "“Q3”已经是另一个来源的代号，换一个。"),
        ("", ["Q 3"], "中间不空格"),
    ],
)
def test_a_code_of_no_source_or_of_two_is_refused_and_what_was_typed_is_kept(
    world: Any, tree: dict[str, Page], rests_on: str, codes: list[str], words: str
) -> None:
    address = f"/admin/pages/{tree['own'].pk}/edit/"
    data = form("洪水", unit=world.town.pk, rests_on=rests_on, codes=codes)
    response = signed_in(world.editor).post(address, data)
    page = response.content.decode()
    assert response.status_code == 200
    assert holds(page, words) and holds(page, rests_on)
    assert all(holds(page, f'value="{code}"') for code in codes)
    assert tree["own"].sources.get().title == "地震避险要点"


def test_a_phase_names_its_sources_and_two_sources_may_exchange_their_codes(
    world: Any, tree: dict[str, Page]
) -> None:
    client, address = signed_in(world.administrator), f"/admin/pages/{tree['own'].pk}/edit/"
    data = form("洪水", unit=world.town.pk, rests_on="K8, Q3、K8", codes=["Q3", "K8"])
    response = client.post(address, {**data, "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    page = GuidePage.objects.get(pk=tree["own"].pk)
    assert page.by_phase["during"]["sources"] == "K8、Q3"

    first, second = page.sources.exclude(code="").order_by("code")
    first.code, second.code = second.code, first.code
    page.sources = [first, second]
    page.save_revision().publish()
    codes = {source.title: source.code for source in page.sources.all()}
    assert codes == {"来源K8": "Q3", "来源Q3": "K8"}


def test_the_withdrawal_screen_asks_for_a_reason(world: Any, tree: dict[str, Page]) -> None:
    client = signed_in(world.reviewer)
    address = f"/admin/knowledge/{tree['own'].pk}/withdraw/"
    assert "为什么撤下" in client.get(address).content.decode()
    refused = client.post(address, {"reason": "", "replacement_url": "/guides/"})
    page = refused.content.decode()
    assert "写明原因" in page and 'value="/guides/"' in page
    assert client.post(address, {"reason": "旧了"}).status_code == 302
    assert "恢复这一页" in client.get(address).content.decode()


def test_an_expert_s_contact_of_another_unit_is_not_opened(
    world: Any, tree: dict[str, Page]
) -> None:
    contact = ExpertContact.objects.create(expert=tree["expert"], phone="+8613900000000")
    address = f"/admin/snippets/content_experts/expertcontact/edit/{contact.pk}/"
    own = signed_in(world.editor)
    assert own.get(address).status_code == 200
    refused = own.post(address, {"expert": tree["expert"].pk, "phone": "", "email": ""})
    assert "电话和邮箱至少填一样" in refused.content.decode()
    response = signed_in(world.other_editor).get(address)
    assert response.status_code in {302, 403, 404}
    assert "13900000000" not in response.content.decode()


def test_a_superuser_sees_the_whole_tree(world: Any, tree: dict[str, Page]) -> None:
    root = get_user_model().objects.create_superuser(username="root", password="安澜-root-2026")
    page = signed_in(root).get(f"/admin/pages/{GuideIndexPage.objects.get().pk}/").content.decode()
    assert "另一个" in page and "地震" in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("phases-count", "abc"), ("phases-count", ""), ("phases-0-order", "1.5"),
        ("phases-0-value-steps-count", "abc"), ("sources-TOTAL_FORMS", "zzz"),
        ("sources-INITIAL_FORMS", "zzz"), ("phases-count", "9" * 30),
        ("sources-TOTAL_FORMS", "1000000000"), ("sources-TOTAL_FORMS", "9" * 30),
        ("sources-TOTAL_FORMS", " 2000"), ("sources-TOTAL_FORMS", "+300"),
        ("sources-TOTAL_FORMS", "2000.0"), ("sources-TOTAL_FORMS", "60"),
    ],
)  # fmt: skip
def test_a_count_that_cannot_be_is_answered_in_chinese_and_saves_nothing(
    world: Any, tree: dict[str, Page], name: str, value: str
) -> None:
    client = signed_in(world.editor)
    client.raise_request_exception = False
    before = tree["own"].revisions.count()
    data = form("改过的标题", unit=world.town.pk) | {name: value}
    response = client.post(f"/admin/pages/{tree['own'].pk}/edit/", data)
    page = response.content.decode()
    assert response.status_code in {200, 400, 422}
    assert "没有写进任何地方" in page or "改过的标题" in page
    assert tree["own"].revisions.count() == before
    assert GuidePage.objects.get(pk=tree["own"].pk).title != "改过的标题"


@pytest.mark.parametrize("rows", ["sources", "comments"])
@pytest.mark.parametrize("key", ["x", "9" * 30])
def test_a_key_that_no_row_has_is_answered_in_chinese_and_saves_nothing(
    world: Any, tree: dict[str, Page], rows: str, key: str
) -> None:
    client = signed_in(world.editor)
    client.raise_request_exception = False
    before = tree["own"].revisions.count()
    data = form("改过的标题", unit=world.town.pk) | {
        f"{rows}-TOTAL_FORMS": "1", f"{rows}-INITIAL_FORMS": "1", f"{rows}-0-id": key,
        f"{rows}-0-title": "来源", f"{rows}-0-url": "", f"{rows}-0-ORDER": "1",
        f"{rows}-0-replies-TOTAL_FORMS": "0", f"{rows}-0-replies-INITIAL_FORMS": "0",
    }  # fmt: skip
    response = client.post(f"/admin/pages/{tree['own'].pk}/edit/", data)
    page = response.content.decode()
    assert response.status_code in {200, 400}
    assert "没有写进任何地方" in page or "改过的标题" in page
    assert tree["own"].revisions.count() == before


def test_no_manual_in_english_is_offered(world: Any, tree: dict[str, Page]) -> None:
    page = signed_in(world.editor).get("/admin/").content.decode()
    assert "guide.wagtail.org" not in page and "docs.wagtail.org" not in page
    assert "editor-guide" not in page and "whats-new-in-wagtail" not in page
    assert "keyboard-shortcuts-trigger" in page
