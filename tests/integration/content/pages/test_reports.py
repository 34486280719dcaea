"""The reports of the content admin show nobody what another unit does."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Workflow

from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db

REPORTS = [
    "site-history/", "site-history/results/", "site-history/?export=csv",
    "aging-pages/", "aging-pages/results/", "aging-pages/?export=csv",
    "locked/", "locked/results/", "locked/?export=csv",
    "workflow/", "workflow/results/", "workflow/?export=csv",
    "workflow_tasks/", "workflow_tasks/?export=csv",
    "page-types-usage/", "page-types-usage/results/", "page-types-usage/?export=csv",
]  # fmt: skip


@pytest.fixture
def places(world: Any, settings: Any) -> dict[str, Any]:
    """Each town has an editor and a reviewer, a page at work, and a page that was deleted."""
    settings.SECOND_FACTOR_FOR_STAFF = False
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS,
        "content.pages.backends.RightsBackend",
    ]
    guides = samples.guides(samples.home())
    found: dict[str, Any] = {}
    workflow = Workflow.objects.get()
    for name, unit in (("qinghe", world.town), ("dongshan", world.other_town)):
        editor = make_person(f"editor-{name}", "编辑", unit, Role.EDITOR)
        reviewer = make_person(f"reviewer-{name}", "审核", unit, Role.REVIEWER)
        page = samples.guide(guides, unit, slug=f"live-{name}", title=f"正文 {name}")
        page.save_revision(user=editor, log_action=True).publish(user=reviewer)
        page.save_revision(user=editor, log_action=True)
        workflow.start(page, editor)
        Page.objects.filter(pk=page.pk).update(
            locked=True, locked_by=reviewer, locked_at=timezone.now()
        )
        gone = samples.guide(guides, unit, slug=f"gone-{name}", title=f"删了 {name}")
        gone.save_revision(user=editor, log_action=True)
        gone.delete(user=reviewer)
        found[name] = {"editor": editor, "reviewer": reviewer, "page": page}
    return found


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


@pytest.mark.parametrize(("own", "other"), [("qinghe", "dongshan"), ("dongshan", "qinghe")])
def test_no_report_names_a_page_or_a_person_of_another_unit(
    places: dict[str, Any], own: str, other: str
) -> None:
    leaks = (f"正文 {other}", f"删了 {other}", f"editor-{other}", f"reviewer-{other}")
    for role in ("editor", "reviewer"):
        client = signed_in(places[own][role])
        for address in REPORTS:
            response = client.get(f"/admin/reports/{address}")
            if response.status_code == 403:
                assert address.startswith(("locked", "aging")) and role == "editor", address
                continue
            page = text_of(response)
            assert not [leak for leak in leaks if leak in page], (role, address)
            if role == "reviewer" and not address.startswith("page-types"):
                assert f"正文 {own}" in page, address


def test_the_count_of_page_types_counts_only_what_one_sees(places: dict[str, Any]) -> None:
    response = signed_in(places["qinghe"]["editor"]).get("/admin/reports/page-types-usage/")
    counts = {row.model: row.count for row in response.context["object_list"]}
    assert counts["guidepage"] == 1


def test_the_screens_of_one_page_are_for_its_own_unit(places: dict[str, Any]) -> None:
    client, foreign = signed_in(places["qinghe"]["editor"]), places["dongshan"]["page"]
    for screen in ("history/", "usage/", "workflow_history/", "view_draft/"):
        response = client.get(f"/admin/pages/{foreign.pk}/{screen}")
        assert response.status_code in {302, 403, 404}, screen
        assert "正文 dongshan" not in response.content.decode(), screen


def test_listings_by_type_and_the_home_of_the_admin_name_nothing_foreign(
    places: dict[str, Any],
) -> None:
    client = signed_in(places["qinghe"]["editor"])
    own = client.get("/admin/pages/usage/content_guides/guidepage/")
    assert "正文 qinghe" in own.content.decode()
    for address in (
        "/admin/", "/admin/pages/usage/content_guides/guidepage/", "/admin/api/main/pages/",
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200, address
        page = response.content.decode()
        assert "dongshan" not in page, address


def test_the_chooser_names_no_draft_of_another_unit(places: dict[str, Any]) -> None:
    client, foreign = signed_in(places["qinghe"]["editor"]), places["dongshan"]["page"]
    folder = f"/admin/choose-page/{foreign.get_parent().pk}/"
    addresses = (folder, "/admin/choose-page/search/?q=正文")
    for address in addresses:
        assert "live-dongshan" in client.get(address).content.decode(), address
    foreign.unpublish()
    for address in addresses:
        page = client.get(address).content.decode()
        assert "live-qinghe" in page and "dongshan" not in page, address


def test_the_admin_refuses_by_403_and_lets_its_other_messages_through(
    places: dict[str, Any],
) -> None:
    client = signed_in(places["qinghe"]["editor"])
    refused = client.get("/admin/users/")
    assert refused.status_code == 403
    assert "没有这项权限" in refused.content.decode()
    assert "没有权限访问" not in client.get("/admin/").content.decode()
