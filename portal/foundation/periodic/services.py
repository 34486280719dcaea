"""Running what is due: never twice at a time, and again after a crash."""

import logging
import threading
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.periodic.models import PeriodicJob
from portal.foundation.periodic.registry import Job, jobs

logger = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=2)
RENEWED: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run ended; `error` is empty if well."""

    name: str
    note: str
    error: str


def run_due(
    *,
    now: Callable[[], datetime] = timezone.now,
    only: str = "",
    is_stopping: Callable[[], bool] = lambda: False,
) -> list[Outcome]:
    """Run every registered job that is due and free, one after the other.

    A job that was due many times while nothing ran, runs once. A job that raises is
    noted and does not keep the next from running; it comes again when it is due.
    `only` runs that one job, due or not.
    """
    outcomes = []
    for job in jobs():
        if is_stopping():
            break
        if only and job.name != only:
            continue
        owner = _claim(job, now(), is_forced=bool(only))
        if owner:
            outcomes.append(_run(job, owner, now))
    return outcomes


def _claim(job: Job, now: datetime, *, is_forced: bool) -> str:
    """Take the lease by one conditional update; empty if it is not ours to run."""
    PeriodicJob.objects.get_or_create(name=job.name, defaults={"due_at": now})
    owner = uuid.uuid4().hex
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    due = Q() if is_forced else Q(due_at__lte=now)
    claimed = PeriodicJob.objects.filter(free, due, name=job.name).update(
        lease_owner=owner, lease_until=now + LEASE, started_at=now
    )
    return owner if claimed else ""


def _run(job: Job, owner: str, now: Callable[[], datetime]) -> Outcome:
    started = now()
    note = error = ""
    with _kept_alive(job.name, owner):
        try:
            note = (job.run(started) or "")[:300]
        except Exception as problem:
            error = _describe(problem)[:300]
            logger.exception("periodic job failed", extra={"job": job.name})
    ended = now()
    changes: dict[str, object] = {
        "lease_owner": "",
        "lease_until": None,
        "finished_at": ended,
        "due_at": _next(started, ended, job.every),
        "error": error,
    }
    if error:
        changes["failures"] = F("failures") + 1
    else:
        changes |= {"failures": 0, "note": note, "succeeded_at": ended}
    # Conditional on the lease: a runner that was taken for dead no longer has a say.
    kept = PeriodicJob.objects.filter(name=job.name, lease_owner=owner).update(**changes)
    if not kept:
        logger.warning("periodic job outlived its lease", extra={"job": job.name})
    return Outcome(job.name, note, error)


def _next(started: datetime, ended: datetime, every: timedelta) -> datetime:
    """A full interval after the start; a job slower than its interval comes again at once."""
    return max(started + every, ended)


def _describe(problem: Exception) -> str:
    """In Chinese, without the exception's own words: they may quote somebody's data."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    words = {"kind": type(problem).__name__, "place": place}
    return _("运行出错，下次到点会再试。错误类型 %(kind)s，位置 %(place)s，详情看日志。") % words


@contextmanager
def _kept_alive(name: str, owner: str) -> Iterator[None]:
    """Renew the lease while the job runs, so that a killed runner is replaced in minutes
    and a slow job is not doubled."""
    finished = threading.Event()

    def renew() -> None:
        while not finished.wait(RENEWED.total_seconds()):
            try:
                PeriodicJob.objects.filter(name=name, lease_owner=owner).update(
                    lease_until=timezone.now() + LEASE
                )
            except Exception:
                logger.exception("lease not renewed", extra={"job": name})
            finally:
                connection.close()

    thread = threading.Thread(target=renew, name=f"lease-{name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join(timeout=5)
