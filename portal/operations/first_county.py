"""What every county starts with, real or fictional: its front page with the indexes under it,
and the unit at the root of its tree."""

from dataclasses import dataclass
from typing import Final, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from content.courses.models import CourseIndexPage
from content.experts.models import ExpertIndexPage
from content.guides.models import GuideIndexPage
from portal.foundation.audit.services import record
from portal.home.models import HomePage
from portal.people.divisions import current_successor
from portal.people.enums import DivisionLevel, UnitKind
from portal.people.models import Division, Unit

P = TypeVar("P", bound=Page)

ROOT_CODE: Final = "county"
"""Code of the root unit where no division code was given."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The pages in which all others stand."""

    home: HomePage
    guides: GuideIndexPage
    courses: CourseIndexPage
    experts: ExpertIndexPage


@dataclass(unsafe_hash=True)
class DivisionUnknown(Exception):
    """`SITE_DIVISION_CODE` names no division of today."""

    code: str
    successor: str = ""

    def __str__(self) -> str:
        if self.successor:
            return _("区划代码 %(code)s 已经停用，现在是 %(new)s。改 SITE_DIVISION_CODE。") % {
                "code": self.code,
                "new": self.successor,
            }
        return _("没有区划代码 %(code)s。SITE_DIVISION_CODE 填县级 6 位代码。") % {
            "code": self.code
        }


def load_pages() -> Frame:
    """The frame, made and published as far as it is missing. What stands there stays as it is."""
    with transaction.atomic():
        home = HomePage.objects.first() or _first_home()
        _serve(home)
        return Frame(
            home,
            _index(home, GuideIndexPage, "guides", _("怎么办")),
            _index(home, CourseIndexPage, "courses", _("学习")),
            _index(home, ExpertIndexPage, "experts", _("专家库")),
        )


def _serve(home: HomePage) -> None:
    host, _colon, port = settings.BASE_URL.split("://", 1)[1].partition(":")
    secure = settings.BASE_URL.startswith("https:")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": host,
            "port": int(port or (443 if secure else 80)),
            "root_page": home,
            "site_name": settings.SITE_NAME,
        },
    )


def _first_home() -> HomePage:
    root = Page.objects.get(depth=1)
    for starter in root.get_children().exact_type(Page):
        # Wagtail's own welcome page stands where ours belongs.
        starter.delete()
    root = Page.objects.get(depth=1)
    title = _("%(county)s应急知识与培训") % {"county": settings.SITE_DIVISION_NAME}
    home = HomePage(title=title, slug="home", live=False)
    root.add_child(instance=home)
    _publish(home)
    return home


def _index(home: HomePage, kind: type[P], slug: str, title: str) -> P:
    home.refresh_from_db()
    found = kind.objects.child_of(home).first()
    if found is None:
        found = kind(title=title, slug=slug, live=False)
        home.add_child(instance=found)
        _publish(found)
    return found


def _publish(page: Page) -> None:
    """By nobody: there may be no person yet."""
    page.full_clean()
    page.save_revision(log_action=True).publish()


def load_root_unit() -> str:
    """The county or prefecture itself, where there is no unit at all. Raises DivisionUnknown."""
    with transaction.atomic():
        if Unit.objects.exists():
            return ""
        division = _division(settings.SITE_DIVISION_CODE)
        unit = Unit.objects.create(
            code=division.code if division else ROOT_CODE,
            name=settings.SITE_DIVISION_NAME,
            kind=_kind_of(division),
            division=division,
        )
        record(actor=None, action="people.unit.added", target=unit, unit_id=unit.pk)
    if division is None:
        return _("%(unit)s，没有设 SITE_DIVISION_CODE，先不挂行政区划") % {"unit": unit.name}
    return _("%(unit)s（%(code)s）") % {"unit": unit.name, "code": unit.code}


def _kind_of(division: Division | None) -> UnitKind:
    if division is not None and division.level == DivisionLevel.PREFECTURE:
        return UnitKind.PREFECTURE
    return UnitKind.COUNTY


def _division(code: str) -> Division | None:
    if not code:
        return None
    division = current_successor(code)
    if division is None:
        raise DivisionUnknown(code)
    if division.code != code:
        raise DivisionUnknown(code, division.code)
    return division
