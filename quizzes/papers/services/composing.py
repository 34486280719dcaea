"""Composing a draft: its policies, its fixed list, its blueprint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from content.taxonomy.models import Hazard
from portal.foundation.audit import services as audit
from portal.foundation.locks import ChangedMeanwhile, hold, hold_as_read
from portal.people.models import Unit, User
from quizzes.bank.enums import FeedbackPolicy
from quizzes.bank.models import Question
from quizzes.papers import selectors
from quizzes.papers.domain import ending
from quizzes.papers.enums import Composition, GradePolicy, Purpose, VersionState, WindowMeaning
from quizzes.papers.models import (
    Assessment,
    AssessmentVersion,
    BlueprintCell,
    PaperEntry,
    PublishedIsFixed,
)
from quizzes.papers.services.errors import (
    NothingChosen,
    OtherKindHeld,
    SlugTaken,
    record,
    refuse_never_over,
    refuse_unfit,
)


@dataclass(frozen=True, slots=True)
class Policies:
    """Timing and policies of a version. Field names are those of AssessmentVersion."""

    time_limit_minutes: int | None = None
    window_opens: datetime | None = None
    window_closes: datetime | None = None
    window_meaning: str = WindowMeaning.LAST_START
    pass_percent: Decimal = Decimal(60)
    attempts_allowed: int | None = None
    cooldown_days: int = 0
    shuffle_questions: bool = False
    shuffle_options: bool = True
    feedback: str = FeedbackPolicy.AFTER_SUBMIT
    grade_policy: str = GradePolicy.HIGHEST

    @property
    def over_at(self) -> datetime | None:
        return ending.over_at(
            closes=self.window_closes,
            hard_stop=self.window_meaning == WindowMeaning.HARD_STOP,
            limit_minutes=self.time_limit_minutes,
        )

    def as_fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class FixedQuestion:
    """A published question at its place of a fixed paper."""

    question: Question
    mark: Decimal


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A cell as composed: an empty aim, hazard or kind takes any."""

    count: int
    mark: Decimal
    aim: str = ""
    hazard: Hazard | None = None
    kind: str = ""


def create_assessment(
    *,
    by: User,
    owner_unit: Unit,
    slug: str,
    title: str,
    purpose: str = Purpose.PRACTICE,
    summary: str = "",
) -> Assessment:
    """A paper with an empty draft. The same person sending the same form again gets the same
    paper; another paper of that address raises SlugTaken."""
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                slug=slug,
                title=title,
                summary=summary,
                purpose=purpose,
                owner_unit=owner_unit,
                created_by=by,
            )
            AssessmentVersion.objects.create(assessment=assessment, number=1, created_by=by)
            audit.record(
                actor=by,
                action="quizzes.paper.created",
                target_key=f"paper:{slug}",
                unit_id=owner_unit.pk,
                data={"purpose": purpose},
            )
    except IntegrityError:
        existing = Assessment.objects.filter(
            slug=slug, title=title, owner_unit=owner_unit, created_by=by
        ).first()
        if existing is None:
            raise SlugTaken(slug) from None
        return existing
    return assessment


def open_draft(*, assessment: Assessment, by: User) -> AssessmentVersion:
    """The draft of a paper, begun as a copy of the published version if there is none."""
    draft = assessment.versions.filter(state=VersionState.DRAFT).first()
    if draft is not None:
        return draft
    try:
        with transaction.atomic():
            return _copy(assessment, by)
    except IntegrityError:
        return assessment.versions.get(state=VersionState.DRAFT)


def _copy(assessment: Assessment, by: User) -> AssessmentVersion:
    source = assessment.versions.order_by("-number").first()
    if source is None:
        draft = AssessmentVersion.objects.create(assessment=assessment, number=1, created_by=by)
    else:
        policies = {name: getattr(source, name) for name in Policies.__slots__}
        draft = AssessmentVersion.objects.create(
            assessment=assessment,
            number=source.number + 1,
            composition=source.composition,
            created_by=by,
            **policies,
        )
        _copy_content(source, draft)
    record(draft, by, "quizzes.paper.draft_opened")
    return draft


def _copy_content(source: AssessmentVersion, draft: AssessmentVersion) -> None:
    BlueprintCell.objects.bulk_create(
        BlueprintCell(
            version=draft,
            position=cell.position,
            aim=cell.aim,
            hazard_id=cell.hazard_id,
            kind=cell.kind,
            count=cell.count,
            mark=cell.mark,
        )
        for cell in source.cells.all()
    )
    entries = source.entries.filter(cell__isnull=True).select_related("question_version__question")
    # The copy asks what the bank says today; a retired question keeps its old wording here
    # and is named when the draft is published.
    PaperEntry.objects.bulk_create(
        PaperEntry(
            version=draft,
            position=entry.position,
            question_version_id=(
                entry.question_version.question.published_version_id or entry.question_version_id
            ),
            mark=entry.mark,
            part=entry.part,
        )
        for entry in entries
    )


def set_policies(
    *,
    version: AssessmentVersion,
    by: User,
    policies: Policies,
    was: Mapping[str, object] | None = None,
) -> None:
    """Change timing and policies of a draft. Raises PublishedIsFixed, NeverOver, and
    ChangedMeanwhile unless they still are what they `was` when the page was drawn."""
    refuse_never_over(policies.feedback, policies.over_at)
    with transaction.atomic():
        draft = _draft_of(version)
        hold_as_read(draft, was, by="composition")
        if not draft.update(**policies.as_fields()):
            raise PublishedIsFixed(str(version))
        record(version, by, "quizzes.paper.policies_set")
    version.refresh_from_db()


def compose_fixed(
    *,
    version: AssessmentVersion,
    by: User,
    questions: Sequence[FixedQuestion],
    gives_up_blueprint: bool = False,
    was: Sequence[object] | None = None,
) -> None:
    """Replace the content of a draft by this list. Raises PublishedIsFixed, NothingChosen,
    OtherKindHeld, QuestionNotUsable (with every question that cannot be asked today), and
    ChangedMeanwhile unless its contents still are what they `was` when the page was drawn."""
    refuse_unfit(
        version.assessment, {fixed.question.pk for fixed in questions}, timezone.localdate()
    )
    with transaction.atomic():
        _begin(version, Composition.FIXED, questions, was)
        if version.cells.exists() and not gives_up_blueprint:
            raise OtherKindHeld
        _empty(version)
        PaperEntry.objects.bulk_create(
            PaperEntry(
                version=version,
                position=position,
                question_version=fixed.question.published_version,
                mark=fixed.mark,
                part=fixed.question.aim,
            )
            for position, fixed in enumerate(questions, start=1)
        )
        record(version, by, "quizzes.paper.composed", questions=len(questions))
    version.refresh_from_db()


def compose_blueprint(
    *,
    version: AssessmentVersion,
    by: User,
    cells: Sequence[CellDraft],
    gives_up_list: bool = False,
    was: Sequence[object] | None = None,
) -> None:
    """Replace the content of a draft by this blueprint. Raises PublishedIsFixed, NothingChosen,
    OtherKindHeld, and ChangedMeanwhile as `compose_fixed` does."""
    with transaction.atomic():
        _begin(version, Composition.BLUEPRINT, cells, was)
        if version.entries.filter(cell__isnull=True).exists() and not gives_up_list:
            raise OtherKindHeld
        _empty(version)
        BlueprintCell.objects.bulk_create(
            BlueprintCell(
                version=version,
                position=position,
                aim=cell.aim,
                hazard=cell.hazard,
                kind=cell.kind,
                count=cell.count,
                mark=cell.mark,
            )
            for position, cell in enumerate(cells, start=1)
        )
        record(version, by, "quizzes.paper.composed", cells=len(cells))
    version.refresh_from_db()


def _draft_of(version: AssessmentVersion) -> QuerySet[AssessmentVersion]:
    return AssessmentVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT)


def _begin(
    version: AssessmentVersion,
    composition: str,
    chosen: Sequence[object],
    was: Sequence[object] | None,
) -> None:
    """Only a draft is composed, of something, and it is held from here on."""
    draft = _draft_of(version)
    hold(draft, by="composition")
    if (
        was is not None
        and selectors.contents_of(AssessmentVersion.objects.get(pk=version.pk)) != was
    ):
        raise ChangedMeanwhile
    if not draft.update(composition=composition):
        raise PublishedIsFixed(str(version))
    if not chosen:
        raise NothingChosen(composition)


def _empty(version: AssessmentVersion) -> None:
    PaperEntry.objects.filter(version=version).delete()
    BlueprintCell.objects.filter(version=version).delete()
