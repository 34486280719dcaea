"""Whether what was approved is what would be published, and what an edit does to an approval.

Everybody who asks for a review, decides on it or publishes holds the document and then the
version first: whoever edits either waits, or was first and is seen.
"""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans import telling
from content.plans.domain.review import fingerprint, stands
from content.plans.enums import VersionState
from content.plans.models import (
    ClauseTable,
    PlanDocument,
    PlanVersion,
    Rereading,
    ReviewRound,
    TableCell,
)
from content.plans.models.version import heavy
from content.plans.review_states import RoundState, VoidFor
from content.plans.selectors.review import authors_of, open_round
from content.plans.services.reach import settle
from content.plans.services.register import PlanRefused
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.people.models import User

_FACTS: Final = (
    "title", "notice_title", "content_hash", "fields", "script", "issuer", "index_number",
    "catalogue", "subject_words", "document_number", "signed_on", "published_on", "effective_on",
    "document__title", "document__visibility",
)  # fmt: skip
_CLAUSE: Final = (
    "anchor", "parent__position", "depth", "kind", "number", "heading", "mark", "content_hash",
    "visibility",
)  # fmt: skip
_CELL: Final = (
    "table__clause__position", "row", "column", "row_span", "column_span", "header", "text",
)  # fmt: skip


def hold_draft(version: PlanVersion) -> None:
    """The document, then the draft, until the transaction ends. Raises PlanRefused where it is
    none any more, or is still read in or corrected."""
    hold(PlanDocument.objects.filter(pk=version.document_id), by="title")
    draft = PlanVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT, ready=True)
    if not hold(draft, by="number"):
        if PlanVersion.objects.filter(pk=version.pk, state=VersionState.PUBLISHED).exists():
            raise PlanRefused(_("这一版已经发布了，不用再审。"))
        raise PlanRefused(_("这份草稿刚被删掉了。"))
    waiting = Rereading.objects.filter(version=version.pk).first()
    if waiting is not None:
        raise PlanRefused(waiting.why_it_waits)


def present(version: PlanVersion) -> str:
    """Fingerprint of a draft as it would be published now. Eight queries."""
    settle(version)
    facts = PlanVersion.objects.filter(pk=version.pk).values(*_FACTS).get()
    clauses = version.clauses.order_by("position").values_list(*_CLAUSE)
    told = version.clauses.exclude(told=[]).order_by("position").values_list("position", "told")
    tables = ClauseTable.objects.filter(clause__version=version).order_by("clause__position")
    cells = TableCell.objects.filter(table__clause__version=version)
    return fingerprint(
        facts,
        {
            "clauses": clauses.iterator(),
            "tables": tables.values_list("clause__position", "rows", "columns", "certain"),
            "cells": cells.order_by("table__clause__position", "row", "column")
            .values_list(*_CELL)
            .iterator(),
            "repairs": version.repairs.order_by("start").values_list(
                "kind", "start", "end", "replacement"
            ),
            # Named only where it is: what was asked about before there was any stays the same.
            **({"told": rows} if (rows := list(told)) else {}),
        },
    )


def approval_of(version: PlanVersion) -> ReviewRound:
    """The approval on which a draft, held by the caller, may be published. Raises PlanRefused."""
    held = open_round(version)
    if held is None:
        raise PlanRefused(_("这一版没有批准，不能发布。先送审，请没有参与的人批准。"))
    if held.state == RoundState.ASKED:
        raise PlanRefused(_("这一版还在等审核，批准以后才能发布。"))
    if not stands(
        state=held.state,
        approved=held.fingerprint,
        present=present(version),
        decider=held.decided_by_id,
        wrote=authors_of(version),
    ):
        raise PlanRefused(_("批准以后又改过，那次批准不算了。撤回送审，再送审一次。"))
    return held


def void_where_changed(*, document: PlanDocument, why: VoidFor, by: User | None) -> int:
    """End the reviews of drafts that readers would see otherwise than when they were asked about,
    in the transaction of the edit. Returns how many; one query where nothing is in review."""
    ended = 0
    for held in _in_review(document):
        moved = Rereading.objects.filter(version=held.version_id).exists()
        if moved or present(held.version) != held.fingerprint:
            ended += void(held, why=why, by=by)
    return ended


def void(held: ReviewRound, *, why: VoidFor, by: User | None) -> bool:
    """False where it has ended otherwise meanwhile."""
    rounds = ReviewRound.objects.open().filter(pk=held.pk)
    if not rounds.update(state=RoundState.VOID, void_for=why, ended_by=by, ended_at=timezone.now()):
        return False
    held.refresh_from_db(fields=["state", "void_for", "ended_by", "ended_at"])
    record(
        actor=by,
        action="content.plan.review_void",
        target=held.version.document,
        unit_id=held.version.document.owner_unit_id,
        data={"version": held.version.number, "void_for": str(why)},
    )
    telling.void(round=held, by=by)
    return True


def _in_review(document: PlanDocument) -> QuerySet[ReviewRound]:
    return (
        ReviewRound.objects.open()
        .filter(version__document=document, version__state=VersionState.DRAFT, version__ready=True)
        .select_related("version__document", "asked_by")
        .defer(*heavy("version", but=("notes", "fields")))
    )
