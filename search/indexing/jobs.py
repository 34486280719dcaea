"""Periodic work on the index. Without it an edit is still found at once; it catches up
after crashes, imports and damage."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.foundation.periodic import registry
from search import engines
from search.engines import IndexUnavailable
from search.indexing import services
from search.indexing.health import index_health

WAIT_SECONDS = 30


def register() -> None:
    registry.register(
        "search.index", every=timedelta(minutes=1), run=catch_up, title=_("更新搜索索引")
    )
    registry.register(
        "search.compact", every=timedelta(days=1), run=compact, title=_("清理搜索索引")
    )


def catch_up(now: datetime) -> str | None:
    """Handle what waits; build the index anew where it is missing, damaged or incomplete."""
    try:
        handled = services.drain(wait_seconds=WAIT_SECONDS)
    except IndexUnavailable:
        engines.embedded().discard()
        handled = services.drain(wait_seconds=WAIT_SECONDS)
    health = index_health()
    if not health.is_well:
        size = services.rebuild(wait_seconds=WAIT_SECONDS, resume=False)
        return _("索引与条目对不上，已重建，共 %(size)s 条") % {"size": size}
    return _("处理了 %(count)s 批改动") % {"count": handled} if handled else None


def compact(now: datetime) -> str | None:
    """Rebuild if deleted documents are still in the files, so that what was erased (a name,
    a phone number) is gone from the index within a day."""
    if not engines.embedded().deleted_share():
        return None
    size = services.rebuild(wait_seconds=WAIT_SECONDS, resume=False)
    return _("已重建，共 %(size)s 条") % {"size": size}
