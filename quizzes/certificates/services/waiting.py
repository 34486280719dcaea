"""Certificates that were passed for and wait: for a real name, for a word on the age, or for
their scheme."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.people.models import User
from quizzes.attempts.counting import counted
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, ScoreRun
from quizzes.attempts.selectors import latest_runs
from quizzes.certificates.domain import validity
from quizzes.certificates.enums import Outcome
from quizzes.certificates.models import Certificate, Scheme
from quizzes.certificates.services.issuing import decide


@dataclass(frozen=True, slots=True)
class Waiting:
    """At least one certificate waits; what the person still has to say for it."""

    needs_name: bool
    needs_adult: bool


def waiting(*, person: User) -> Waiting | None:
    """None where no certificate waits for the person."""
    schemes = [scheme for _run, scheme in _waiting(person)]
    if not schemes:
        return None
    return Waiting(
        needs_name=not person.full_name,
        needs_adult=person.adult_confirmed_at is None and any(one.adult_only for one in schemes),
    )


def is_waiting(attempt: Attempt) -> bool:
    """Whether this very pass is one that waits."""
    return any(run.attempt_id == attempt.pk for run, _scheme in _waiting(attempt.person))


@transaction.atomic
def confirm_adult(*, person: User) -> list[Certificate]:
    """Record that the person says to be 18 or older, and issue what was waiting for it."""
    User.objects.filter(pk=person.pk, adult_confirmed_at=None).update(
        adult_confirmed_at=timezone.now()
    )
    person.refresh_from_db(fields=["adult_confirmed_at"])
    return issue_waiting(person=person)


@transaction.atomic
def issue_waiting(*, person: User) -> list[Certificate]:
    """Issue what waits and can be issued by what is known of the person now."""
    issued = []
    for run, _scheme in _waiting(person):
        run.attempt.person = person
        decision = decide(attempt=run.attempt, score_run=run)
        if decision and decision.outcome is Outcome.ISSUED and decision.certificate:
            issued.append(decision.certificate)
    return issued


def _waiting(person: User) -> list[tuple[ScoreRun, Scheme]]:
    """Passes that nothing came of yet, with what they earn. Of several at one paper the
    certificate points to the one that counts, so that one comes first."""
    if person.erased_at is not None:
        return []
    runs = _passed_uncertified(person)
    schemes = {
        one.assessment_id: one
        for one in Scheme.objects.filter(
            active=True, assessment__in={run.attempt.assessment_id for run in runs}
        )
    }
    held = list(Certificate.objects.filter(person=person).select_related("revocation"))
    standing = counted(people=[person.pk], papers=set(schemes))
    passed = {paper for (_person, paper), each in standing.items() if each.passed}
    counting = {each.run_id for each in standing.values()}
    found = [
        (run, scheme)
        for run in runs
        if (scheme := schemes.get(run.attempt.assessment_id)) is not None
        and scheme.assessment_id in passed
        and not any(one.scheme_id == scheme.pk and _spends(one, run) for one in held)
    ]
    return sorted(found, key=lambda each: each[0].pk not in counting)


def _spends(held: Certificate, run: ScoreRun) -> bool:
    """Was the pass answered by this certificate: issued since, or standing when it was passed?
    Else a second pass of years ago would renew, or give back what was revoked."""
    passed_at = run.attempt.submitted_at or run.created_at
    if held.issued_at >= passed_at:
        return True
    status = validity.status_on(
        timezone.localdate(passed_at),
        held.term,
        revoked=held.is_revoked and held.revocation.recorded_at <= passed_at,
        renewal_days=held.facts.get("renewal_days", 0),
    )
    return status is validity.Status.VALID


def _passed_uncertified(person: User) -> list[ScoreRun]:
    """The scoring that stands of each attempt that passed, is not void and has no
    certificate."""
    certified = Certificate.objects.filter(score_run__attempt=OuterRef("attempt"))
    return list(
        latest_runs()
        .filter(
            ~Exists(certified),
            attempt__person=person,
            attempt__state=AttemptState.SCORED,
            passed=True,
        )
        .select_related("attempt__assessment_version", "attempt__unit", "attempt__person")
        .order_by("pk")
    )
