"""Withdrawing certificates."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.foundation.audit.services import record
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from portal.people.models import User
from quizzes.attempts.domain import remarks
from quizzes.certificates import documents
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Certificate, Revocation, RevocationNote


@transaction.atomic
def revoke(
    *, certificate: Certificate, reason: RevocationReason, actor: User, note: str = ""
) -> Revocation:
    """Withdraw a certificate from today on. Revoking twice keeps the first reason.

    Raises NumberInRemark for a note with a phone or id number.
    """
    note = remarks.check(note)
    existing = Revocation.objects.filter(certificate=certificate).first()
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            revocation = Revocation.objects.create(
                certificate=certificate,
                revoked_on=timezone.localdate(),
                reason=reason,
                revoked_by=actor,
            )
    except IntegrityError:
        return Revocation.objects.get(certificate=certificate)
    transaction.on_commit(lambda: documents.discard(certificate), robust=True)
    # An account may have been deleted since the page was opened: then nothing clears a note.
    person = User.objects.filter(certificates=certificate, erased_at=None).first()
    if note and person:
        RevocationNote.objects.create(revocation=revocation, text=note)
    record(
        actor=actor,
        action="quizzes.certificate.revoked",
        target=certificate,
        unit_id=certificate.caring_unit_id,
        data={"number": certificate.number, "reason": str(reason)},
    )
    if person:
        send(
            to=person,
            template="quizzes/certificates/revoked",
            context={
                "title": certificate.facts["title"],
                "number": certificate.number,
                "reason": str(revocation.get_reason_display()),
            },
            channels=[Channel.INBOX],
            key=f"certificate-revoked:{certificate.number}",
            link=certificate.get_absolute_url(),
        )
    return revocation
