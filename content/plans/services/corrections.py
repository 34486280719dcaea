"""What an editor says of the text of a draft: kept for every text to come, read in at once.

A short draft is read anew in the request. A long one would keep the editor waiting and the
worker does it: the correction is kept at once and the draft follows. So do the other drafts of
the document, which may be approved and published before the one that was corrected.
"""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import (
    Correction,
    CorrectionKind,
    slot_of,
    told_of,
)
from content.plans.enums import VersionState
from content.plans.models import PlanCorrection, PlanVersion, Rereading
from content.plans.review_states import VoidFor
from content.plans.selectors.corrections import standing_of, stretch_at
from content.plans.services.alone import PATIENCE, alone
from content.plans.services.anew import text_of
from content.plans.services.approvals import void_where_changed
from content.plans.services.asking import ask_again
from content.plans.services.correction_rows import (
    Draft,
    hold_draft,
    is_held,
    is_hidden,
    place_of,
    title_told,
    withdraw,
)
from content.plans.services.register import PlanRefused
from content.plans.services.rewriting import rewrite, uncovers
from content.plans.services.tries import may_try, not_read
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile, only_one
from portal.people.models import User

logger = logging.getLogger(__name__)

READ_AT_ONCE: Final = 20_000
"""Characters that are read in the request: a second of work. More goes to the worker."""


_SEEN_BY_ALL: Final = (CorrectionKind.FIELD, CorrectionKind.TITLE)


def is_long(version: PlanVersion) -> bool:
    """Is its text read by the worker, not in the request?"""
    return len(version.original) > READ_AT_ONCE


def correct_draft(
    *, version: PlanVersion, actor: User | None, kind: CorrectionKind, at: int, state: str = "",
    level: int = 0, key: str = "", ends: int = 0, last: int | None = None, columns: int = 0,
    name: str = "", called: str = "",
) -> PlanCorrection:  # fmt: skip
    """Say what the text at offset `at` of a draft's original is, `last` an offset in the last
    line of a table, or that who is called `name` acts in it or does not. Of two of a slot at one
    place the later stands. The same again is once.

    `state`: that of the stretch when the page was drawn. Raises ChangedMeanwhile where it is read
    differently by now, PlanRefused, Busy.
    """
    squeezed = Squeezed(version.original)
    said = Correction(
        kind, squeezed.locate(at), level, key, ends,
        squeezed.line(last) if last is not None else "", columns, name, called,
        version.content_hash,
    )  # fmt: skip
    place = place_of(said.at)
    with _at(version):
        held = PlanCorrection.objects.filter(document=version.document_id).standing()
        same = held.filter(kind=kind.value, name=name, called=called, **place)
        if (one := next((row for row in same if row.said == said), None)) is not None:
            return one
        stretch = stretch_at(version, at)
        if state and (stretch is None or stretch.state != state):
            raise ChangedMeanwhile
        if kind in _SEEN_BY_ALL and stretch is not None and is_hidden(stretch):
            raise uncovers()
        (row,) = _keep(version, actor, list(held), [said])
    return row


def correct_alike(
    *, version: PlanVersion, actor: User | None, like: PlanCorrection, places: Sequence[int],
    at: int, state: str = "",
) -> int:  # fmt: skip
    """Say of the lines at `places` of a draft's original what `like` says of the one at `at`, each
    by a correction of its own. Returns of how many it was not said before.

    `state`: that of the stretch at `at` when the page was drawn. Raises as `correct_draft`.
    """
    squeezed = Squeezed(version.original)
    with _at(version):
        held = list(PlanCorrection.objects.filter(document=version.document_id).standing())
        stretch = stretch_at(version, at)
        stands = any(row.pk == like.pk for row in held)
        if not stands or (state and (stretch is None or stretch.state != state)):
            raise ChangedMeanwhile
        known = [row.said for row in held]
        like_said = replace(like.said, made_in=version.content_hash)
        said = [replace(like_said, at=squeezed.locate(place)) for place in sorted(set(places))]
        said = [one for one in said if one not in known]
        return len(_keep(version, actor, held, said)) if said else 0


def undo_correction(
    *, version: PlanVersion, actor: User | None, correction: PlanCorrection
) -> bool:
    """Let it hold no longer, for this draft and for every text to come. False where it did not.

    Raises PlanRefused, Busy.
    """
    with _at(version):
        held = PlanCorrection.objects.filter(document=version.document_id).standing()
        if not held.filter(pk=correction.pk).exists():
            return False
        drafts = _read(version, [row.said for row in held if row.pk != correction.pk])
        with transaction.atomic():
            hold_draft(version)
            withdraw(correction, version, actor)
            changed = _apply(drafts, correction, before={one.pk for one in held})
            void_where_changed(document=version.document, why=VoidFor.CORRECTED, by=actor)
            _record("content.plan.correction_undone", version, correction, changed, actor)
    return True


def read_again(*, waiting: Rereading, patience: float = PATIENCE) -> bool:
    """Read the standing corrections into a long draft. False where somebody else is at it or its
    file cannot be read now: it waits on; and where it is refused, which is kept with its words.

    A reader killed in the middle is followed by another; after three deaths it is refused.
    """
    with rereading(waiting) as mine:
        if not mine or not may_try(waiting):
            return False
        version = PlanVersion.objects.select_related("document", "upload").get(
            pk=waiting.version_id
        )
        try:
            with alone(str(version.document_id), patience=patience):
                left = Rereading.objects.filter(pk=waiting.pk)
                waiting = left.first() or waiting
                held = standing_of(version.document)
                parsed = text_of(version, [row.said for row in held])
                with transaction.atomic():
                    hold_draft(version)
                    # What was to be read may have been taken back meanwhile.
                    if left.exists():
                        rewrite(version=version, parsed=parsed, title=title_told(version, parsed))
                        left.filter(changed_at=waiting.changed_at).delete()
                        # What was said meanwhile is read by the next.
                        left.update(read_with=[row.pk for row in held], tries=0, refusal="")
        except PlanRefused as refusal:
            logger.exception("draft not read again", extra={"version": version.pk})
            not_read(waiting, refusal)
            return False
    return not Rereading.objects.filter(pk=waiting.pk).exists()


def tend_rereadings(now: datetime) -> int:
    """Ask a worker again for what a killed one left; returns for how many drafts."""
    tried = Rereading.objects.exclude(~Q(refusal=""), tries__gte=Rereading.TRIES)
    return ask_again(tried, now=now, alone=rereading, ask=ask_worker)


def rereading(waiting: Rereading) -> AbstractContextManager[bool]:
    return only_one(f"plan-rereading-{waiting.version_id}")


def ask_worker(waiting: Rereading) -> None:
    from content.plans.tasks import correct

    def ask() -> None:
        correct.enqueue(waiting.pk)

    transaction.on_commit(ask, robust=True)


def _at(version: PlanVersion) -> AbstractContextManager[None]:
    """Nobody else imports or corrects this document meanwhile. What the worker is at waits for
    nobody: a correction of a long draft is only kept here."""
    if version.state != VersionState.DRAFT:
        raise PlanRefused(_("已发布的版本不能改。先点“改正这一版”，在同样文字的新草稿上改。"))
    name = f"correcting-{version.document_id}" if is_long(version) else str(version.document_id)
    return alone(name, patience=0)


def _read(version: PlanVersion, corrections: list[Correction]) -> list[Draft]:
    """The draft, and behind it the others of its document. No parse for what the worker reads: a
    long draft, what no longer fits into the request with it, and what cannot be read now. Beside
    a long one all others, for which nobody waits."""
    parsed = None if is_long(version) else text_of(version, corrections)
    found = [Draft(version, parsed)]
    others = PlanVersion.objects.filter(
        document=version.document_id, state=VersionState.DRAFT, ready=True
    ).exclude(pk=version.pk)
    left = READ_AT_ONCE - len(version.original)
    for other in others.select_related("document", "upload").order_by("-number"):
        left -= len(other.original)
        parsed = None
        if left >= 0:
            with suppress(PlanRefused):
                parsed = text_of(other, corrections)
        found.append(Draft(other, parsed))
    return found


def _apply(drafts: Sequence[Draft], row: PlanCorrection, *, before: set[int]) -> int:
    """How many clauses of the first are read differently. The others follow, or the worker is
    asked where one of them refuses: what is said of one text is not refused for another."""
    changed = _follow(drafts[0], row, before)
    for one in drafts[1:]:
        if not is_held(one.version):
            continue
        try:
            with transaction.atomic():
                _follow(one, row, before)
        except PlanRefused:
            _follow(one._replace(parsed=None), row, before)
    return changed


def _follow(draft: Draft, row: PlanCorrection, before: set[int]) -> int:
    """How many clauses are read differently; 0 where the worker is asked to read, or has not
    begun to read what is taken back. `before` stood until now."""
    version, parsed = draft
    if parsed is not None:
        title = title_told(version, parsed)
        if not title and row.kind == CorrectionKind.TITLE:
            title = parsed.metadata.title
        Rereading.objects.filter(version=version).delete()
        return rewrite(version=version, parsed=parsed, title=title)
    anew = {"changed_at": timezone.now(), "asked_at": timezone.now(), "tries": 0, "refusal": ""}
    waiting, _made = Rereading.objects.update_or_create(
        version=version, defaults=anew, create_defaults={**anew, "read_with": sorted(before)}
    )
    standing = PlanCorrection.objects.filter(document=version.document_id).standing()
    if waiting.read_with is not None and {one.pk for one in standing} == set(waiting.read_with):
        waiting.delete()
    else:
        ask_worker(waiting)
    return 0


def _keep(
    version: PlanVersion, actor: User | None, held: list[PlanCorrection], said: list[Correction]
) -> list[PlanCorrection]:
    """All of it or nothing; what stood at the same places gives way."""
    places = {(slot_of(one.kind), told_of(one), one.at) for one in said}
    gone = [
        row for row in held
        if (slot_of(row.said.kind), told_of(row.said), row.said.at) in places
    ]  # fmt: skip
    others = [row.said for row in held if row not in gone]
    drafts = _read(version, [*others, *said])
    with transaction.atomic():
        hold_draft(version)
        for row in gone:
            withdraw(row, version, actor)
        rows = [
            PlanCorrection.of(one, document=version.document, made_on=version, made_by=actor)
            for one in said
        ]
        for row in rows:
            row.save()
        changed = _apply(drafts, rows[-1], before={one.pk for one in held})
        void_where_changed(document=version.document, why=VoidFor.CORRECTED, by=actor)
        for at, row in enumerate(rows):
            # What all of them changed together is counted once.
            _record("content.plan.corrected", version, row, 0 if at else changed, actor)
    return rows


def _record(
    action: str, version: PlanVersion, row: PlanCorrection, changed: int, actor: User | None
) -> None:
    record(
        actor=actor,
        action=action,
        target=version.document,
        unit_id=version.document.owner_unit_id,
        data={
            "version": version.number, "correction": row.pk, "kind": row.kind, "clauses": changed,
        },
    )  # fmt: skip
