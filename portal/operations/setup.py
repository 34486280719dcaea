"""What `manage.py set_up` does before anything serves: each step says what it does, is done
once, and a repeated run goes on after the last step that was done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from portal.foundation import triggers
from portal.operations import readiness
from portal.operations.models import SetUpStep
from portal.operations.readiness import DATABASE


@dataclass(frozen=True, slots=True)
class Step:
    """`run` returns a few words on what came of it."""

    name: str
    title: str
    run: Callable[[], str]


@dataclass(unsafe_hash=True)
class StepFailed(Exception):
    step: Step
    cause: Exception


def database_is_current() -> bool:
    executor = MigrationExecutor(connection)
    return not triggers.missing(connection) and not executor.migration_plan(
        executor.loader.graph.leaf_nodes()
    )


FIRST_MIGRATION: Final = ".first-migration"


def migrate() -> str:
    """A first migration that was killed is begun anew: some of the libraries' are not atomic
    and cannot go on. A database that holds a person is never thrown away, whatever the mark of
    an unfinished start says: somebody may have finished it by hand."""
    if connection.vendor == "sqlite":
        mark, database = settings.DATA_DIR / FIRST_MIGRATION, settings.DATA_DIR / DATABASE
        if mark.exists() and not _holds_people():
            connection.close()
            for suffix in ("", "-wal", "-shm"):
                database.with_name(database.name + suffix).unlink(missing_ok=True)
        if not MigrationRecorder(connection).applied_migrations():
            mark.touch()
        call_command("migrate", interactive=False, verbosity=0)
        mark.unlink(missing_ok=True)
    else:
        call_command("migrate", interactive=False, verbosity=0)
    return ""


def _holds_people() -> bool:
    """True also where the database cannot be asked."""
    table = get_user_model()._meta.db_table
    try:
        with connection.cursor() as cursor:
            if table not in connection.introspection.table_names(cursor):
                return False
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - a table of ours
            return cursor.fetchone() is not None
    except DatabaseError:
        return True


def collect_static() -> str:
    call_command("collectstatic", interactive=False, verbosity=0)
    return ""


def first_steps() -> list[Step]:
    """What a portal cannot be without, whichever county it is for."""
    from portal.operations import first_county

    def frame() -> str:
        first_county.load_pages()
        return ""

    steps = [Step("frame", "建首页和栏目页", frame)]
    if not settings.DEMONSTRATION:
        steps.append(Step("root_unit", "建本县单位", first_county.load_root_unit))
    return steps


def demonstration_steps() -> list[Step]:
    """安澜县, in the order in which its parts need one another."""
    from portal.operations.demonstration import (
        accounts,
        bank,
        children,
        county,
        drills,
        filing,
        library,
        pages,
        planning,
        thread,
    )

    return [
        Step("units", "建单位：县、部门、乡镇、村和社区、学校", county.load_units),
        Step("accounts", "建演示账号", lambda: f"{len(accounts.create())} 个"),
        Step("people", "登记人员和任职", county.load_people),
        Step("documents", "导入九份预案和规划", library.load),
        Step("filing", "登记备案和上级预案", filing.load),
        Step("manuals", "导入工作手册和岗位卡", children.load),
        Step("planning", "核对规划和工作要点里的任务", planning.load),
        Step("drills", "登记演练和评估", drills.load),
        Step("pages", "发布指南、课程和专家", pages.load),
        Step("questions", "入库题目", bank.load_questions),
        Step("papers", "组卷", bank.load_papers),
        Step("thread", "考试、发证、计算指标", thread.load),
    ]


def pending(steps: list[Step]) -> Iterator[Step]:
    done = set(SetUpStep.objects.values_list("name", flat=True))
    return (step for step in steps if step.name not in done)


def attempt(step: Step) -> str:
    """Run a step that may be repeated at will; raises StepFailed."""
    try:
        return step.run()
    except Exception as cause:
        raise StepFailed(step, cause) from cause


def run(step: Step) -> str:
    """Run one step and remember it, both or neither; raises StepFailed."""
    try:
        with transaction.atomic():
            words = step.run()
            SetUpStep.objects.get_or_create(name=step.name)
    except Exception as cause:
        raise StepFailed(step, cause) from cause
    return words


STATIC_STAMP: Final = ".collected"


def static_is_current() -> bool:
    """Were the static files collected from these files and these packages?"""
    stamp = settings.STATIC_ROOT / STATIC_STAMP
    try:
        return stamp.read_text(encoding="utf-8") == readiness.static_digest()
    except OSError:
        return False


def stamp_static() -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    stamp = settings.STATIC_ROOT / STATIC_STAMP
    stamp.write_text(readiness.static_digest(), encoding="utf-8")
