"""Run the periodic jobs: for ever, or once for a timer."""

import signal
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils.translation import gettext as _

from portal.foundation.periodic.registry import jobs
from portal.foundation.periodic.services import Outcome, run_due


class Command(BaseCommand):
    """`manage.py run_periodic [--once] [--every SECONDS] [--only NAME]`."""

    help = "Run the jobs that are due; without --once look again every few seconds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due, then end")
        parser.add_argument("--every", type=float, default=5.0, help="seconds between two looks")
        parser.add_argument("--only", default="", help="run one job by its name, due or not")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        if options["only"] and options["only"] not in {job.name for job in jobs()}:
            known = "、".join(job.name for job in jobs())
            raise CommandError(
                _("没有叫 %(name)s 的定时任务。现有：%(known)s")
                % {"name": options["only"], "known": known}
            )
        if options["once"] or options["only"]:
            failed = [outcome for outcome in self._round(options) if outcome.error]
            if failed:
                names = "、".join(outcome.name for outcome in failed)
                raise CommandError(_("这些定时任务出错：%(names)s") % {"names": names})
            return
        self._forever(options)

    def _forever(self, options: dict[str, Any]) -> None:
        """Ends after the job at hand when asked to stop; outlives a database restart."""
        # No Event: its lock is not reentrant, so a signal in the middle of a wait would
        # block for ever. `SimpleQueue.put` is made to be called there.
        asked: SimpleQueue[int] = SimpleQueue()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda came, _frame: asked.put(came))
        self.stdout.write(
            _("定时任务开始运行，每 %(seconds)g 秒查看一次。") % {"seconds": options["every"]}
        )
        while True:
            try:
                self._round(options, lambda: not asked.empty())
            except DatabaseError as error:
                words = {"kind": type(error).__name__}
                self.stderr.write(_("数据库暂时连不上（%(kind)s），过一会儿再试。") % words)
            close_old_connections()
            with suppress(Empty):
                asked.get(timeout=options["every"])
                break
        self.stdout.write(_("定时任务已停下。"))

    def _round(
        self, options: dict[str, Any], is_stopping: Callable[[], bool] = lambda: False
    ) -> list[Outcome]:
        outcomes = run_due(only=options["only"], is_stopping=is_stopping)
        for outcome in outcomes:
            if outcome.error:
                self.stderr.write(f"{outcome.name}: {outcome.error}")
            elif outcome.note and options["verbosity"] >= 1:
                self.stdout.write(f"{outcome.name}: {outcome.note}")
        return outcomes
