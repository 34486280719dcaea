"""A long draft whose corrections cannot be read in: somebody is told why, and how to go on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanDocument, Rereading
from content.plans.services import corrections
from content.plans.services.alone import Busy
from content.plans.services.originals import OriginalLost

WHY = "从原件读出的文字和这一版不同了。"


@pytest.fixture
def draft(import_small, monkeypatch):
    """A draft that counts as long; nobody asks a worker by himself."""
    monkeypatch.setattr(corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(corrections, "ask_worker", lambda waiting: None)
    return import_small(publish=False).version


@pytest.fixture
def correct(draft, world):
    def run(words="后实战", kind=Says.PARAGRAPH, **values):
        at = draft.original.index(words)
        return services.correct_draft(version=draft, actor=world.editor, at=at, kind=kind, **values)

    return run


def refuse(*_arguments):
    raise services.PlanRefused(WHY)


def again(times=1):
    return [services.read_again(waiting=Rereading.objects.get()) for _ in range(times)]


def asked_for(monkeypatch):
    asked = []
    monkeypatch.setattr(corrections, "ask_worker", asked.append)
    services.tend_rereadings(timezone.now() + timedelta(minutes=5))
    return asked


def proof(client, draft):
    return client.get(reverse("plans_desk:review", args=[draft.pk])).content.decode()


def test_a_refused_reading_is_tried_three_times_and_then_said(
    draft, correct, client, world, monkeypatch
):
    correct()
    client.force_login(world.editor)
    monkeypatch.setattr(corrections, "text_of", refuse)
    assert again(2) == [False, False]
    assert WHY not in proof(client, draft) and "正在按改正重新读" in proof(client, draft)
    assert len(asked_for(monkeypatch)) == 1
    again()
    page = proof(client, draft)
    assert f"改正没有读进去：{WHY}" in page and "正在按改正重新读" not in page
    assert asked_for(monkeypatch) == []
    with pytest.raises(services.PlanRefused, match="改正没有读进去，不能送审和发布"):
        services.publish_version(version=draft, actor=None)


def test_taking_the_unread_correction_back_frees_the_draft(draft, correct, world, monkeypatch):
    kept = correct("（二）工作原则", Says.JOIN)
    assert again() == [True]
    row = correct()
    monkeypatch.setattr(corrections, "text_of", refuse)
    again(3)
    assert Rereading.objects.get().is_given_up
    services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert not Rereading.objects.exists()
    services.publish_version(version=draft, actor=None)
    # What was read in is there and stands.
    assert list(draft.document.corrections.standing()) == [kept]
    assert not draft.clauses.filter(heading="工作原则").exists()


def test_taking_back_what_was_read_in_is_read_anew(draft, correct, world):
    row = correct()
    assert again() == [True]
    services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert Rereading.objects.exists()
    assert again() == [True]
    assert not draft.clauses.filter(text="后实战。").exists()


def test_another_correction_begins_anew(draft, correct, monkeypatch):
    correct()
    with monkeypatch.context() as patched:
        patched.setattr(corrections, "text_of", refuse)
        again(3)
    correct("二、主要", Says.HEADING, level=2)
    waiting = Rereading.objects.get()
    assert (waiting.tries, waiting.refusal) == (0, "")
    assert again() == [True]
    assert draft.clauses.filter(text="后实战。").exists()


def test_a_draft_that_cannot_be_read_can_be_thrown_away(draft, correct, world, monkeypatch):
    correct()
    monkeypatch.setattr(corrections, "text_of", refuse)
    again(3)
    services.discard_draft(version=draft, actor=world.editor)
    assert not Rereading.objects.exists() and not PlanDocument.objects.exists()


def busy(*_arguments):
    raise Busy


def away(*_arguments):
    raise services.PlanRefused("盘不在") from OriginalLost(for_now=True)


@pytest.mark.parametrize("passing", [busy, away])
def test_what_passes_by_itself_is_no_try(draft, correct, monkeypatch, passing):
    correct()
    with monkeypatch.context() as patched:
        patched.setattr(corrections, "text_of", passing)
        assert again(5) == [False] * 5
    waiting = Rereading.objects.get()
    assert (waiting.tries, waiting.refusal) == (0, "")
    assert len(asked_for(monkeypatch)) == 1
    assert again() == [True]


def test_a_text_on_which_three_readers_died_is_given_up(draft, correct, monkeypatch):
    def die(*_arguments):
        raise SystemExit

    correct()
    with monkeypatch.context() as patched:
        patched.setattr(corrections, "text_of", die)
        for _ in range(3):
            with pytest.raises(SystemExit):
                again()
    assert len(asked_for(monkeypatch)) == 1
    assert again() == [False]
    assert Rereading.objects.get().refusal == "这份文件读了 3 次都没读完。"
    assert asked_for(monkeypatch) == []


def test_what_is_taken_back_while_it_is_being_read_is_not_written(
    draft, correct, world, monkeypatch
):
    real, row = corrections.text_of, correct()

    def taken_back_meanwhile(version, said):
        parsed = real(version, said)
        services.undo_correction(version=draft, actor=world.editor, correction=row)
        return parsed

    monkeypatch.setattr(corrections, "text_of", taken_back_meanwhile)
    assert again() == [True]
    assert not Rereading.objects.exists()
    assert not draft.clauses.filter(text="后实战。").exists()
