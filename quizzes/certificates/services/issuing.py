"""Issuing certificates: what a passed attempt earns."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from portal.foundation.audit.services import record
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from quizzes.attempts.counting import counted_for
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, ScoreRun
from quizzes.certificates.domain import numbers, validity
from quizzes.certificates.enums import Outcome
from quizzes.certificates.models import Certificate, Scheme, SerialCounter


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a passed attempt; `certificate` is the one issued or already held."""

    outcome: Outcome
    certificate: Certificate | None = None


def decide(*, attempt: Attempt, score_run: ScoreRun, on: date | None = None) -> Decision | None:
    """Issue what a scored attempt earns. None where it earns nothing: it did not pass, or
    what counts by the paper's policy is another result and a failure.

    Called in the transaction that scores. An attempt earns at most one certificate, and a
    person holds at most one standing certificate of a scheme outside its renewal window.
    Nothing is taken back here: that is a revocation, and a decision for people.
    """
    day = on or timezone.localdate()
    decision = outlook(attempt=attempt, score_run=score_run, on=day)
    if decision is None or decision.outcome is not Outcome.ISSUED or decision.certificate:
        return decision
    scheme = _scheme_of(attempt)
    return Decision(Outcome.ISSUED, _issue(scheme, attempt, score_run, day)) if scheme else None


def outlook(*, attempt: Attempt, score_run: ScoreRun, on: date) -> Decision | None:
    """What `decide` would say, without issuing: ISSUED without a certificate is one to come."""
    if not score_run.passed:
        return None
    earned = (
        Certificate.objects.filter(score_run__attempt=attempt).select_related("revocation").first()
    )
    if earned is not None:
        return Decision(Outcome.ALREADY_HELD, earned)
    scheme = _scheme_of(attempt)
    person = attempt.person
    if scheme is None or person.erased_at is not None or not _result_stands(attempt):
        return None
    if not person.full_name:
        return Decision(Outcome.NEEDS_NAME)
    if scheme.adult_only and person.adult_confirmed_at is None:
        return Decision(Outcome.NEEDS_ADULT)
    held = (
        Certificate.objects.filter(scheme=scheme, person=person)
        .valid_on(on)
        .select_related("revocation")
        .order_by("-valid_to")
        .first()
    )
    if held is not None and held.status_on(on) is validity.Status.VALID:
        return Decision(Outcome.ALREADY_HELD, held)
    return Decision(Outcome.ISSUED)


def _result_stands(attempt: Attempt) -> bool:
    """The attempt is not void, and what counts of all the person sat is a pass.

    The passed attempt itself need not be the one that counts: who renews by passing with less
    than the first time, under "highest", still renews. Under "first" a first failure stands,
    under "latest" the last one.
    """
    if attempt.state == AttemptState.VOID:
        return False
    standing = counted_for(attempt)
    return standing is not None and standing.passed


def _scheme_of(attempt: Attempt) -> Scheme | None:
    return (
        Scheme.objects.filter(assessment_id=attempt.assessment_id, active=True)
        .select_related("issuer", "assessment")
        .first()
    )


def _issue(scheme: Scheme, attempt: Attempt, score_run: ScoreRun, day: date) -> Certificate:
    person = attempt.person
    held = validity.term(day, scheme.validity_months)
    # Of those of a scheme that begin on a day one stands: each that was revoked makes room.
    revoked = Certificate.objects.filter(
        scheme=scheme, person=person, valid_from=held.first, revocation__isnull=False
    )
    of_the_day = revoked.count() + 1
    try:
        with transaction.atomic():
            certificate = Certificate.objects.create(
                number=_next_number(scheme.prefix, day.year),
                scheme=scheme,
                person=person,
                holder_name=person.full_name,
                unit=attempt.unit,
                score_run=score_run,
                facts=_facts(scheme, attempt, score_run, held),
                valid_from=held.first,
                valid_to=held.last,
                of_the_day=of_the_day,
            )
    except IntegrityError:
        # A neighbour certified this run, or this person today, between our look and our insert.
        return Certificate.objects.get(
            Q(score_run=score_run)
            | Q(scheme=scheme, person=person, valid_from=held.first, of_the_day=of_the_day)
        )
    record(
        actor=person,
        action="quizzes.certificate.issued",
        target=certificate,
        unit_id=certificate.caring_unit_id,
        data={"number": certificate.number, "scheme": scheme.slug},
    )
    send(
        to=person,
        template="quizzes/certificates/issued",
        context={"title": scheme.title, "number": certificate.number},
        channels=[Channel.INBOX],
        key=f"certificate:{certificate.number}",
        link=reverse("certificates:mine"),
    )
    return certificate


def _next_number(prefix: str, year: int) -> str:
    SerialCounter.objects.get_or_create(prefix=prefix, year=year)
    counter = SerialCounter.objects.filter(prefix=prefix, year=year)
    # The row stays locked until this transaction ends, so the value read is ours alone.
    counter.update(last=F("last") + 1)
    return numbers.compose(prefix, year, counter.values_list("last", flat=True).get())


def _facts(
    scheme: Scheme, attempt: Attempt, run: ScoreRun, held: validity.Term
) -> dict[str, object]:
    return {
        "heading": scheme.heading,
        "title": scheme.title,
        "kind": scheme.kind,
        "entitles": scheme.entitles,
        "issuer": scheme.issuer.name,
        "renewal_days": scheme.renewal_days,
        "validity_months": scheme.validity_months,
        "adult_only": scheme.adult_only,
        "paper": scheme.assessment.title,
        "paper_version": attempt.assessment_version.number,
        "attempt": str(attempt.public_id),
        "score": str(run.score),
        "maximum": str(run.maximum),
        "percent": str(run.percent),
        "pass_percent": str(run.pass_percent),
        "score_run": run.number,
        "passed_on": timezone.localdate(attempt.submitted_at).isoformat(),
        "valid_from": held.first.isoformat(),
        "valid_to": held.last.isoformat(),
    }
