"""Checks of the search: of the index (with --database) and of Wagtail's own backend."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from django.utils.translation import gettext as _

from search import engines
from search.indexing.health import IndexHealth, index_health
from search.indexing.services import SERVER_SECONDS
from search.wagtail_backend import unsupported


def register_checks() -> None:
    register(index_holds_the_rows, Tags.database)
    register(wagtail_backend_fits)


def index_holds_the_rows(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    if not databases or "default" not in databases:
        return []
    try:
        return [*_embedded_index(), *_server_index()]
    except DatabaseError:  # before the first migration
        return []


def _embedded_index() -> list[CheckMessage]:
    health = index_health(engines.embedded())
    if health.is_well:
        return []
    return [
        Warning(
            _("搜索索引与条目对不上：应有 %(rows)s 条，索引里 %(indexed)s 条。")
            % {"rows": health.rows, "indexed": _words(health)},
            hint=_("运行 manage.py rebuild_search。"),
            id="search.W001",
        )
    ]


def _server_index() -> list[CheckMessage]:
    try:
        server = engines.elasticsearch()
    except engines.IndexUnavailable as error:
        return [
            Warning(
                _("连不上搜索服务器：ELASTICSEARCH_ 开头的设置不能用（%(reason)s）。")
                % {"reason": error.reason},
                hint=_(
                    "网址要像 https://主机:9200，证书文件要在，索引名的前缀只用小写字母、数字和短横。"
                    "这之前由内置搜索应答。"
                ),
                id="search.W003",
            )
        ]
    if server is None:
        return []
    health = index_health(server.within(SERVER_SECONDS))
    if health.is_well:
        return []
    return [
        Warning(
            _("搜索服务器的索引与条目对不上：应有 %(rows)s 条，索引里 %(indexed)s 条。")
            % {"rows": health.rows, "indexed": _words(health)},
            hint=_(
                "看 ELASTICSEARCH_URL 对不对、服务器在不在，再运行"
                " manage.py rebuild_search --engine elasticsearch。这之前由内置搜索应答。"
            ),
            id="search.W004",
        )
    ]


def _words(health: IndexHealth) -> str:
    return "—" if health.indexed is None else str(health.indexed)


def wagtail_backend_fits(**kwargs: Any) -> list[CheckMessage]:
    reason = unsupported()
    if not reason:
        return []
    return [
        Warning(
            _("后台的搜索框退回到 Wagtail 自带的方式，中文多半搜不到：%(reason)s")
            % {"reason": reason},
            hint=_("把 modelsearch 换回 requirements.txt 里的版本。"),
            id="search.W002",
        )
    ]
