"""Several people at one moment: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.foundation.audit.models import AuditEvent

COMMITTING = [pytest.mark.slow]
"""Marks of a module whose threads see only what is committed."""
if connection.vendor != "sqlite":
    COMMITTING.append(pytest.mark.django_db(transaction=True))


def at_once(task: Callable[[int], object], threads: int = 4) -> list[object]:
    """What `task(0..threads-1)` returned or raised, all let go at the same moment."""
    barrier = Barrier(threads)

    def run(number: int) -> object:
        barrier.wait()
        try:
            return task(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def kinds(results: list[object]) -> set[type]:
    """What sorts of thing came of it."""
    return {type(one) for one in results}


def audited(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()
