"""The map of the site, for people and for search engines: what a stranger may open, read from
the page tree and the registers as they are now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from content.pages.enums import PageStatus
from content.pages.models import KnowledgePage
from content.plans.models import PlanDocument
from content.plans.selectors.register import visible_to as visible_plans
from content.targets.models import Target
from quizzes.papers.selectors import published_assessments
from themes import navigation


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go, and what lies behind it."""

    url: str
    title: str | Promise
    places: tuple["Place", ...] = ()


def open_pages(root: Page) -> PageQuerySet:
    """Pages under `root`, itself included, that a stranger may read and that still hold."""
    pages = root.get_descendants(inclusive=True).live().public().order_by("path")
    withdrawn = KnowledgePage.objects.descendant_of(root).filter(status=PageStatus.WITHDRAWN)
    for page in withdrawn:
        pages = pages.not_descendant_of(page, inclusive=True)
    return pages


def site_map(request: HttpRequest) -> list[Place]:
    """Places by the doors that lead to them; a register with nothing in it is still a door."""
    site = Site.find_for_request(request)
    places = _tree(site.root_page, request) if site else []
    for path, title, rows in (
        ("/plans/", _("预案库"), _plans()),
        ("/exams/", _("考试"), _exams()),
        ("/targets/", _("目标公开"), _targets()),
    ):
        if navigation.exists(path, request):
            places.append(Place(path, title, tuple(rows)))
    doors = [door for door in navigation.SERVICES if navigation.exists(door.path, request)]
    own = [Place(door.path, door.word) for door in doors]
    own.append(Place(reverse("api:description"), _("搜索接口")))
    return [*places, Place("", _("本站"), tuple(own))]


def _tree(root: Page, request: HttpRequest) -> list[Place]:
    """Places right under the root, each with the pages below it."""
    below: dict[str, list[Page]] = {}
    for page in open_pages(root):
        below.setdefault(page.path[: -page.steplen], []).append(page)

    def under(page: Page) -> list[Place]:
        return [
            Place(child.get_url(request) or "", child.title, tuple(under(child)))
            for child in below.get(page.path, ())
        ]

    return under(root)


def _plans() -> Iterable[Place]:
    for plan in visible_plans(AnonymousUser()).order_by("title"):
        yield Place(reverse("plans:document", args=[plan.slug]), plan.title)


def _exams() -> Iterable[Place]:
    for paper in published_assessments():
        yield Place(reverse("exams:lobby", args=[paper.slug]), paper.title)


def _targets() -> Iterable[Place]:
    for target in Target.objects.public().order_by("name"):
        yield Place(reverse("targets:detail", args=[target.slug]), target.name)


class OpenPages(PageSitemap):
    def items(self) -> PageQuerySet:
        return open_pages(self.get_wagtail_site().root_page).defer_streamfields().specific()


class Plans(Sitemap[PlanDocument]):
    def items(self) -> QuerySet[PlanDocument]:
        return visible_plans(AnonymousUser()).select_related("current_version").order_by("pk")

    def location(self, item: PlanDocument) -> str:
        return reverse("plans:document", args=[item.slug])

    def lastmod(self, item: PlanDocument) -> datetime | None:
        return item.current_version.published_at if item.current_version else None


class Targets(Sitemap[Target]):
    def items(self) -> QuerySet[Target]:
        return Target.objects.public().order_by("pk")

    def location(self, item: Target) -> str:
        return reverse("targets:detail", args=[item.slug])
