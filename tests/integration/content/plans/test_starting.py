"""A draft of a long published text is made by the worker."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from content.plans.enums import VersionState
from content.plans.models import PlanVersion
from content.plans.services import corrections, starting


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


def test_after_a_worker_that_died_the_next_press_makes_it(
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
        press()
    assert drafts(long_version).count() == 1
