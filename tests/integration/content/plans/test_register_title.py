"""The title is an entry of the register: it is changed there, and drafts go by it."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanDocument, ReviewRound
from content.plans.selectors.review import authors_of
from tests.integration.content.plans.test_register_form import as_drawn
from tests.samples.reviewed_plans import asked, published

pytestmark = pytest.mark.django_db

NEW = "安澜县应急演练工作计划（2026—2028年）修订"


@pytest.fixture
def send(client, world):
    def run(plan, by=world.editor, **typed):
        client.force_login(by)
        address = reverse("plans_desk:change", args=[plan.slug])
        return client.post(address, as_drawn(client.get(address)) | typed)

    return run


def test_a_title_typed_in_the_register_is_that_of_the_draft_and_stays_when_it_is_published(
    send, import_small, world
):
    draft = import_small(publish=False).version
    held, key = asked(draft, world.editor), draft.title_key
    assert send(draft.document, title=f" {NEW}\u200b").status_code == 302
    draft.refresh_from_db()
    assert draft.title == PlanDocument.objects.get().title == NEW
    assert draft.title_key == key, "the same paper brought again is still found by its title"
    assert ReviewRound.objects.get(pk=held.pk).state == "void"
    assert world.editor.pk in authors_of(draft)
    published(draft, world.editor, world.reviewer)
    assert PlanDocument.objects.get().title == NEW


def test_the_title_of_a_plan_in_force_is_changed_only_by_who_may_also_publish(
    send, client, import_small, world
):
    plan = import_small().document
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:change", args=[plan.slug]))
    assert page.context["form"].fields["title"].disabled and "也能发布" in page.content.decode()
    assert send(plan, title=NEW, issuer="青河镇人民政府办公室").status_code == 302
    stored = PlanDocument.objects.get()
    assert (stored.title, stored.issuer) == (plan.title, "青河镇人民政府办公室")
    with pytest.raises(services.PlanRefused, match="也能发布") as refused:
        services.change_document(document=plan, actor=world.editor, title=NEW)
    assert refused.value.field == "title" and PlanDocument.objects.get().title != NEW


def test_what_is_published_keeps_its_title_and_so_does_a_draft_that_names_itself_otherwise(
    send, import_small, small_text, world
):
    first = import_small()
    other = import_small(
        small_text.replace("安澜县应急演练", "安澜县综合演练"), publish=False,
        slug=first.document.slug,
    ).version  # fmt: skip
    assert send(first.document, world.administrator, title=NEW).status_code == 302
    assert PlanDocument.objects.get().title == NEW
    for version in (first.version, other):
        before = version.title
        version.refresh_from_db()
        assert version.title == before != NEW


def test_the_next_correction_goes_by_the_title_that_the_register_has_by_now(import_small, world):
    first = import_small()
    services.change_document(document=first.document, actor=world.administrator, title=NEW)
    draft = services.draft_of_published(version=first.version, actor=world.editor)
    assert draft.title == NEW
    published(draft, world.editor, world.reviewer)
    assert PlanDocument.objects.get().title == NEW


@pytest.mark.parametrize("typed", ["", " \u3000", "\u200b", "长" * 201])
def test_a_title_that_is_none_is_not_saved(send, import_small, typed):
    plan = import_small(publish=False).document
    assert send(plan, title=typed).status_code == 422
    assert PlanDocument.objects.get().title == plan.title
