"""Starting an attempt: one short transaction, seven statements at any length of paper."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Exists, Subquery
from django.utils import timezone

from portal.foundation.audit import services as audit
from portal.foundation.locks import hold
from portal.people import rights
from portal.people.models import User
from quizzes.attempts.bulk import insert_many
from quizzes.attempts.domain import timing
from quizzes.attempts.domain.lifecycle import OwnAttempt
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Accommodation, Attempt, AttemptItem
from quizzes.attempts.reasons import ExtraTimeReason
from quizzes.attempts.services.closing import close_if_due
from quizzes.papers.domain import assembly
from quizzes.papers.enums import Purpose
from quizzes.papers.models import Assessment, AssessmentVersion
from quizzes.papers.selectors import KEY_ACTIONS, opens_keys_to, paper_cells


class NotOffered(timing.CannotStart):
    """The paper is not published, was withdrawn, or does not exist."""


class NobodyLeft(timing.CannotStart):
    """The account was deleted while the page was on its way."""


@dataclass(frozen=True, slots=True)
class Started:
    """The attempt to go on with; `created` is false when it was there already."""

    attempt: Attempt
    created: bool


def start(
    *, person: User, slug: str, number: int | None = None, now: datetime | None = None
) -> Started:
    """Begin, or go on with, this person's attempt at a paper.

    `number` is the ordinal the page offered: a stale page sent again gives the attempt it
    made and never a new one. Raises NotOffered, SeesKeys, NotYetOpen, AlreadyClosed,
    NoAttemptsLeft, CoolingDown, NobodyLeft.
    """
    now = now or timezone.now()
    assessment = _assessment(slug, person)
    past = list(Attempt.objects.filter(person=person, assessment=assessment))
    running = _running(past, number, now)
    if running is not None:
        return Started(running, created=False)
    version = _offered(assessment)
    if person.is_superuser or assessment.has_office:  # type: ignore[attr-defined]  # annotated in _assessment
        check_keys(assessment, person)
    check(version, past, now)
    slots = assembly.assemble(
        paper_cells(version),
        seed=(seed := secrets.randbits(62)),
        shuffle_questions=version.shuffle_questions,
        shuffle_options=version.shuffle_options,
    )
    factor = Decimal(assessment.extra_time or "1")  # type: ignore[attr-defined]  # there too
    attempt = Attempt(
        person=person,
        unit_id=person.home_unit_id,
        assessment=assessment,
        assessment_version=version,
        number=max((attempt.number for attempt in past), default=0) + 1,
        seed=seed,
        state=AttemptState.OPEN,
        started_at=now,
        deadline_at=timing.deadline(
            now,
            limit_minutes=version.time_limit_minutes,
            factor=factor,
            window=window_of(version),
        ),
        extra_time=factor,
    )
    try:
        with transaction.atomic():
            # Deleting an account marks the row first: it waits for this, and voids what was begun,
            # or it was first, and nothing begins that nobody could hand in or clear of a name.
            if not hold(User.objects.filter(pk=person.pk, erased_at=None), by="full_name"):
                raise NobodyLeft(slug)
            _insert(attempt, slots)
    except IntegrityError:
        # A second tab or a double click was first; theirs is the attempt.
        first = Attempt.objects.filter(person=person, assessment=assessment).first()
        if first is None:
            raise
        return Started(first, created=False)
    return Started(attempt, created=True)


def check(version: AssessmentVersion, past: Sequence[Attempt], now: datetime) -> None:
    """Raise the reason for which no further attempt may start now, if there is one."""
    timing.check_window(window_of(version), now)
    timing.check_history(
        [
            timing.Past(
                number=attempt.number,
                ended_on=(
                    timezone.localdate(attempt.submitted_at) if attempt.submitted_at else None
                ),
            )
            for attempt in past
            if attempt.state != AttemptState.VOID
        ],
        allowed=version.attempts_allowed,
        cooldown_days=version.cooldown_days,
        today=timezone.localdate(now),
    )


def check_keys(assessment: Assessment, person: User) -> None:
    """Raise SeesKeys if the paper certifies and this person may read what is right in it.
    Practice is for everybody."""
    if assessment.purpose == Purpose.CERTIFICATION and opens_keys_to(assessment, person):
        raise timing.SeesKeys(assessment.slug)


def window_of(version: AssessmentVersion) -> timing.Window:
    return timing.Window(
        opens=version.window_opens,
        closes=version.window_closes,
        meaning=version.window_meaning,  # type: ignore[arg-type]  # choices of the field
    )


def _assessment(slug: str, person: User) -> Assessment:
    allowance = Accommodation.objects.filter(person=person).values("factor")
    found = (
        Assessment.objects.filter(slug=slug)
        .select_related("current_version")
        .annotate(
            extra_time=Subquery(allowance[:1]),
            # Rights take statements of their own; almost everybody who sits holds none.
            has_office=Exists(rights.people_with(KEY_ACTIONS).filter(pk=person.pk)),
        )
        .first()
    )
    if found is None:
        raise NotOffered(slug)
    return found


def _offered(assessment: Assessment) -> AssessmentVersion:
    if assessment.current_version is None or assessment.withdrawn_at is not None:
        raise NotOffered(assessment.slug)
    return assessment.current_version


def _running(past: Sequence[Attempt], number: int | None, now: datetime) -> Attempt | None:
    """The attempt that runs, or the one that this very page started before."""
    for attempt in past:
        if attempt.is_open:
            close_if_due(attempt=attempt, now=now)
        if attempt.is_open or attempt.number == number:
            return attempt
    return None


def _insert(attempt: Attempt, slots: Sequence[assembly.Slot]) -> None:
    attempt.save(force_insert=True)
    insert_many(
        [
            AttemptItem(
                attempt=attempt,
                slot=slot.number,
                question_version_id=slot.version_id,
                option_order=list(slot.option_order),
                max_mark=slot.mark,
                part=slot.part,
            )
            for slot in slots
        ]
    )
    audit.record(
        actor=attempt.person,
        action="quizzes.attempt.started",
        target=attempt,
        unit_id=attempt.unit_id,
        data={"number": attempt.number, "items": len(slots)},
    )


def allow_extra_time(
    *, person: User, factor: str, reason: ExtraTimeReason, by: User
) -> Accommodation:
    """Give a person more time from the next start on. Repeating changes nothing.

    Raises OwnAttempt, and ValueError for a reason that is no code.
    """
    if by.pk == person.pk:
        raise OwnAttempt("", factor)
    reason = ExtraTimeReason(reason)
    with transaction.atomic():
        allowance, _created = Accommodation.objects.update_or_create(
            person=person,
            defaults={
                "factor": factor,
                "reason": reason,
                "set_by": by,
                "set_at": timezone.now(),
            },
        )
        audit.record(
            actor=by,
            action="quizzes.attempt.extra_time_set",
            target=person,
            unit_id=person.home_unit_id,
            data={"factor": factor},
        )
    return allowance
