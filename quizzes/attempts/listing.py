"""The results of a paper as examiners look through them and take them out."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

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


def header() -> list[str]:
    return [_("姓名"), _("用户名"), _("单位"), _("第几次"), _("状态"), _("开始"), _("交卷"),
            _("收卷方式"), _("得分"), _("满分"), _("通过"), _("作废原因"), _("回执号")]  # fmt: skip


def table(attempts: Iterable[Attempt]) -> Iterator[list[object]]:
    """A row an attempt, as the columns of `header`."""
    for one in attempts:
        yield [
            one.person.get_full_name(),
            one.person.username,
            one.unit.name if one.unit else "",
            one.number,
            str(one.get_state_display()),
            one.started_at,
            one.submitted_at,
            str(one.get_closed_reason_display()) if one.closed_reason else "",
            one.score,  # type: ignore[attr-defined]
            one.maximum,  # type: ignore[attr-defined]
            one.passed,  # type: ignore[attr-defined]
            one.void_reason,
            one.receipt_code or "",
        ]
