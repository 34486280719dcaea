"""Marking a clause, noting on it, following its new text, taking the mark away.

The audit learns that a person did so and never where: what somebody reads and thinks of it is
theirs alone.
"""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.marks.models import ClauseMark
from content.plans.models import Clause
from content.plans.selectors import locate
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.people.models import User

MOST: Final = 2000
"""Marks of one person: more are no longer a selection."""


class MarkRefused(Exception):
    """Carries the sentence for the person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def save_mark(*, user: User, anchor: UUID, note: str, was: str | None = None) -> ClauseMark:
    """Mark a clause the person may read, or write another note on their mark of it. `was`: the
    note that they saw. The same twice is once. Raises MarkRefused, and ChangedMeanwhile where
    another note is stored by now."""
    own = ClauseMark.objects.filter(user=user, anchor=anchor)
    hold_as_read(own, None if was is None else {"note": was}, by="note")
    mark = own.first()
    now = timezone.now()
    if mark is not None:
        if mark.note != note:
            own.update(note=note, changed_at=now)
            record(actor=user, action="content.mark.noted", target=user)
            mark.refresh_from_db()
        return mark
    clause = _readable(user, anchor)
    if ClauseMark.objects.filter(user=user).count() >= MOST:
        raise MarkRefused(
            _("一个人最多标记 %(most)d 条。先去掉几条用不着的，再标记。") % {"most": MOST}
        )
    mark, made = ClauseMark.objects.get_or_create(
        user=user, anchor=anchor, defaults={"clause": clause, "note": note, "changed_at": now}
    )
    if made:
        record(actor=user, action="content.mark.made", target=user)
    return mark


@transaction.atomic
def follow_text(*, user: User, anchor: UUID) -> bool:
    """Let the mark stand on the clause as it reads now. False where it does already, or where
    there is no mark."""
    clause = _readable(user, anchor)
    moved = (
        ClauseMark.objects.filter(user=user, anchor=anchor)
        .exclude(clause=clause)
        .update(clause=clause, changed_at=timezone.now())
    )
    if moved:
        record(actor=user, action="content.mark.followed", target=user)
    return bool(moved)


@transaction.atomic
def remove_mark(*, user: User, anchor: UUID) -> bool:
    """Take mark and note away. False where there is none."""
    gone, _rows = ClauseMark.objects.filter(user=user, anchor=anchor).delete()
    if gone:
        record(actor=user, action="content.mark.removed", target=user)
    return bool(gone)


def _readable(user: User, anchor: UUID) -> Clause:
    found = locate(anchor, user)
    if found is None:
        raise MarkRefused(_("这一条你现在看不到了，没有存上。附注还在下面，可以先复制下来。"))
    return found.clause
