"""The row of a passed result: the certificate, or what is still to be done for it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people.models import User
from quizzes.attempts.counting import counted_for
from quizzes.attempts.extras import Extra
from quizzes.attempts.models import Attempt
from quizzes.attempts.selectors import latest_run
from quizzes.certificates.enums import Outcome
from quizzes.certificates.models import Certificate
from quizzes.certificates.selectors import standing
from quizzes.certificates.services import is_waiting, outlook, waiting
from quizzes.certificates.telling import name_form


def rows(attempt: Attempt) -> list[Extra]:
    run = latest_run(attempt)
    decision = outlook(attempt=attempt, score_run=run, on=timezone.localdate()) if run else None
    if decision is None:
        return []
    if decision.certificate is not None:
        return [_held(decision.certificate, attempt)]
    if decision.outcome in (Outcome.NEEDS_NAME, Outcome.NEEDS_ADULT):
        person = attempt.person
        return [
            _still_to_do(
                needs_name=decision.outcome is Outcome.NEEDS_NAME,
                needs_adult=person is None or person.adult_confirmed_at is None,
            )
        ]
    if is_waiting(attempt):
        return [_still_to_do(needs_name=False, needs_adult=False)]
    return []


def waits_for(person: User) -> Extra | None:
    """The row of a certificate that was passed for and waits for its person; None where none
    does."""
    found = waiting(person=person)
    if found is None:
        return None
    return _still_to_do(needs_name=found.needs_name, needs_adult=found.needs_adult)


def _still_to_do(*, needs_name: bool, needs_adult: bool) -> Extra:
    """The name is written on the form where the age is confirmed too."""
    mine = reverse("certificates:mine")
    if needs_name:
        return Extra(
            url=name_form(mine),
            title=_("还差一步：填上姓名"),
            icon="certificate",
            meta=_("证书上印你的姓名；填好，再勾选“我已满 18 周岁”，马上发证")
            if needs_adult
            else _("证书上印你的姓名，填好马上发证"),
        )
    if needs_adult:
        return Extra(
            url=mine,
            title=_("还差一步：确认年满 18 周岁"),
            icon="certificate",
            meta=_("这类证书只发给成年人，确认后马上发证"),
        )
    return Extra(
        url=mine,
        title=_("有一张证书等你领取"),
        icon="certificate",
        meta=_("你已经考过，领取后马上生效"),
    )


def holding(attempt: Attempt) -> list[Extra]:
    """The certificate issued on this attempt as long as nobody has revoked it: voiding the
    attempt does not."""
    issued = Certificate.objects.filter(score_run__attempt=attempt, revocation=None)
    return [
        Extra(
            url=certificate.get_absolute_url(),
            title=_("证书 %(number)s") % {"number": certificate.number},
            icon="certificate",
            meta=standing(certificate, timezone.localdate()).words,
        )
        for certificate in issued
    ]


def _held(certificate: Certificate, attempt: Attempt) -> Extra:
    state = standing(certificate, timezone.localdate())
    words = [certificate.number, state.words]
    counts = counted_for(attempt)
    if certificate.score_run.attempt_id == attempt.pk != (counts and counts.attempt_id):
        # The page says above that the attempt does not count (any more).
        words.append(_("按这次当时的成绩发的，后来再考不改它"))
    return Extra(
        url=reverse("certificates:detail", args=[certificate.number]),
        title=_("证书：%(title)s") % {"title": certificate.facts["title"]},
        icon="certificate",
        meta=" · ".join(words),
    )
