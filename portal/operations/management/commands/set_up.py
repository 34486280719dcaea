import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.foundation.locks import only_one
from portal.operations import diskspace, readiness, setup

MIGRATION = setup.Step("migrate", "建立或升级数据库", setup.migrate)
COLLECTION = setup.Step("static", "收集样式和图标", setup.collect_static)


class Command(BaseCommand):
    help = "把数据目录准备到可以启动：建库、收集样式、首页和本县单位，或示范县。可以重复运行。"
    requires_migrations_checks = False
    # Checks belong to `make check`; here they would only delay every start.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
            # Personal data lies here: nobody else on the machine may look in.
            settings.DATA_DIR.chmod(0o700)
            with only_one("set-up") as is_mine:
                if not is_mine:
                    raise CommandError("另一处正在准备这个数据目录，等它做完再运行。")
                self._set_up()
        except setup.StepFailed as failed:
            raise CommandError(
                f"“{failed.step.title}”没有完成：{self._reason(failed.cause)}\n"
                "改好后再运行同一条命令，前面做完的步骤不会重来。"
            ) from failed
        except (OSError, DatabaseError) as error:
            raise CommandError(
                f"数据目录没有准备好：{self._reason(error)}\n"
                "改好后再运行同一条命令，前面做完的步骤不会重来。"
            ) from error
        self.stdout.write(f"安澜 · 数据目录：{settings.DATA_DIR}")

    def _set_up(self) -> None:
        if not setup.database_is_current():
            if diskspace.is_short(settings.DATA_DIR):
                raise CommandError(diskspace.advice(settings.DATA_DIR))
            self._say(MIGRATION.title, partial(setup.attempt, MIGRATION))
        if not setup.static_is_current():
            self._say(COLLECTION.title, partial(setup.attempt, COLLECTION))
            setup.stamp_static()
        steps = setup.first_steps()
        if settings.DEMONSTRATION:
            steps += setup.demonstration_steps()
        for step in list(setup.pending(steps)):
            self._say(step.title, partial(setup.run, step))
            if step.name == "accounts":
                self._show_accounts()
        readiness.remember(settings.DATA_DIR)

    def _reason(self, cause: BaseException) -> str:
        is_full = diskspace.is_cause_of(cause, settings.DATA_DIR)
        return diskspace.advice(settings.DATA_DIR) if is_full else str(cause)

    def _say(self, title: str, work: Callable[[], str]) -> None:
        self.stdout.write(f"安澜 · {title} …", ending="")
        self.stdout.flush()
        started = time.monotonic()
        try:
            words = work()
        except BaseException:
            self.stdout.write("")
            raise
        self.stdout.write(f" {words + '，' if words else ''}{time.monotonic() - started:.1f} 秒")

    def _show_accounts(self) -> None:
        from portal.operations.demonstration.accounts import credentials_path

        path = credentials_path()
        self.stdout.write(path.read_text(encoding="utf-8"))
        self.stdout.write(f"安澜 · 这些账号只显示这一次，也存在 {path}（只有你能读）。")
        sys.stdout.flush()
