from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import engines
from search.engines import Engine, IndexUnavailable
from search.indexing import services
from search.indexing.collect import collect_all
from search.terms.services import rebuild_terms

EMBEDDED: Final = "embedded"
SERVER: Final = "elasticsearch"


class Command(BaseCommand):
    help = _("重建搜索索引：在旁边建好再换上，搜索不中断；中途断了，再运行一次会接着做。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--collect",
            action="store_true",
            help=_("先向各应用重新收集全部条目，再建索引"),
        )
        parser.add_argument("--afresh", action="store_true", help=_("不接着上次的，从头建"))
        parser.add_argument(
            "--engine",
            choices=(EMBEDDED, SERVER),
            help=_("只建这一个的索引：embedded 是内置搜索，elasticsearch 是搜索服务器；不写就都建"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["collect"]:
            for kind in collect_all():
                self.stdout.write(
                    _("%(kind)s：写入 %(written)s，去掉 %(removed)s，没变 %(unchanged)s")
                    % {
                        "kind": kind.kind or _("已停用的类别"),
                        "written": kind.written,
                        "removed": kind.removed,
                        "unchanged": kind.unchanged,
                    }
                )
        for engine in self._engines(options["engine"]):
            self._rebuild(engine, resume=not options["afresh"])
        self.stdout.write(_("搜索词共 %(count)s 个。") % {"count": rebuild_terms(afresh=True)})

    def _engines(self, wanted: str | None) -> list[Engine]:
        try:
            server = None if wanted == EMBEDDED else engines.elasticsearch()
        except IndexUnavailable as error:
            raise CommandError(self._server_is_away(error)) from error
        if wanted == SERVER and server is None:
            raise CommandError(_("没有设 ELASTICSEARCH_URL，只有内置搜索。"))
        chosen: list[Engine] = [] if wanted == SERVER else [engines.embedded()]
        return [*chosen, *([server] if server else [])]

    def _rebuild(self, engine: Engine, *, resume: bool) -> None:
        is_server = engine.name == SERVER
        try:
            size = services.rebuild(engine, resume=resume, on_progress=self._progress)
        except services.IndexBusy as error:
            raise CommandError(
                _("别的进程正在写索引，等了一分钟还没完。过一会儿再运行一次。")
            ) from error
        except IndexUnavailable as error:
            raise CommandError(
                self._server_is_away(error)
                if is_server
                else _("索引目录不能用（%(reason)s）。检查 DATA_DIR 的磁盘空间和权限。")
                % {"reason": error.reason}
            ) from error
        done = (
            _("搜索服务器的索引已建好，共 %(size)s 条。")
            if is_server
            else _("搜索索引已建好，共 %(size)s 条。")
        )
        self.stdout.write(done % {"size": size})

    def _server_is_away(self, error: IndexUnavailable) -> str:
        return _(
            "搜索服务器没有应答（%(reason)s）。看 ELASTICSEARCH_ 开头的设置对不对、服务器在不在，"
            "再运行一次；这之前由内置搜索应答。"
        ) % {"reason": error.reason}

    def _progress(self, written: int, total: int) -> None:
        self.stdout.write(_("已写入 %(written)s／%(total)s") % {"written": written, "total": total})
