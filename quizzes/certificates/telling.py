"""What is said beside a paper about the certificate it leads to."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from quizzes.certificates.models import Scheme
from quizzes.papers.enums import Purpose
from quizzes.papers.models import Assessment
from quizzes.papers.notices import Notice


def name_form(then: str) -> str:
    """Address of the form where a person writes the own name, and comes back to `then`."""
    return f"{reverse('accounts:profile')}?{urlencode({'next': then})}"


def at_the_door(assessment: Assessment, person: User | None) -> list[Notice]:
    if assessment.purpose != Purpose.CERTIFICATION:
        return []
    if not _issues(assessment):
        return [Notice(text=_("考过也不发证：这份卷还没有证书方案。"))]
    if person is None or person.full_name:
        return []
    return [
        Notice(
            text=_("证书上印你的姓名，你还没填。没填也能考，填了才发证。"),
            url=name_form(reverse("attempts:start", args=[assessment.slug])),
            label=_("现在填"),
        )
    ]


def at_the_desk(assessment: Assessment, person: User | None) -> list[Notice]:
    if assessment.purpose != Purpose.CERTIFICATION or _issues(assessment):
        return []
    if person is None or not rights.can(person, Action.SCHEME_EDIT, assessment.owner_unit_id):
        return [Notice(text=_("考过也不发证：还没有证书方案。请管理员在“证书”里建一个。"))]
    return [
        Notice(
            text=_("考过也不发证：还没有证书方案。"),
            url=f"{reverse('certificates:scheme_new')}?{urlencode({'paper': assessment.slug})}",
            label=_("建一个"),
        )
    ]


def _issues(assessment: Assessment) -> bool:
    return Scheme.objects.filter(assessment=assessment, active=True).exists()
