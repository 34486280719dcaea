"""What the portal needs to answer: database, its schema, room on disk; what else should work but
does not keep it from answering."""

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from portal.foundation import triggers
from portal.foundation.outbox.selectors import lags
from portal.foundation.periodic.selectors import job_states

LEAST_FREE: Final = 0.10


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `is_needed` tells whether the portal can answer without it."""

    name: str
    is_well: bool
    is_needed: bool


def readiness() -> list[Check]:
    """Every check, whatever became of the one before."""
    return [
        Check("database", _holds(_database), True),
        Check("migrations", _holds(_migrations), True),
        Check("guards", _holds(_guards), False),
        Check("disk", _holds(_disk), True),
        Check("cache", _holds(_cache), False),
        Check("jobs", _holds(_jobs), False),
        Check("outbox", _holds(_outbox), False),
    ]


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _guards() -> bool:
    return not triggers.missing(connection)


def _disk() -> bool:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return usage.free > LEAST_FREE * usage.total


def _jobs() -> bool:
    return not any(job.is_late or job.failures for job in job_states(timezone.now()))


def _outbox() -> bool:
    return not any(lag.failing_since for lag in lags())


def _cache() -> bool:
    name = f"health:{uuid.uuid4().hex}"
    cache = caches["default"]
    cache.set(name, 1, timeout=5)
    found = cache.get(name) == 1
    cache.delete(name)
    return found
