"""What is said beside a paper about the certificate it leads to."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.people.models import User
from quizzes.certificates.models import Scheme
from quizzes.papers.models import Assessment
from quizzes.papers.notices import Notice


def name_form(then: str) -> str:
    """Address of the form where a person writes the own name, and comes back to `then`."""
    return f"{reverse('accounts:profile')}?{urlencode({'next': then})}"


def at_the_door(assessment: Assessment, person: User | None) -> list[Notice]:
    if person is None or person.full_name:
        return []
    if not Scheme.objects.filter(assessment=assessment, active=True).exists():
        return []
    return [
        Notice(
            text=_("证书上印你的姓名，你还没填。没填也能考，填了才发证。"),
            url=name_form(reverse("attempts:start", args=[assessment.slug])),
            label=_("现在填"),
        )
    ]
