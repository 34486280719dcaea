"""An editor says who may read a clause: at once, in every version, on every page and in search."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.reach import is_stricter
from content.plans.enums import VersionState, Visibility
from content.plans.models import Clause, ClauseVisibility, PlanDocument, PlanVersion
from content.plans.review_states import VoidFor
from content.plans.services.approvals import void_where_changed
from content.plans.services.extracts import extract_later
from content.plans.services.publishing import follow_change
from content.plans.services.reach import Kin, kin_of, settle_document
from content.plans.services.register import PlanRefused
from content.plans.services.widening import refuse_to_widen, void_widenings
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile, hold
from portal.foundation.pagecache.services import purge
from portal.people.models import User


def set_visibility(
    *,
    clause: Clause,
    visibility: str,
    actor: User | None,
    shown: str | None = None,
    confirmed_by: User | None = None,
    kin: Mapping[tuple[int, int], Kin] | None = None,
) -> bool:
    """Say who may read a clause and what stands below it, for all versions. It also settles what
    an import proposed. False where it was said already.

    `shown`: `state_of` what was said when the page was drawn, None where there was no page. Raises
    ChangedMeanwhile where something else is said by now, and PlanRefused where more people would
    read what was published and nobody else agreed (`confirmed_by`, by whose hand it happens), and
    where nothing of the version would be left for everybody: then it is the whole document that is
    not public. `kin`: `kin_of` the document, of who is in a transaction already.
    """
    known = kin_of(clause.version.document) if kin is None else kin
    with transaction.atomic():
        return _set(clause, visibility, actor, shown, known, confirmed_by)


def _set(
    clause: Clause,
    visibility: str,
    actor: User | None,
    shown: str | None,
    kin: Mapping[tuple[int, int], Kin],
    confirmed_by: User | None,
) -> bool:
    document = PlanDocument.objects.get(pk=clause.version.document_id)
    hold(PlanDocument.objects.filter(pk=document.pk), by="title")
    document.refresh_from_db()
    said = ClauseVisibility.objects.filter(document=document, anchor=clause.anchor).first()
    if said is None and visibility == Visibility.PUBLIC:
        return False
    if said is not None and said.visibility == visibility and not said.is_open:
        return False
    if shown is not None and shown != state_of(said):
        raise ChangedMeanwhile
    if needs_another(clause, said, visibility):
        refuse_to_widen(document=document, actor=actor, confirmed_by=confirmed_by)
    ClauseVisibility.objects.update_or_create(
        document=document,
        anchor=clause.anchor,
        defaults={
            "visibility": visibility, "content_hash": clause.content_hash,
            "judged_by": actor, "judged_at": timezone.now(),
        },
    )  # fmt: skip
    follow_visibility(document, kin)
    narrower = said is None or is_stricter(visibility, said.visibility)
    if narrower and not _leaves_something(clause.version):
        raise PlanRefused(
            _("照这样，整份文件就没有一条公开的了。要整份不公开，在登记页改这份文件的公开范围。")
        )
    hand = confirmed_by or actor
    void_where_changed(document=document, why=VoidFor.READERS, by=hand)
    # That of the document frees other words by now than whoever decides has seen.
    void_widenings(document=document, anchors=[clause.anchor, None], by=hand)
    record(
        actor=hand,
        action="content.plan.clause_visibility",
        target_key=clause.key,
        unit_id=document.owner_unit_id,
        data={"visibility": visibility, "version": clause.version.number},
    )
    return True


def needs_another(clause: Clause, said: ClauseVisibility | None, wanted: str) -> bool:
    """Whether more people would read what readers know already, so that a second person is to
    confirm it."""
    return said is not None and is_stricter(said.visibility, wanted) and _was_published(clause)


def _was_published(clause: Clause) -> bool:
    """Whether readers know it, from the version in force or an earlier one."""
    return Clause.objects.filter(
        version__document=clause.version.document_id,
        version__state=VersionState.PUBLISHED,
        anchor=clause.anchor,
    ).exists()


def state_of(said: ClauseVisibility | None) -> str:
    """Nothing said is a state as well."""
    return said.state if said is not None else ""


def follow_visibility(
    document: PlanDocument, kin: Mapping[tuple[int, int], Kin] | None = None
) -> None:
    """Pages and search after something was said of a clause, in the transaction of the caller.
    `kin` as of `settle_document`."""
    if settle_document(document, kin):
        extract_later(document)
        follow_change(document=document, hide=True)
    purge(reason="plan")


def _leaves_something(version: PlanVersion) -> bool:
    return version.clauses.filter(visibility=Visibility.PUBLIC).exists()
