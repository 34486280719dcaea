"""The results of a paper as examiners look through them."""

from typing import Any, Final

from django.db.models import F, Q, QuerySet

from portal.foundation.pinyin import Pinyin
from quizzes.attempts.enums import AttemptState, Order, ResultState
from quizzes.attempts.models import Attempt

STATES: Final[dict[str, Q]] = {
    ResultState.RUNNING: Q(state__in=[AttemptState.PREPARED, AttemptState.OPEN]),
    ResultState.PASSED: Q(state=AttemptState.SCORED, passed=True),
    ResultState.FAILED: Q(state=AttemptState.SCORED, passed=False),
    ResultState.VOID: Q(state=AttemptState.VOID),
}

ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    Order.NEWEST: (F("submitted_at").desc(nulls_last=True), "-pk"),
    Order.NAME: (Pinyin("person__full_name"), "person__username", "number"),
    Order.BEST: (F("score").desc(nulls_last=True), "pk"),
    Order.WORST: (F("score").asc(nulls_last=True), "pk"),
}


def matching(
    attempts: QuerySet[Attempt], *, q: str = "", state: str = "", order: str = ""
) -> QuerySet[Attempt]:
    """Those of `selectors.visible_to_examiner` that are looked for."""
    if q:
        attempts = attempts.filter(
            Q(person__full_name__icontains=q)
            | Q(person__username__icontains=q)
            | Q(receipt_code__icontains=q)
        )
    if state in STATES:
        attempts = attempts.filter(STATES[state])
    return attempts.order_by(*ORDERS.get(order, ORDERS[Order.NEWEST]))
