"""No address of the admin that names a page of another unit tells anything of its draft."""

import pytest
from django.urls import get_resolver, reverse

from content.guides.models import GuidePage
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.integration.content.pages.test_admin_screens import open_door, signed_in
from tests.samples import pages as samples
from tests.samples.guide_form import form

pytestmark = pytest.mark.django_db
__all__ = ["open_door"]

SECRET = "还没公开的标题"


def addresses(page, *, other):
    """Each address of Wagtail's that names a page, of this one; numbers beside it name what
    hangs on it, `other` the page to move it under."""
    task, revision = page.current_workflow_task_state, page.latest_revision
    values = {
        "page_id": page.pk, "page_to_move_id": page.pk, "destination_id": other.pk,
        "parent_page_id": other.pk, "task_id": task.task_id, "task_state_id": task.pk,
        "action_name": "approve", "revision_id": revision.pk, "revision_id_a": "live",
        "revision_id_b": "latest", "workflow_state_id": task.workflow_state_id,
    }  # fmt: skip
    *_, resolver = get_resolver().namespace_dict["wagtailadmin_pages"]
    for name, forms in resolver.reverse_dict.lists():
        wanted = forms[0][0][0][1]
        if isinstance(name, str) and {"page_id", "page_to_move_id"} & set(wanted):
            kwargs = {one: values[one] for one in wanted}
            yield reverse(f"wagtailadmin_pages:{name}", kwargs=kwargs)


@pytest.fixture
def draft(world):
    """A guide of the town that waits for its review."""
    folder = samples.guides(samples.home())
    data = {**form(SECRET, unit=world.town.pk), "action-submit": "1"}
    signed_in(world.editor).post(f"/admin/pages/add/content_guides/guidepage/{folder.pk}/", data)
    return GuidePage.objects.get(slug="flood")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("waits", [True, False])
def test_nobody_of_another_unit_reads_the_title_of_a_draft(world, draft, role, method, waits):
    every = list(addresses(draft, other=draft.get_parent()))
    assert len(every) > 20
    if not waits:
        draft.current_workflow_state.cancel(user=world.editor)
    client = signed_in(make_person("dongshan", "东山的人", world.other_town, role))
    for address in every:
        answer = getattr(client, method)(address)
        assert answer.status_code == 403 and SECRET not in answer.content.decode(), address
    # What the next page would say of all of them.
    assert SECRET not in client.get("/admin/").content.decode()
    for address in (
        "usage/content_guides/guidepage/",
        "search/?q=标题",
        f"{draft.get_parent().pk}/",
    ):
        assert SECRET not in client.get(f"/admin/pages/{address}").content.decode(), address


def test_who_works_in_the_unit_still_reads_it(world, draft):
    client = signed_in(world.reviewer)
    task = draft.current_workflow_task_state
    preview = reverse("wagtailadmin_pages:workflow_preview", args=[draft.pk, task.task_id])
    answer = client.get(preview)
    assert answer.status_code == 200 and answer.context["page"].title == SECRET
