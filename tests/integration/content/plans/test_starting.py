"""A draft of a long published text is made by the worker."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.enums import VersionState
from content.plans.models import PlanVersion, Rereading
from content.plans.services import corrections, starting
from content.plans.services.alone import Busy
from tests.integration.content.plans.conftest import SMALL
from tests.samples.reviewed_plans import published


@pytest.fixture
def long_version(import_small, monkeypatch):
    version = import_small().version
    monkeypatch.setattr(corrections, "READ_AT_ONCE", 10)
    return version


@pytest.fixture
def press(client, world, long_version):
    client.force_login(world.editor)
    address = reverse("plans_desk:start_correction", args=[long_version.pk])

    def run():
        answer = client.post(address)
        return answer.url, [str(one) for one in get_messages(answer.wsgi_request)]

    return run


def drafts(version):
    return PlanVersion.objects.filter(document=version.document_id, state=VersionState.DRAFT)


def test_the_request_only_asks_and_the_worker_makes_it(
    press, long_version, django_capture_on_commit_callbacks
):
    review = reverse("plans_desk:review", args=[long_version.pk])
    with django_capture_on_commit_callbacks() as asked:
        url, said = press()
        assert url == review and "一两分钟" in said[-1]
        assert not drafts(long_version).exists()
    for one in asked:
        one()
    draft = drafts(long_version).get()
    assert draft.original == long_version.original and draft.imported_by is not None
    assert press()[0] == reverse("plans_desk:review", args=[draft.pk]) + "#proof"


def test_asked_for_twice_it_is_one_draft(press, long_version, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        press()
        press()
    assert drafts(long_version).count() == 1


def test_after_a_worker_that_died_the_clock_has_it_made(
    press, long_version, monkeypatch, django_capture_on_commit_callbacks
):
    begin = starting.begin_version

    def dies(**said):
        raise MemoryError

    monkeypatch.setattr(starting, "begin_version", dies)
    with django_capture_on_commit_callbacks(execute=True):
        press()
    assert not drafts(long_version).exists()
    monkeypatch.setattr(starting, "begin_version", begin)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.tend_rereadings(timezone.now() + timedelta(minutes=5)) == 1
    assert drafts(long_version).count() == 1
    assert not Rereading.objects.exists()


def test_pressed_again_while_it_waits_nothing_more_is_queued(
    press, long_version, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as asked:
        for _ in range(3):
            press()
    assert len(asked) == 1


def refuse(*_arguments):
    raise services.PlanRefused("原件读出的文字不同了。")


def test_what_the_worker_is_refused_stands_on_the_page_and_the_next_press_tries_anew(
    client, press, long_version, monkeypatch, django_capture_on_commit_callbacks
):
    with monkeypatch.context() as patched:
        patched.setattr(starting, "text_of", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            url, _said = press()
    page = client.get(url).content.decode()
    assert "草稿没有做成：原件读出的文字不同了。" in page and "正在做改正用的草稿" not in page
    with django_capture_on_commit_callbacks(execute=True):
        press()
    assert drafts(long_version).count() == 1
    assert "草稿没有做成" not in client.get(url).content.decode()


def test_a_text_whose_draft_was_refused_can_be_put_in_force_again(
    press, long_version, world, import_small, monkeypatch, django_capture_on_commit_callbacks
):
    newer = SMALL.replace("组织2次", "组织3次")
    plan = import_small(newer, slug=long_version.document.slug).document
    monkeypatch.setattr(starting, "text_of", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        press()
    assert Rereading.objects.get().version == long_version and plan.current_version != long_version
    assert services.publish_version(version=long_version, actor=world.administrator)
    plan.refresh_from_db()
    assert plan.current_version == long_version


def test_that_the_original_is_gone_is_said_at_once_and_nobody_is_asked(
    client, world, send, small_text, monkeypatch
):
    send(small_text.encode())
    version = PlanVersion.objects.get()
    published(version, world.editor, world.reviewer)
    version.upload.file.storage.delete(version.upload.file.name)
    monkeypatch.setattr(corrections, "READ_AT_ONCE", 10)
    with pytest.raises(services.PlanRefused):
        services.ask_for_draft(version=PlanVersion.objects.get(pk=version.pk), actor=world.editor)
    assert not Rereading.objects.exists()


def test_a_lock_held_for_long_is_waited_for_by_the_clock(
    client, press, long_version, monkeypatch, django_capture_on_commit_callbacks
):
    def busy(*_arguments):
        raise Busy

    with monkeypatch.context() as patched:
        patched.setattr(starting, "text_of", busy)
        with django_capture_on_commit_callbacks(execute=True):
            url, _said = press()
    assert "正在做改正用的草稿" in client.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.tend_rereadings(timezone.now() + timedelta(minutes=5))
    assert drafts(long_version).count() == 1


@pytest.mark.parametrize("lost", ["office", "account"])
def test_nothing_is_made_in_the_name_of_somebody_who_may_not_any_more(
    press, long_version, world, lost, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as asked:
        press()
    if lost == "office":
        world.editor.memberships.all().delete()
    else:
        type(world.editor).objects.filter(pk=world.editor.pk).update(is_active=False)
    for one in asked:
        one()
    assert not drafts(long_version).exists()
    assert "现在不能编辑" in Rereading.objects.get().refusal
