"""Reading attempts: the runner's pages, and what examiners see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from portal.foundation.audit.selectors import trail
from portal.foundation.audit.services import key_of
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.attempts.enums import AttemptState, ClosedReason, LateDecision
from quizzes.attempts.models import AnswerEvent, Attempt, AttemptItem, ItemScore, ScoreRun
from quizzes.attempts.reasons import ScoreReason
from quizzes.papers.domain import ending
from quizzes.papers.models import Assessment, AssessmentVersion


@dataclass(frozen=True, slots=True)
class Cell:
    """One question on the answer card."""

    number: int
    url: str
    state: str
    is_flagged: bool
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """They add up: answered + unanswered = all."""

    answered: int
    unanswered: int
    flagged: int
    unsent: int = 0

    @property
    def total(self) -> int:
        return self.answered + self.unanswered


def with_paper(queryset: QuerySet[Attempt]) -> QuerySet[Attempt]:
    return queryset.select_related("assessment", "assessment_version", "person")


def of_person(person: User) -> QuerySet[Attempt]:
    """Own attempts only, newest first."""
    return with_paper(Attempt.objects.filter(person=person)).order_by("-started_at", "-pk")


def runs_of(attempts: Collection[Attempt]) -> dict[int, ScoreRun]:
    """The last run of each that was scored, by the attempt's id."""
    return {run.attempt_id: run for run in latest_runs().filter(attempt__in=attempts)}


def by_public_id(public_id: UUID) -> Attempt | None:
    """None too for an attempt of somebody whose account was deleted: a page left open in a
    browser still holds its token, and must not add to what is kept of nobody."""
    known = Attempt.objects.filter(public_id=public_id, person__erased_at__isnull=True)
    return with_paper(known).first()


def item_at(attempt: Attempt, slot: int) -> AttemptItem | None:
    return (
        AttemptItem.objects.filter(attempt=attempt, slot=slot)
        .select_related("question_version")
        .first()
    )


def answer_card(attempt: Attempt, current: int | None = None) -> tuple[list[Cell], Counts]:
    """Cells of the answer card and their counts, in one query."""
    cells = [
        Cell(
            number=slot,
            url=reverse("attempts:question", args=[attempt.public_id, slot]),
            state="unanswered" if response is None else "answered",
            is_flagged=flagged,
            is_current=slot == current,
        )
        for slot, response, flagged in attempt.items.order_by("slot").values_list(
            "slot", "response", "flagged"
        )
    ]
    answered = sum(cell.state == "answered" for cell in cells)
    return cells, Counts(
        answered=answered,
        unanswered=len(cells) - answered,
        flagged=sum(cell.is_flagged for cell in cells),
    )


def latest_run(attempt: Attempt) -> ScoreRun | None:
    """The scoring that stands."""
    return attempt.score_runs.order_by("-number").first()


def latest_runs() -> QuerySet[ScoreRun]:
    """The scoring that stands, of every attempt."""
    newest = ScoreRun.objects.filter(attempt=OuterRef("attempt")).order_by("-number").values("pk")
    return ScoreRun.objects.filter(pk=Subquery(newest[:1]))


def attempts_left(attempts: Iterable[Attempt], allowed: int | None) -> int | None:
    """None when the number is not limited."""
    if allowed is None:
        return None
    used = sum(attempt.state != AttemptState.VOID for attempt in attempts)
    return max(0, allowed - used)


def voided_by(attempt: Attempt) -> tuple[str, datetime | None]:
    """Who voided it, "" where the account is gone, and when."""
    event = trail(key_of(attempt)).filter(action="quizzes.attempt.voided").first()
    if event is None or event.actor_public_id is None:
        return "", event.at if event else None
    person = User.objects.filter(public_id=event.actor_public_id).first()
    return (person.get_full_name() or person.username) if person else "", event.at


def visible_to_examiner(assessment: Assessment, examiner: User) -> QuerySet[Attempt]:
    """Attempts of people in the examiner's units, with their latest run, never his own.
    People without a unit belong to whoever owns the paper. `late_changed`: a late answer that
    was accepted changed the score."""
    units = rights.units_for(examiner, Action.ATTEMPT_REVIEW)
    mine = Q(unit__in=units)
    if assessment.owner_unit_id in units:
        mine |= Q(unit__isnull=True)
    run = ScoreRun.objects.filter(attempt=OuterRef("pk")).order_by("-number")
    before = (
        ScoreRun.objects.filter(attempt=OuterRef("attempt"), number__lt=OuterRef("number"))
        .order_by("-number")
        .values("score")
    )
    changed = (
        ScoreRun.objects.filter(attempt=OuterRef("pk"), reason=ScoreReason.LATE_ANSWER)
        .annotate(before=Subquery(before[:1]))
        .exclude(score=F("before"))
    )
    return (
        with_paper(Attempt.objects.filter(mine, assessment=assessment).exclude(person=examiner))
        .select_related("unit")
        .annotate(
            score=Subquery(run.values("score")[:1]),
            maximum=Subquery(run.values("maximum")[:1]),
            passed=Subquery(run.values("passed")[:1]),
            late_changed=Exists(changed),
        )
    )


def items_for_examiner(attempt: Attempt) -> QuerySet[AttemptItem]:
    """The questions of an attempt with what tells how its score came about: the version asked,
    the version whose key marked it last, how often it was answered and when last, without what
    came too late and does not count. Neither answers nor marks: together they would give the key
    away."""
    last = AnswerEvent.objects.filter(
        Q(applied_revision__isnull=False) | Q(review__decision=LateDecision.ACCEPTED),
        attempt=OuterRef("attempt"),
        slot=OuterRef("slot"),
    ).order_by("-pk")
    score = ItemScore.objects.filter(item=OuterRef("pk")).order_by("-run__number")
    return (
        AttemptItem.objects.filter(attempt=attempt)
        .annotate(
            asked_number=F("question_version__number"),
            key_number=Subquery(score.values("key_version__number")[:1]),
            answered_at=Subquery(last.values("server_time")[:1]),
            after_opening=Subquery(last.values("client_offset")[:1]),
        )
        .order_by("slot")
    )


def late_queue(assessment: Assessment, examiner: User) -> QuerySet[AnswerEvent]:
    """The last late answer to each question, attempt by attempt, if nobody has decided on it
    and it may still count (`Attempt.takes_late`). Everything else is kept and needs no
    decision: there is no score to change."""
    attempts = visible_to_examiner(assessment, examiner).filter(closed_reason=ClosedReason.DEADLINE)
    later = AnswerEvent.objects.filter(
        attempt=OuterRef("attempt"), slot=OuterRef("slot"), late=True, pk__gt=OuterRef("pk")
    )
    return (
        AnswerEvent.objects.filter(
            ~Exists(later),
            late=True,
            review__isnull=True,
            attempt__in=attempts.values("pk"),
            server_time__lte=F("attempt__submitted_at") + ending.LATE_LIMIT,
        )
        .select_related("attempt__person")
        .order_by("attempt_id", "slot")
    )


def late_until(person_id: int, question_ids: Collection[int], now: datetime) -> datetime | None:
    """Until when this person's late answers to one of these questions may still count, on
    whatever attempt the clock closed; None where none can any more."""
    last = Attempt.objects.filter(
        person=person_id,
        closed_reason=ClosedReason.DEADLINE,
        submitted_at__gte=now - ending.LATE_LIMIT,
        items__question_version__question__in=question_ids,
    ).aggregate(at=Max("submitted_at"))["at"]
    return last + ending.LATE_LIMIT if last else None


@dataclass(frozen=True, slots=True)
class Entrance:
    """What a person finds at the door of a paper. `version` is None while it is not offered."""

    assessment: Assessment
    version: AssessmentVersion | None
    past: tuple[Attempt, ...]
    left: int | None
    running: Attempt | None

    @property
    def next_number(self) -> int:
        return max((attempt.number for attempt in self.past), default=0) + 1


def entrance(person: User, slug: str) -> Entrance | None:
    """None for an unknown paper, and for a withdrawn one that this person is not sitting."""
    assessment = (
        Assessment.objects.filter(slug=slug).select_related("current_version", "owner_unit").first()
    )
    if assessment is None:
        return None
    past = tuple(Attempt.objects.filter(person=person, assessment=assessment).order_by("number"))
    running = next((attempt for attempt in past if attempt.is_open), None)
    offered = assessment.withdrawn_at is None
    version = assessment.current_version if offered else None
    if version is None and running is None:
        return None
    return Entrance(
        assessment=assessment,
        version=version,
        past=past,
        left=attempts_left(past, version.attempts_allowed if version else None),
        running=running,
    )
