from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.engines import IndexUnavailable
from search.indexing import services
from search.indexing.collect import collect_all


class Command(BaseCommand):
    help = _("重建搜索索引：在旁边建好再换上，搜索不中断；中途断了，再运行一次会接着做。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--collect",
            action="store_true",
            help=_("先向各应用重新收集全部条目，再建索引"),
        )
        parser.add_argument("--afresh", action="store_true", help=_("不接着上次的，从头建"))

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
        try:
            size = services.rebuild(resume=not options["afresh"], on_progress=self._progress)
        except services.IndexBusy as error:
            raise CommandError(
                _("别的进程正在写索引，等了一分钟还没完。过一会儿再运行一次。")
            ) from error
        except IndexUnavailable as error:
            raise CommandError(
                _("索引目录不能用（%(reason)s）。检查 DATA_DIR 的磁盘空间和权限。")
                % {"reason": error.reason}
            ) from error
        self.stdout.write(_("搜索索引已建好，共 %(size)s 条。") % {"size": size})

    def _progress(self, written: int, total: int) -> None:
        self.stdout.write(_("已写入 %(written)s／%(total)s") % {"written": written, "total": total})
