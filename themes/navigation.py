"""Which of the portal's doors exist today. A link to a page that is not there is not shown."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CACHE_SECONDS: Final = 60


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
    Door("/prepare/", _("准备")),
    Door("/exams/", _("考试")),
    Door("/targets/", _("目标公开")),
)
FOOT: Final = (
    Door("/feedback/", _("我要找错")),
    Door("/site-map/", _("网站地图")),
    Door("/accessibility/", _("无障碍声明")),
    Door("/privacy/", _("个人信息保护")),
    Door("/certificates/verify/", _("核验证书")),
    Door("/subscribe/", _("订阅")),
)
STAFF: Final = (
    Door("/workbench/plans/", _("预案")),
    Door("/workbench/questions/", _("题库")),
    Door("/workbench/papers/", _("试卷")),
    Door("/workbench/certificates/", _("证书")),
    Door("/workbench/targets/", _("目标")),
    Door("/admin/", _("内容管理")),
)


def links(doors: tuple[Door, ...], request: HttpRequest) -> list[Link]:
    """The doors that lead somewhere, the one we are behind marked as current."""
    return [
        Link(door.path, door.word, request.path.startswith(door.path))
        for door in doors
        if exists(door.path, request)
    ]


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
    """Paths of the live pages right under the site's root. Cached for a minute; empty while
    the database is away, because a header must not take a page down with it."""
    key = f"themes.live_paths.{getattr(settings, 'SITE_ID', 0)}"
    found = cache.get(key)
    if found is None:
        from wagtail.models import Site

        try:
            site = Site.find_for_request(request)
            pages = site.root_page.get_children().live().public() if site else ()
            found = frozenset(f"/{page.slug}/" for page in pages)
        except DatabaseError:
            return frozenset()
        cache.set(key, found, CACHE_SECONDS)
    return found if isinstance(found, frozenset) else frozenset(found)
