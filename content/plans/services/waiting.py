"""Uploads that wait: asked for again, not wanted any more, waited for too long, forgotten."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.enums import OPEN_INTAKES, IntakeState
from content.plans.models import Intake
from content.plans.services.asking import ask_again
from content.plans.services.originals import release_original
from portal.foundation.locks import only_one

KEPT: Final = timedelta(days=7)
"""How long an upload that came to nothing is kept, and how long an unreadable file is waited
for."""


def ask_worker(intake: Intake) -> None:
    from content.plans.tasks import read

    def ask() -> None:
        read.enqueue(intake.pk)

    transaction.on_commit(ask, robust=True)


def reading(intake: Intake) -> AbstractContextManager[bool]:
    """True inside the block where nobody else reads this upload."""
    return only_one(f"plan-intake-{intake.pk}")


@transaction.atomic
def give_up(*, intake: Intake) -> bool:
    """Forget an upload that waits for an answer or for its file. False where it does no more,
    and while somebody tries to read it."""
    waits = Q(state=IntakeState.UNDECIDED) | Q(
        state=IntakeState.WAITING, unreadable_since__isnull=False
    )
    mine = Intake.objects.filter(waits, pk=intake.pk).update(
        state=IntakeState.REFUSED, message=_("不要了")
    )
    if mine:
        forget(intake=intake)
    return bool(mine)


def forget(*, intake: Intake) -> None:
    """Delete an upload that came to nothing, with its bytes."""
    if intake.original is not None:
        release_original(original=intake.original)
    Intake.objects.filter(pk=intake.pk).delete()


def waited_for_until(intake: Intake) -> datetime | None:
    """When an upload whose file cannot be read is refused; None for every other."""
    return intake.unreadable_since + KEPT if intake.unreadable_since else None


def tend_intakes(now: datetime) -> tuple[int, int]:
    """Refuse what waited for its file too long, ask a worker again for what a killed one left,
    forget what is settled for a week.

    Returns (asked, forgotten).
    """
    _refuse_unreadable(now)
    asked = ask_again(Intake.objects.open(), now=now, alone=reading, ask=ask_worker)
    # By when it was last asked for, not by when it came: who waited a week for a file reads for
    # another why it was refused.
    old = Intake.objects.filter(asked_at__lt=now - KEPT).exclude(state__in=OPEN_INTAKES)
    forgotten = 0
    for intake in old.select_related("original"):
        forget(intake=intake)
        forgotten += 1
    return asked, forgotten


def _refuse_unreadable(now: datetime) -> None:
    late = Intake.objects.filter(state=IntakeState.WAITING, unreadable_since__lt=now - KEPT)
    for intake in late:
        since = timezone.localtime(intake.unreadable_since).strftime("%Y-%m-%d %H:%M")
        late.filter(pk=intake.pk).update(
            state=IntakeState.REFUSED,
            asked_at=now,
            message=_(
                "服务器从 %(since)s 起一直读不出这份原件，等了 %(days)d 天，没有导入，"
                "库里没有改动。请重新上传；再传还是这样，请告诉管理员检查服务器的磁盘。"
            )
            % {"since": since, "days": KEPT.days},
        )
