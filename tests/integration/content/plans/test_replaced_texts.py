"""A text that a document had once comes in again: its person says what is meant, and sees it."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans.enums import Status
from content.plans.models import Intake, PlanDocument, PlanVersion
from tests.samples.reviewed_plans import approved


def words(response):
    return BeautifulSoup(response.content.decode().replace("<wbr>", ""), "html.parser").get_text()


@pytest.fixture
def paste(client, world, small_text):
    """The small plan in the upload form, with what is typed beside it."""
    client.force_login(world.editor)

    def run(**typed):
        form = {"owner_unit": world.town.pk, "token": str(uuid.uuid4()), "text": small_text}
        return client.post(reverse("plans_desk:upload"), {**form, **typed})

    return run


@pytest.fixture
def replaced(import_small, small_text):
    """The small plan, of which another text is in force."""
    plan = import_small().document
    import_small(small_text.replace("2次", "20次"), slug=plan.slug)
    plan.refresh_from_db()
    return plan


@pytest.mark.parametrize("status", [Status.IN_FORCE, Status.HISTORIC])
@pytest.mark.parametrize("typed", [{}, {"title": "青河镇另一份方案", "kind": "scheme"}])
def test_nothing_becomes_a_version_of_a_document_that_nobody_named(
    client, paste, replaced, status, typed
):
    PlanDocument.objects.update(status=status)
    asked = paste(**typed)["Location"]
    assert asked == reverse("plans_desk:intake", args=[Intake.objects.get().public_id])
    page = words(client.get(asked))
    assert "从前的一版一个字不差" in page and "从前一版的全文" in page
    assert f"作为《{replaced}》" in page and str(status.label) in page
    assert ("种类照登记的“工作计划”" in page) == bool(typed)
    assert replaced.versions.count() == 2


def test_what_is_said_to_be_another_document_gets_what_was_typed(client, paste, replaced):
    asked = paste(title="青河镇另一份方案", kind="scheme")["Location"]
    client.post(asked, {"apart": "1"})
    other = PlanDocument.objects.exclude(pk=replaced.pk).get()
    assert (other.title, other.kind) == ("青河镇另一份方案", "scheme")
    assert Intake.objects.get().state == "done" and replaced.versions.count() == 2


@pytest.mark.parametrize("chosen", ["when asked", "at once"])
def test_a_replaced_text_comes_back_to_the_document_that_was_chosen(
    client, world, paste, replaced, chosen
):
    if chosen == "at once":
        draft = paste(document=replaced.pk, title="改了名的计划")["Location"]
    else:
        asked = paste(title="改了名的计划")["Location"]
        draft = client.post(asked, {"document": replaced.slug})["Location"]
    version = PlanVersion.objects.get(number=3)
    assert draft == reverse("plans_desk:review", args=[version.pk])
    page = words(client.get(draft))
    assert f"《{replaced}》第 3 版" in page and "文字和第 1 版一样" in page
    assert f"《{replaced}》改名为《改了名的计划》" in page
    approved(version, world.editor, world.reviewer)
    client.force_login(world.reviewer)
    question = words(client.post(reverse("plans_desk:publish", args=[version.pk])))
    assert "换回从前的文字" in question and "改为这一版的" in question


def test_whatever_else_has_the_title_is_asked_about_as_well(client, paste, replaced, import_small):
    other = import_small("青河镇另一份方案\n\n一、总则\n\n（一）目的。防汛。\n").document
    page = words(client.get(paste(title=other.title)["Location"]))
    assert f"作为《{replaced}》" in page and f"作为《{other}》" in page


def test_a_kind_that_the_next_version_would_not_get_is_refused_by_name(paste, replaced):
    refused = paste(document=replaced.pk, kind="scheme")
    assert refused.status_code == 422
    assert "新的一版用登记的种类“工作计划”" in words(refused)
    assert paste(document=replaced.pk, kind="work_plan").status_code == 302
