"""Checks of the search: of the index (with --database) and of Wagtail's own backend."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from django.utils.translation import gettext as _

from search.indexing.health import index_health
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
        health = index_health()
    except DatabaseError:  # before the first migration
        return []
    if health.is_well:
        return []
    indexed = "—" if health.indexed is None else str(health.indexed)
    return [
        Warning(
            _("搜索索引与条目对不上：应有 %(rows)s 条，索引里 %(indexed)s 条。")
            % {"rows": health.rows, "indexed": indexed},
            hint=_("运行 manage.py rebuild_search。"),
            id="search.W001",
        )
    ]


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
