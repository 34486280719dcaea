"""Periodic work on the index. Without it an edit is still found at once; it catches up
after crashes, imports and damage."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.foundation.outbox import services as outbox
from portal.foundation.periodic import registry
from search import engines
from search.engines import Engine, IndexDamaged, IndexUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
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
    registry.register(
        "search.server", every=timedelta(minutes=1), run=feed_server, title=_("更新搜索服务器")
    )
    registry.register(
        "search.server_compact",
        every=timedelta(days=1),
        run=compact_server,
        title=_("清理搜索服务器"),
    )


def catch_up(now: datetime) -> str | None:
    """Handle what waits; build the index anew where it is missing, damaged or incomplete."""
    return _caught_up(engines.embedded())


def feed_server(now: datetime) -> str | None:
    """The same for the server. Raises IndexUnavailable while it does not answer. Without a server
    nothing is kept for it: one that comes back is built anew."""
    server = engines.elasticsearch()
    if server is None:
        outbox.forget(services.consumer_of(ElasticsearchEngine.name))
        return None
    return _caught_up(server)


def compact(now: datetime) -> str | None:
    """Rebuild if deleted documents are still in the files, so that what was erased (a name,
    a phone number) is gone from the index within a day."""
    return _compacted(engines.embedded())


def compact_server(now: datetime) -> str | None:
    server = engines.elasticsearch()
    return _compacted(server) if server and server.exists() else None


def _caught_up(engine: Engine) -> str | None:
    try:
        handled = services.drain(engine, wait_seconds=WAIT_SECONDS)
        is_well = index_health(engine).is_well
    except IndexDamaged:
        is_well = False
    except IndexUnavailable:
        # A server that takes nothing for a while is not built anew: that would be taken no better.
        if engine.verify() and engine.name == ElasticsearchEngine.name:
            raise
        is_well = False
    if is_well:
        return _("处理了 %(count)s 批改动") % {"count": handled} if handled else None
    # What cannot be read of a server says nothing while the server does not answer.
    engine.verify()
    size = services.rebuild(engine, wait_seconds=WAIT_SECONDS, resume=False)
    return _("索引与条目对不上，已重建，共 %(size)s 条") % {"size": size}


def _compacted(engine: Engine) -> str | None:
    if not engine.deleted_share():
        return None
    size = services.rebuild(engine, wait_seconds=WAIT_SECONDS, resume=False)
    return _("已重建，共 %(size)s 条") % {"size": size}
