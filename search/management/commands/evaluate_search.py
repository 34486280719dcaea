from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import engines
from search.asking import PUBLIC
from search.documents.models import SearchDocument
from search.engines import Engine, IndexUnavailable
from search.evaluation import judged, measure, places
from search.evaluation.judged import BadFile
from search.evaluation.places import Asked, Questions
from search.evaluation.report import table
from search.management.commands.rebuild_search import EMBEDDED, SERVER

DAILY: Final = "daily"
HELD_OUT: Final = "held_out"
ALL: Final = "all"


class Command(BaseCommand):
    help = _(
        "按判过的查询评搜索：本系统每个引擎、Wagtail 自带搜索和 icontains 并排，"
        "列 nDCG@10、召回率@20、MRR、没有结果的比例。不写文件就用自带的查询。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=judged.OWN, metavar="FILE")
        parser.add_argument(
            "--engine",
            choices=(EMBEDDED, SERVER),
            help=_("只评这一个引擎；不写就都评"),
        )
        parser.add_argument(
            "--set",
            choices=(DAILY, HELD_OUT, ALL),
            default=DAILY,
            help=_("daily 是平时用的查询，held_out 是留到最后的一半，all 是全部；不写就是 daily"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = places.questions(judged.read(options["file"]), _findable())
        except BadFile as error:
            raise CommandError(str(error)) from error
        self._tell_absent(found)
        asked = [one for one in found.asked if options["set"] in (ALL, _set_of(one))]
        if not asked:
            raise CommandError(_("没有可以评的查询：先导入文件里写到的预案和规划，再评。"))
        try:
            measured = measure.side_by_side(
                asked, found.rows, self._engines(options["engine"]), PUBLIC
            )
        except IndexUnavailable as error:
            raise CommandError(
                _("搜索索引不能用（%(reason)s）。先运行 rebuild_search，再评。")
                % {"reason": error.reason}
            ) from error
        self.stdout.write(
            _("%(queries)s 个查询，%(clauses)s 条条文")
            % {"queries": len(asked), "clauses": len(found.rows)}
        )
        self.stdout.write(table(measured))

    def _engines(self, wanted: str | None) -> Sequence[Engine]:
        server = None if wanted == EMBEDDED else engines.elasticsearch()
        if wanted == SERVER and server is None:
            raise CommandError(_("没有设 ELASTICSEARCH_URL，只有内置搜索。"))
        own = [] if wanted == SERVER else [engines.embedded()]
        return [*own, *([server] if server else [])]

    def _tell_absent(self, found: Questions) -> None:
        if found.absent:
            self.stdout.write(
                _("没有收录 %(documents)s：%(queries)s 个查询缺了判断，只按收录的算。")
                % {"documents": "、".join(found.absent), "queries": len(found.skipped)}
            )


def _findable() -> Iterator[SearchDocument]:
    rows = SearchDocument.objects.order_by("pk").iterator()
    return (row for row in rows if not PUBLIC.isdisjoint(row.grants))


def _set_of(asked: Asked) -> str:
    return HELD_OUT if asked.is_held_out else DAILY
