"""Publishing a version: the page, the search and everybody who cites a clause follow.

What a person publishes was approved by somebody who did not write it; see `review`.

A short plan is followed in the same transaction. For a long one that would hold the database
for half a minute, so its page changes at once and the rest follows in short steps, which a
task does; see `following`.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.reach import is_stricter
from content.plans.enums import VersionState, Visibility
from content.plans.marked import is_classified, narrowed, warning_of
from content.plans.models import Clause, PlanDocument, PlanVersion, Rereading
from content.plans.review_states import PublishedBy, VoidFor
from content.plans.search import documents_of
from content.plans.selectors.newer import dated
from content.plans.selectors.originals import ends_the_offer
from content.plans.services.approvals import approval_of, void_where_changed
from content.plans.services.comparing import Ahead, as_read, look_ahead
from content.plans.services.extracts import extract_later
from content.plans.services.following import changed_keys, follow_later, is_followed, tell
from content.plans.services.former_days import HANDED_OVER, hand_over_days
from content.plans.services.reach import settle_document
from content.plans.services.register import PlanRefused
from content.plans.services.tasks import settle_tasks
from content.plans.services.widening import void_widenings
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.foundation.pagecache.services import purge
from portal.people.models import User
from search.documents import services as search

AT_ONCE: Final = 500
"""Clauses that are followed in the transaction of the change."""


def publish_version(
    *, version: PlanVersion, actor: User | None, ahead: Ahead | None = None
) -> PlanDocument:
    """Make a version the current one. Publishing the current version again changes nothing.

    A draft needs an approval of its present text by somebody who did not write it, unless
    nobody publishes it (`actor` None) but the operator at the server. An earlier published
    version can be made current again: it was approved. `anchors.changed` is sent for each
    clause whose words differ or that is gone. A document whose text is marked as not for everybody
    is for no more people than the mark says. The original is offered to readers no longer where
    the version came from another file. A draft whose approval no longer holds loses it. Raises
    PlanRefused for a version that nobody approved, that is still read in or corrected, that was
    thrown away meanwhile, or that is marked as a state secret. `ahead`: from whoever is in a
    transaction already.
    """
    ahead = ahead or look_ahead(version)
    with transaction.atomic():
        return _publish(version, actor, ahead)


def _publish(version: PlanVersion, actor: User | None, ahead: Ahead) -> PlanDocument:
    document = _held(version)
    if document.current_version_id == version.pk:
        return document
    if is_classified(version.original):
        raise PlanRefused(warning_of(version.original))
    # Of a published version it is a draft that was asked for.
    waiting = Rereading.objects.filter(
        version=version.pk, version__state=VersionState.DRAFT
    ).first()
    if waiting is not None:
        raise PlanRefused(waiting.why_it_waits)
    # Asked and changed in one statement: a draft thrown away meanwhile is never published.
    read = PlanVersion.objects.filter(pk=version.pk, ready=True)
    draft = read.filter(state=VersionState.DRAFT)
    if actor is not None and hold(draft, by="number"):
        approval_of(version)
    made_final = draft.update(
        state=VersionState.PUBLISHED, published_at=timezone.now(), published_by=actor
    )
    if not made_final and not read.filter(state=VersionState.PUBLISHED).exists():
        if not PlanVersion.objects.filter(pk=version.pk).exists():
            raise _thrown_away()
        raise PlanRefused(_("这一版没有读完，或者正在删除，现在不能发布。"))
    version.refresh_from_db()
    still = as_read(version) == ahead.read
    before, read_by = document.current_version_id, document.visibility
    hidden = _hidden(before)
    withdrawn = ends_the_offer(document, version)
    handed = hand_over_days(document=document, version=version, again=not made_final)
    document.current_version = version
    document.title = version.title
    document.visibility = narrowed(document.visibility, version.original)
    document.original_for_readers = document.original_for_readers and not withdrawn
    document.save(
        update_fields=[
            "current_version", "title", "visibility", "original_for_readers", *HANDED_OVER,
        ]
    )  # fmt: skip
    settle_document(document, ahead.kin if still else None)
    void_where_changed(document=document, why=VoidFor.PUBLISHED, by=actor)
    if before != version.pk:
        void_widenings(document=document, by=actor)
    settle_tasks(version)
    extract_later(document)
    changes = ahead.changes if still else changed_keys(before, version.pk)
    if is_long(document) or len(changes) > AT_ONCE or is_followed(document):
        if is_stricter(document.visibility, read_by) or _hidden(before) - hidden:
            # Nobody finds till the worker comes what is no longer theirs.
            search.replace_group(document.group_key, ())
        follow_later(document, before, version)
    else:
        tell(changes)
        _refresh_search(document)
    purge(reason="plan")
    record(
        actor=actor,
        action="content.plan.published",
        target=document,
        unit_id=document.owner_unit_id,
        data={
            "version": version.number, "changed_clauses": len(changes),
            "by_way": _way(again=not made_final, actor=actor),
        },
    )  # fmt: skip
    if entry := [*handed, *(["original_for_readers"] if withdrawn else [])]:
        record(
            actor=actor,
            action="content.plan.changed",
            target=document,
            unit_id=document.owner_unit_id,
            data={"fields": sorted(entry)},
        )
    return document


def _hidden(version: int | None) -> set[tuple[int, str]]:
    """Clauses that not everybody reads, with their grades."""
    clauses = Clause.objects.filter(version=version).exclude(visibility=Visibility.PUBLIC)
    return set(clauses.values_list("pk", "visibility"))


def _way(*, again: bool, actor: User | None) -> str:
    if again:
        return PublishedBy.AGAIN
    return PublishedBy.OPERATOR if actor is None else PublishedBy.REVIEW


def publish_if_newest(*, version: PlanVersion, actor: User | None) -> PlanDocument:
    """Publish a draft that is newer than what is in force. A version that was published before
    and replaced since stays replaced. Raises PlanRefused as `publish_version` does, and for
    a text that is dated before the one in force."""
    ahead = look_ahead(version)
    with transaction.atomic():
        document = _held(version)
        in_force = document.current_version
        replaced = PlanVersion.objects.filter(pk=version.pk, state=VersionState.PUBLISHED).exists()
        if replaced or (in_force is not None and in_force.number >= version.number):
            return document
        days = dated(version)
        if days is not None and days.is_earlier:
            raise PlanRefused(
                _(
                    "成文日期 %(day)s，早于现行的第 %(number)d 版（%(in_force)s），留作草稿，"
                    "没有发布。确要用它，在预案工作台送审、发布。"
                )
                % {"day": days.day, "number": days.number, "in_force": days.in_force}
            )
        return publish_version(version=version, actor=actor, ahead=ahead)


def _held(version: PlanVersion) -> PlanDocument:
    """Its document, which nobody else changes until the transaction ends. Raises PlanRefused."""
    document = PlanDocument(pk=version.document_id)
    try:
        _as_it_stands(document)
    except PlanDocument.DoesNotExist as error:
        raise _thrown_away() from error
    return document


def _thrown_away() -> PlanRefused:
    return PlanRefused(_("这份草稿刚被删掉了，没有发布。"))


def is_long(document: PlanDocument) -> bool:
    """Has the version in force more clauses than one transaction should follow?"""
    return Clause.objects.filter(version=document.current_version_id).count() > AT_ONCE


def _refresh_search(document: PlanDocument) -> None:
    """Make the search hold the current version's clauses, with the document's present facets."""
    search.replace_group(document.group_key, documents_of(document))


@transaction.atomic
def follow_change(*, document: PlanDocument, hide: bool) -> None:
    """The search after new register data. `hide` takes the old rows of a long plan out at
    once, so that nobody finds for another second what is no longer theirs."""
    _as_it_stands(document)
    current = document.current_version
    if current is None or not is_long(document):
        _refresh_search(document)
        return
    if hide:
        search.replace_group(document.group_key, ())
    follow_later(document, None, current)


def _as_it_stands(document: PlanDocument) -> None:
    """Read the document again once its row is ours until the commit: what somebody else has
    changed since it was first read must not come back through the search."""
    hold(PlanDocument.objects.filter(pk=document.pk), by="title")
    document.refresh_from_db()
