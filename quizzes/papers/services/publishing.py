"""Putting a paper to use and taking it out of use."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.foundation.audit import services as audit
from portal.foundation.pagecache.services import purge
from portal.people.models import User
from quizzes.bank.models import Question, QuestionVersion
from quizzes.papers import selectors
from quizzes.papers.domain import assembly
from quizzes.papers.enums import Composition, VersionState
from quizzes.papers.models import Assessment, AssessmentVersion, PaperEntry, PublishedIsFixed
from quizzes.papers.services.errors import (
    NothingAsked,
    record,
    refuse_never_over,
    refuse_unfit,
)


def publish(*, version: AssessmentVersion, by: User) -> AssessmentVersion:
    """Freeze the draft and put it to use; the version before it is superseded, and who is
    in the middle of it finishes it. Publishing again is harmless.

    Raises NothingAsked, QuestionNotUsable, PoolTooSmall, NeverOver.
    """
    if version.state != VersionState.DRAFT:
        return version
    with transaction.atomic():
        entries, cells = _freeze(version)
        count = sum(cell.count for cell in cells)
        PaperEntry.objects.bulk_create(entries)
        _hold_in_pool(version)
        AssessmentVersion.objects.filter(
            assessment=version.assessment_id, state=VersionState.PUBLISHED
        ).update(state=VersionState.SUPERSEDED)
        changed = AssessmentVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT).update(
            state=VersionState.PUBLISHED,
            published_at=timezone.now(),
            published_by=by,
            question_count=count,
            total_mark=assembly.total_mark(cells),
        )
        if not changed:
            raise PublishedIsFixed(str(version))
        Assessment.objects.filter(pk=version.assessment_id).update(
            current_version=version, withdrawn_at=None
        )
        record(version, by, "quizzes.paper.published", questions=count)
        purge(reason="quizzes.paper.published")
    version.refresh_from_db()
    return version


def check(*, version: AssessmentVersion) -> None:
    """Raise what `publish` would refuse this draft for now. Nothing is written."""
    _freeze(version)


def _freeze(version: AssessmentVersion) -> tuple[list[PaperEntry], tuple[assembly.Cell, ...]]:
    """New pool rows of a blueprint (none for a fixed paper) and its cells, which were checked."""
    refuse_never_over(version.feedback, version.over_at)
    entries, cells = _chosen(version, timezone.localdate())
    if not any(cell.count for cell in cells):
        raise NothingAsked
    assembly.check(cells)
    return entries, cells


def _chosen(
    version: AssessmentVersion, today: date
) -> tuple[list[PaperEntry], tuple[assembly.Cell, ...]]:
    if version.composition == Composition.FIXED:
        asked = version.entries.filter(cell__isnull=True).values_list(
            "question_version__question_id", flat=True
        )
        refuse_unfit(version.assessment, set(asked), today)
        return [], selectors.paper_cells(version)
    pools = selectors.pools(version, today)
    entries = [
        PaperEntry(
            version=version,
            cell=cell,
            position=cell.position,
            question_version=candidate,
            mark=cell.mark,
            part=candidate.question.aim,
        )
        for cell, pool in pools
        for candidate in pool
    ]
    return entries, tuple(
        selectors.cell_of(cell.position, cell.count, cell.mark, _as_rows(pool))
        for cell, pool in pools
    )


def _hold_in_pool(version: AssessmentVersion) -> None:
    """Take the rows of what is asked, so that nobody moves a question to the other pool
    while the paper goes out."""
    asked = set(version.entries.values_list("question_version__question_id", flat=True))
    pool = version.assessment.pool
    if Question.objects.filter(pk__in=asked, pool=pool).update(pool=pool) != len(asked):
        refuse_unfit(version.assessment, asked, timezone.localdate())


def _as_rows(pool: Sequence[QuestionVersion]) -> list[selectors.Row]:
    return [
        selectors.Row(
            version_id=version.pk,
            kind=version.kind,
            options=version.options,
            part=version.question.aim,
        )
        for version in pool
    ]


def withdraw(*, assessment: Assessment, by: User) -> Assessment:
    """No new attempt starts; running ones are finished. Repeating is harmless."""
    with transaction.atomic():
        changed = Assessment.objects.filter(pk=assessment.pk, withdrawn_at__isnull=True).update(
            withdrawn_at=timezone.now()
        )
        if changed:
            audit.record(
                actor=by,
                action="quizzes.paper.withdrawn",
                target_key=f"paper:{assessment.slug}",
                unit_id=assessment.owner_unit_id,
            )
            purge(reason="quizzes.paper.withdrawn")
    assessment.refresh_from_db()
    return assessment
