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
    """Address of the form where a person writes the own name and confirms being 18 or older, and
    comes back to `then`."""
    return f"{reverse('accounts:profile')}?{urlencode({'next': then})}"


def at_the_door(assessment: Assessment, person: User | None) -> list[Notice]:
    if assessment.purpose != Purpose.CERTIFICATION:
        return []
    scheme = _scheme(assessment)
    if scheme is None:
        return [Notice(text=_("考过也不发证：这份卷还没有证书方案。"))]
    if person is None:
        return [_age_rule()] if scheme.adult_only else []
    words = _still_missing(scheme, person)
    if not words:
        return []
    return [
        Notice(
            text=words,
            url=name_form(reverse("attempts:start", args=[assessment.slug])),
            label=_("现在填") if not person.full_name else _("现在确认"),
        )
    ]


def _age_rule() -> Notice:
    return Notice(
        text=_("证书只发给年满 18 周岁的人。不满 18 周岁也能考，考过不发证。"), warns=False
    )


def _still_missing(scheme: Scheme, person: User) -> str:
    """What the certificate still needs of the person; "" where nothing is missing."""
    needs_adult = scheme.adult_only and person.adult_confirmed_at is None
    if not person.full_name and needs_adult:
        return _(
            "证书上印你的姓名，只发给年满 18 周岁的人。姓名你还没填，年龄还没确认。"
            "不填也能考，填好、确认了才发证。"
        )
    if not person.full_name:
        return _("证书上印你的姓名，你还没填。没填也能考，填了才发证。")
    if needs_adult:
        return _("证书只发给年满 18 周岁的人，你还没确认。不确认也能考，确认了才发证。")
    return ""


def at_the_desk(assessment: Assessment, person: User | None) -> list[Notice]:
    if assessment.purpose != Purpose.CERTIFICATION or _scheme(assessment):
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


def _scheme(assessment: Assessment) -> Scheme | None:
    return Scheme.objects.filter(assessment=assessment, active=True).first()
