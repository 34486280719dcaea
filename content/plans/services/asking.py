"""Asking a worker again for what a killed one left. Nothing is done here: something long would
keep every other job of the clock waiting."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

STALE: Final = timedelta(minutes=2)
"""What nobody does that long after a worker was asked has lost its worker."""

M = TypeVar("M", bound=Model)


def ask_again(
    undone: QuerySet[M],
    *,
    now: datetime,
    alone: Callable[[M], AbstractContextManager[bool]],
    ask: Callable[[M], None],
) -> int:
    """`ask` for each row nobody is at, which `alone` tells; returns for how many.

    The rows say in `asked_at` when it was last done.
    """
    asked, stale = 0, undone.filter(asked_at__lt=now - STALE)
    for row in stale:
        with alone(row) as is_free:
            pass
        if not is_free:
            continue
        with transaction.atomic():
            # Whoever was asked in the meantime is asked once.
            if stale.filter(pk=row.pk).update(asked_at=now):
                ask(row)
                asked += 1
    return asked
