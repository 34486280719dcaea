"""The row of a passed result: the certificate, or what is still to be done for it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.extras import Extra
from quizzes.attempts.models import Attempt
from quizzes.attempts.selectors import latest_run
from quizzes.certificates.enums import Outcome
from quizzes.certificates.models import Certificate
from quizzes.certificates.selectors import standing
from quizzes.certificates.services import outlook
from quizzes.certificates.telling import name_form


def rows(attempt: Attempt) -> list[Extra]:
    run = latest_run(attempt)
    decision = outlook(attempt=attempt, score_run=run, on=timezone.localdate()) if run else None
    if decision is None:
        return []
    if decision.certificate is not None:
        return [_held(decision.certificate)]
    if decision.outcome is Outcome.NEEDS_NAME:
        return [
            Extra(
                url=name_form(reverse("certificates:mine")),
                title=_("还差一步：填上姓名"),
                icon="certificate",
                meta=_("证书上印你的姓名，填好马上发证"),
            )
        ]
    if decision.outcome is Outcome.NEEDS_ADULT:
        return [
            Extra(
                url=reverse("certificates:mine"),
                title=_("还差一步：确认年满 18 周岁"),
                icon="certificate",
                meta=_("这类证书只发给成年人，确认后马上发证"),
            )
        ]
    return []


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


def _held(certificate: Certificate) -> Extra:
    state = standing(certificate, timezone.localdate())
    return Extra(
        url=reverse("certificates:detail", args=[certificate.number]),
        title=_("证书：%(title)s") % {"title": certificate.facts["title"]},
        icon="certificate",
        meta=f"{certificate.number} · {state.words}",
    )
