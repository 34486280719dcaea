"""What the front page shows, as rows. Nothing links to a page that is not there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.courses.models import CourseIndexPage, CoursePage
from content.guides.models import GuideIndexPage, GuidePage
from content.plans.models import PlanDocument
from content.plans.selectors.register import general_plans
from content.plans.selectors.register import visible_to as visible_plans
from content.targets.selectors import county_rows
from content.targets.wording import TargetRow
from content.taxonomy.enums import Phase
from content.taxonomy.numbers import EMERGENCY, NOT_URGENT
from content.taxonomy.selectors import elder_grid, home_grid
from themes.middleware import display_of
from themes.navigation import exists

if TYPE_CHECKING:
    from portal.home.models import HomePage

ROWS: Final = 3
ELDER_NUMBERS: Final = 3
GENERAL_PLANS: Final = 2
"""The county's own, and that of its prefecture where the county keeps it too."""


@dataclass(frozen=True, slots=True)
class Tile:
    url: str
    name: str
    pictogram: str


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    title: str
    meta: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """学习 or 准备: where it leads, with a few of the things behind it."""

    url: str
    title: str
    text: str
    word: str
    icon: str
    links: list[Row] = field(default_factory=list)


def home_context(page: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Everything is as an anonymous reader sees it: the page is kept for all of them."""
    elder = display_of(request).elder
    indexes = {child.specific_class: child for child in page.get_children().live().public()}
    guides = list(
        GuidePage.objects.visible_to(AnonymousUser())
        .current()
        .order_by("-reviewed_on", "-first_published_at")
        .prefetch_related("hazards")
    )
    context: dict[str, Any] = {
        "tiles": _tiles(request, guides, indexes.get(GuideIndexPage), elder=elder),
        "entrances": _entrances(request, guides, indexes.get(CourseIndexPage)),
        "numbers": EMERGENCY[:ELDER_NUMBERS] if elder else EMERGENCY,
        "plans": _plans(request, only_general=elder),
    }
    if not elder:
        context |= {
            "guides": guides[:ROWS],
            "not_urgent": NOT_URGENT,
            "targets": _targets(request),
        }
    return context


def _tiles(
    request: HttpRequest, guides: list[GuidePage], index: Page | None, *, elder: bool
) -> list[Tile]:
    urls: dict[str, str] = {}
    for guide in sorted(guides, key=lambda guide: guide.title):
        for hazard in guide.hazards.all():
            urls.setdefault(hazard.slug, guide.get_url(request) or "")
    tiles = []
    for hazard in elder_grid() if elder else home_grid():
        name = hazard.everyday_name if elder else hazard.name
        url = urls.get(hazard.slug, "")
        if not url and index is not None:
            url = f"{index.get_url(request)}?{urlencode({'hazard': hazard.slug})}"
        if url:
            tiles.append(Tile(url, name, hazard.pictogram))
    if index is not None:
        tiles.append(Tile(index.get_url(request) or "", _("全部"), "menu"))
    return tiles


def _entrances(request: HttpRequest, guides: list[GuidePage], courses: Page | None) -> list[Door]:
    doors = []
    if courses is not None:
        listed = (
            CoursePage.objects.child_of(courses)
            .visible_to(AnonymousUser())
            .current()
            .order_by("-first_published_at")[:2]
        )
        links = [Row(course.get_url(request) or "", course.title) for course in listed]
        doors.append(
            Door(
                courses.get_url(request) or "",
                courses.title,
                _("课程、考试") if exists("/exams/", request) else _("课程"),
                _("看全部课程"),
                "course",
                links,
            )
        )
    prepared = [guide for guide in guides if Phase.PREPARE in guide.by_phase][:2]
    if prepared:
        links = [
            Row(
                (guide.get_url(request) or "") + guide.subpath(Phase.PREPARE),
                guide.by_phase[Phase.PREPARE]["heading"],
            )
            for guide in prepared
        ]
        doors.append(
            Door(links[0].url, _("准备"), _("平时做好，到时不慌"), links[0].title, "kit", links)
        )
    return doors


def _plans(request: HttpRequest, *, only_general: bool) -> list[Row]:
    """The general plan first, which says who does what in any emergency; then what is new."""
    if not exists("/plans/", request):
        return []
    documents: list[PlanDocument] = list(
        general_plans(AnonymousUser()).select_related("division")[:GENERAL_PLANS]
    )
    if not only_general:
        others = visible_plans(AnonymousUser()).exclude(pk__in=[plan.pk for plan in documents])
        newest = others.select_related("division").order_by("-created_at")
        documents += newest[: ROWS - len(documents)]
    return [
        Row(
            reverse("plans:document", args=[document.slug]),
            document.title,
            " · ".join(_plan_words(document, kind=not only_general)),
        )
        for document in documents
    ]


def _plan_words(document: PlanDocument, *, kind: bool) -> Iterator[str]:
    if kind:
        yield document.get_kind_display()
    if document.is_demonstration:
        yield _("示范文件，未经专家审定")


def _progress(row: TargetRow) -> str:
    return _("%(figure)s，目标 %(goal)s · %(verdict)s") % {
        "figure": row.figure_text, "goal": row.goal_text, "verdict": row.words,
    }  # fmt: skip


def _targets(request: HttpRequest) -> list[Row]:
    if not exists("/targets/", request):
        return []
    return [
        Row(
            reverse("targets:detail", args=[row.target.slug]),
            row.target.name,
            " · ".join(
                filter(None, (_progress(row), row.changed_text, row.unregistered_text, row.caveat))
            ),
        )
        for row in county_rows(on=timezone.localdate())[:ROWS]
    ]
