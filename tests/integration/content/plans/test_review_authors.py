"""Nobody approves what they wrote."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.domain.review import Part
from content.plans.models import PlanCorrection, PlanVersion, ReviewRound
from content.plans.review_states import RoundState
from content.plans.selectors.review import authors_of, deciders_of
from content.plans.services import PlanRefused
from tests.samples.reviewed_plans import asked, correct, hide, published


def test_whoever_imported_or_asked_does_not_approve(import_small, colleague, world):
    imported = import_small(publish=False)
    PlanVersion.objects.filter(pk=imported.version.pk).update(imported_by=colleague)
    version = PlanVersion.objects.get()
    held = asked(version, world.editor)
    for author in (colleague, world.editor):
        with pytest.raises(PlanRefused, match="不能自己批准"):
            services.approve(round=ReviewRound.objects.get(), actor=author)
    assert ReviewRound.objects.get().state == RoundState.ASKED
    assert services.approve(round=held, actor=world.reviewer).state == RoundState.APPROVED


@pytest.mark.parametrize("edit", [correct, hide])
def test_whoever_edited_before_it_was_sent_in_does_not_approve(draft, colleague, world, edit):
    edit(draft, colleague)
    held = asked(draft, world.editor)
    with pytest.raises(PlanRefused, match="不能自己批准"):
        services.approve(round=held, actor=colleague)
    with pytest.raises(PlanRefused, match="不能自己批准"):
        services.approve_and_publish(round=held, actor=colleague)
    assert colleague not in deciders_of(draft, authors_of(draft))


def test_whoever_took_a_correction_back_wrote_as_well(draft, colleague, world):
    row = correct(draft, world.editor)
    services.undo_correction(version=draft, actor=colleague, correction=row)
    assert authors_of(draft)[colleague.pk] == {Part.CORRECTED}


def test_what_was_published_before_was_reviewed_then(import_small, small_text, colleague, world):
    first = import_small(publish=False)
    correct(first.version, colleague)
    published(first.version, world.editor, world.reviewer)
    text = small_text.replace("2次", "20次")
    second = import_small(text, publish=False, slug=first.document.slug).version
    assert colleague.pk not in authors_of(second)
    hide(second, colleague)
    assert authors_of(second)[colleague.pk] == {Part.JUDGED}


def test_the_database_refuses_a_decision_by_whoever_asked(draft, world):
    held = asked(draft, world.editor)
    rounds = ReviewRound.objects.filter(pk=held.pk)
    now = timezone.now()
    for values in (
        {"state": "approved", "decided_by": world.editor, "decided_at": now},
        {"state": "approved"},
        {"state": "returned", "decided_by": world.reviewer, "decided_at": now},
        {"state": "withdrawn"},
        {"state": "void", "ended_at": now},
        {"state": "published"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rounds.update(**values)


def test_what_has_ended_and_what_was_published_on_is_kept_by_the_database(draft, world):
    held = services.withdraw(round=asked(draft, world.editor), actor=world.editor)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewRound.objects.filter(pk=held.pk).update(ended_by=world.reviewer)
    published(draft, world.editor, world.reviewer)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewRound.objects.filter(version=draft).update(fingerprint="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewRound.objects.filter(version=draft).delete()


def test_whoever_changed_title_or_reach_in_the_register_does_not_approve(draft, colleague, world):
    services.change_document(document=draft.document, actor=colleague, issuer="县应急管理局")
    assert colleague.pk not in authors_of(draft)
    services.change_document(document=draft.document, actor=colleague, visibility="internal")
    services.change_document(document=draft.document, actor=world.editor, visibility="public")
    assert authors_of(draft)[colleague.pk] == {Part.REGISTERED}
    held = asked(draft, world.editor)
    with pytest.raises(PlanRefused, match="不能自己批准"):
        services.approve(round=held, actor=colleague)


def test_a_correction_made_on_a_draft_that_came_to_nothing_is_still_its_authors_in_the_next(
    import_small, small_text, colleague, world
):
    first = import_small()
    idle = import_small(
        small_text.replace("2次", "3次"), publish=False, slug=first.document.slug
    ).version
    other = import_small(
        small_text.replace("2次", "4次"), publish=False, slug=first.document.slug
    ).version
    correct(idle, colleague)
    published(other, world.editor, world.reviewer)
    later = import_small(
        small_text.replace("2次", "5次"), publish=False, slug=first.document.slug
    ).version
    assert authors_of(later)[colleague.pk] == {Part.CORRECTED}
    published(later, world.editor, world.reviewer)
    last = import_small(
        small_text.replace("2次", "6次"), publish=False, slug=first.document.slug
    ).version
    assert colleague.pk not in authors_of(last)


@pytest.fixture
def as_kept_once():
    """Corrections as they were kept before their draft was, and the migration that finds it."""
    migration = import_module("content.plans.migrations.0033_corrections_know_their_draft")

    def run():
        PlanCorrection.objects.update(made_on=None, withdrawn_on=None)
        yield
        migration.tell(apps, None)

    return run


def test_an_old_correction_in_a_published_text_is_no_work_on_the_next(
    import_small, small_text, colleague, world, as_kept_once
):
    first = import_small(publish=False)
    row = correct(first.version, colleague)
    published(first.version, world.editor, world.reviewer)
    text = small_text.replace("2次", "20次")
    second = import_small(text, publish=False, slug=first.document.slug).version
    for _migrated in as_kept_once():
        assert colleague.pk in authors_of(second)
    assert colleague.pk not in authors_of(second)
    row.refresh_from_db()
    assert row.made_on == first.version


def test_an_old_correction_of_a_draft_that_is_gone_still_counts(
    import_small, small_text, colleague, world, as_kept_once
):
    first = import_small()
    text = small_text.replace("2次", "20次")
    gone = import_small(text, publish=False, slug=first.document.slug).version
    correct(gone, colleague)
    services.discard_draft(version=gone, actor=world.editor)
    later = import_small(text + "\n附：无", publish=False, slug=first.document.slug).version
    assert later.number == gone.number
    for _migrated in as_kept_once():
        pass
    assert PlanCorrection.objects.get().made_on is None
    assert colleague.pk in authors_of(later)


def test_an_old_withdrawal_knows_its_draft_whether_undone_or_said_anew(
    draft, colleague, world, as_kept_once
):
    undone = correct(draft, world.editor)
    services.undo_correction(version=draft, actor=colleague, correction=undone)
    anew = correct(draft, world.editor)
    at = draft.original.index("二、主要任务")
    services.correct_draft(
        version=draft, actor=colleague, kind=CorrectionKind.HEADING, at=at, level=2
    )
    for _migrated in as_kept_once():
        pass
    for row in (undone, anew):
        row.refresh_from_db()
        assert row.withdrawn_on == draft
