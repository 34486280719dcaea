"""Which of the portal's doors exist today. A link to a page that is not there is not shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portal.foundation.pagecache.remembered import remember
from portal.people.models import User
from portal.people.rights import Action, can

KEPT_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Door:
    """A place that may be linked: its path and the word for it."""

    path: str
    word: str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A door as one page shows it."""

    url: str
    word: str | Promise
    is_current: bool


MAIN: Final = (
    Door("/guides/", _("怎么办")),
    Door("/plans/", _("预案库")),
    Door("/courses/", _("学习")),
    Door("/exams/", _("考试")),
    Door("/targets/", _("目标公开")),
)
FOOT: Final = (
    Door("/experts/", _("专家库")),
    Door("/sitemap/", _("网站地图")),
    Door("/accessibility/", _("无障碍声明")),
    Door("/privacy/account/", _("个人信息保护")),
    Door("/certificates/verify/", _("核验证书")),
)
SERVICES: Final = (
    Door("/search/", _("搜索")),
    Door("/certificates/verify/", _("核验证书")),
    Door("/display/", _("显示设置")),
    Door("/accessibility/", _("无障碍声明")),
    Door("/privacy/account/", _("个人信息保护")),
    Door("/accounts/login/", _("登录")),
)
"""What the site itself offers, as its map lists it."""

STAFF: Final = (
    Door("/workbench/plans/", _("预案")),
    Door("/workbench/drills/", _("演练")),
    Door("/bank/", _("题库")),
    Door("/bank/review/", _("审题")),
    Door("/papers/", _("试卷")),
    Door("/certificates/desk/", _("证书")),
    Door("/targets/desk/", _("目标")),
    Door("/workbench/experts/", _("专家")),
    Door("/people/", _("人员")),
    Door("/audit/", _("审计")),
    Door("/admin/", _("内容管理")),
)


def links(doors: Iterable[Door], request: HttpRequest) -> list[Link]:
    """The doors that lead somewhere, the one we are behind marked as current."""
    shown = [door for door in doors if exists(door.path, request)]
    behind = [door.path for door in shown if request.path.startswith(door.path)]
    current = max(behind, key=len, default="")
    return [Link(door.path, door.word, door.path == current) for door in shown]


def staff_links(request: HttpRequest) -> list[Link]:
    """The doors of the workbench that open to the person of this request."""
    return links((door for door in STAFF if opens(door.path, request)), request)


def opens(path: str, request: HttpRequest) -> bool:
    """Whether the view behind `path` lets the person in. The lock is the view's own
    `access` (see `portal.people.access`); the content admin has Wagtail's."""
    person: User | AnonymousUser = getattr(request, "user", None) or AnonymousUser()
    try:
        lock = getattr(resolve(path).func, "access", None)
    except Resolver404:
        return False
    if isinstance(lock, Action):
        return can(person, lock)
    if path.startswith("/admin/"):
        return person.has_perm("wagtailadmin.access_admin")
    return lock == "public" or (lock == "signed_in" and person.is_authenticated)


def exists(path: str, request: HttpRequest) -> bool:
    """Whether `path` answers: by a view of our own, or by a live page in the page tree."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    return path in _live_paths(request)


def _live_paths(request: HttpRequest) -> frozenset[str]:
    """Paths of the live pages right under the site's root. Empty while the database is
    away, because a header must not take a page down with it."""
    try:
        return remember("live_paths", partial(_read_live_paths, request), seconds=KEPT_SECONDS)
    except DatabaseError:
        return frozenset()


def _read_live_paths(request: HttpRequest) -> frozenset[str]:
    site = Site.find_for_request(request)
    pages = site.root_page.get_children().live().public() if site else ()
    return frozenset(f"/{page.slug}/" for page in pages)
