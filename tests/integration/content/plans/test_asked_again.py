"""Yes to a question is yes to what the question said, and steps that are over are said so."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanDocument, PlanVersion
from tests.samples.confirming import confirmed
from tests.samples.reviewed_plans import approved


@pytest.fixture
def draft(client, import_small, world):
    imported = import_small(publish=False, visibility="internal")
    approved(imported.version, world.editor, world.reviewer)
    client.force_login(world.reviewer)
    return imported


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_a_plan_asked_about_as_internal_is_not_published_as_public(client, draft):
    address = reverse("plans_desk:publish", args=[draft.version.pk])
    asked = client.post(address).context["asked"]
    services.change_document(document=draft.document, actor=None, visibility="public")
    again = client.post(address, {"confirmed": asked}, follow=True)
    assert said(again) == ["这一版还没有批准。送审以后，请没有参与的人批准。"]
    assert "改了登记里的标题或公开范围" in again.content.decode()
    assert PlanDocument.objects.get().current_version is None


def test_a_yes_to_another_comparison_is_asked_again(client, draft, import_small, small_text):
    text = small_text.replace("2次", "20次")
    newer = import_small(text, publish=False, slug=draft.document.slug)
    address = reverse("plans_desk:publish", args=[draft.version.pk])
    asked = client.post(address).context["asked"]
    services.publish_version(version=newer.version, actor=None)
    again = client.post(address, {"confirmed": asked})
    assert "你看过以后有了变化" in again.content.decode()
    assert PlanDocument.objects.get().current_version == newer.version


@pytest.mark.parametrize("sent", ["yes", "", "是", "0" * 64])
def test_a_yes_to_no_question_publishes_nothing(client, draft, sent):
    address = reverse("plans_desk:publish", args=[draft.version.pk])
    assert client.post(address, {"confirmed": sent}).status_code == 200
    assert PlanDocument.objects.get().current_version is None


def test_a_first_question_does_not_speak_of_changes(client, draft):
    page = client.post(reverse("plans_desk:publish", args=[draft.version.pk]))
    assert "有了变化" not in page.content.decode()


def test_the_version_in_force_is_neither_published_again_nor_offered_for_deletion(
    client, draft, world
):
    services.publish_version(version=draft.version, actor=None)
    again = client.post(reverse("plans_desk:publish", args=[draft.version.pk]), follow=True)
    assert said(again) == ["第 1 版已经是现行的一版。"]
    client.force_login(world.editor)
    deleted = client.post(reverse("plans_desk:discard", args=[draft.version.pk]), follow=True)
    assert said(deleted) == ["已发布的版本不能删除，只能发布新版本代替。"]


def test_a_draft_deleted_while_it_is_published_is_said_in_words(client, draft, monkeypatch):
    publish = services.publish_version

    def deleted_first(*, version, actor):
        services.discard_draft(version=PlanVersion.objects.get(pk=version.pk), actor=None)
        return publish(version=version, actor=actor)

    monkeypatch.setattr(services, "publish_version", deleted_first)
    answer = confirmed(client, reverse("plans_desk:publish", args=[draft.version.pk]))
    assert answer.url == reverse("plans_desk:list")
    assert said(client.get(answer.url)) == ["这份草稿刚被删掉了，没有发布。"]


def test_a_draft_of_a_plan_in_force_deleted_while_it_is_published_leaves_that_plan(
    import_small, small_text, world
):
    plan = import_small().document
    newer = import_small(small_text + "\n新的一段。\n", publish=False, slug=plan.slug)
    stale = PlanVersion.objects.get(pk=newer.version.pk)
    services.discard_draft(version=newer.version, actor=world.editor)
    with pytest.raises(services.PlanRefused, match="刚被删掉了"):
        services.publish_version(version=stale, actor=world.reviewer)
