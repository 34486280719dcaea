"""The second look before a revocation: what was shown is sealed, and only that is done.

A form that was put together by hand, changed after it was shown or left open too long leads to
the second look again.
"""

from datetime import timedelta
from typing import Final

from django.core import signing
from django.http import HttpRequest

from quizzes.certificates.forms import RevocationForm
from quizzes.certificates.models import Certificate

SALT: Final = "quizzes.certificates.second_look"
LONGEST: Final = timedelta(minutes=10)


def seal(request: HttpRequest, certificate: Certificate, form: RevocationForm) -> str:
    """What is about to be shown, signed. `form` is valid."""
    return signing.dumps(_shown(request, certificate, form), salt=SALT)


def was_taken(request: HttpRequest, certificate: Certificate, form: RevocationForm) -> bool:
    """Did this person see exactly this, a moment ago?"""
    try:
        seen = signing.loads(request.POST.get("look", ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return False
    return bool(seen == _shown(request, certificate, form))


def _shown(request: HttpRequest, certificate: Certificate, form: RevocationForm) -> list[str]:
    return [
        str(request.user.pk),
        certificate.number,
        form.cleaned_data["reason"],
        form.cleaned_data["note"],
    ]
