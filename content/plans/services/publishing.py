"""Publishing a version: the page, the search and everybody who cites a clause follow.

A short plan is followed in the same transaction. For a long one that would hold the database
for half a minute, so its page changes at once and the rest follows in short steps, which a
task does and the periodic job finishes after a crash.
"""

import logging
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages import anchors
from content.plans.enums import VersionState
from content.plans.models import Clause, PlanDocument, PlanVersion, Publication
from content.plans.search import documents_of
from content.plans.services.register import PlanRefused
from portal.foundation.audit.services import record
from portal.foundation.locks import only_one
from portal.foundation.pagecache.services import purge
from portal.people.models import User
from search.documents import services as search
from search.documents.models import SearchDocument

logger = logging.getLogger(__name__)

AT_ONCE: Final = 500
"""Clauses that are followed in the transaction of the change."""

TOLD_AT_A_TIME: Final = 50
INDEXED_AT_A_TIME: Final = 200


@transaction.atomic
def publish_version(*, version: PlanVersion, actor: User | None) -> PlanDocument:
    """Make a version the current one. Publishing the current version again changes nothing.

    An earlier published version can be made current again. `anchors.changed` is sent for each
    clause whose words differ or that is gone. Raises PlanRefused for a version still read in.
    """
    document = PlanDocument.objects.get(pk=version.document_id)
    if document.current_version_id == version.pk:
        return document
    # Asked and changed in one statement: a draft thrown away meanwhile is never published.
    read = PlanVersion.objects.filter(pk=version.pk, ready=True)
    made_final = read.filter(state=VersionState.DRAFT).update(
        state=VersionState.PUBLISHED, published_at=timezone.now(), published_by=actor
    )
    if not made_final and not read.filter(state=VersionState.PUBLISHED).exists():
        raise PlanRefused(_("这一版还没有读完，读完再发布。"))
    version.refresh_from_db()
    before = document.current_version_id
    document.current_version = version
    document.title = version.title
    document.save(update_fields=["current_version", "title"])
    changes = _changed_keys(before, version.pk)
    if is_long(document) or len(changes) > AT_ONCE:
        _follow_later(document, before, version)
    else:
        _tell(changes)
        refresh_search(document=document)
    purge(reason="plan")
    record(
        actor=actor,
        action="content.plan.published",
        target=document,
        unit_id=document.owner_unit_id,
        data={"version": version.number, "changed_clauses": len(changes)},
    )
    return document


def is_long(document: PlanDocument) -> bool:
    """Has the version in force more clauses than one transaction should follow?"""
    return Clause.objects.filter(version=document.current_version_id).count() > AT_ONCE


@transaction.atomic
def refresh_search(*, document: PlanDocument) -> None:
    """Make the search hold the current version's clauses, with the document's present facets."""
    search.replace_group(document.group_key, documents_of(document))


@transaction.atomic
def follow_change(*, document: PlanDocument, hide: bool) -> None:
    """The search after new register data. `hide` takes the old rows of a long plan out at
    once, so that nobody finds for another second what is no longer theirs."""
    current = document.current_version
    if current is None or not is_long(document):
        refresh_search(document=document)
        return
    if hide:
        search.replace_group(document.group_key, ())
    _follow_later(document, None, current)


def _follow_later(document: PlanDocument, before: int | None, after: PlanVersion) -> None:
    from content.plans.tasks import follow

    publication = Publication.objects.create(document=document, before_id=before, after=after)
    transaction.on_commit(partial(follow.enqueue, publication.pk), robust=True)


def finish_publication(publication: Publication) -> bool:
    """Do what is left of one publication, step by step. False where another process does it."""
    with only_one(f"plan-publication-{publication.document_id}") as mine:
        if not mine:
            return False
        publication.refresh_from_db()
        if publication.finished_at is not None:
            return True
        changes = _changed_keys(publication.before_id, publication.after_id)
        while step := changes[publication.told : publication.told + TOLD_AT_A_TIME]:
            with transaction.atomic():
                _tell(step)
                publication.told += len(step)
                publication.save(update_fields=["told"])
        _index(publication.document)
        with transaction.atomic():
            publication.finished_at = timezone.now()
            publication.save(update_fields=["finished_at"])
            purge(reason="plan")
    return True


def finish_publications() -> int:
    """Finish all that are open; returns how many."""
    open_ones = Publication.objects.filter(finished_at__isnull=True).select_related("document")
    finished = 0
    for publication in open_ones:
        try:
            finished += finish_publication(publication)
        except Exception:
            # One that fails must not keep everybody after it waiting.
            logger.exception("publication unfinished", extra={"publication": str(publication.pk)})
    return finished


def _index(document: PlanDocument) -> None:
    document.refresh_from_db()
    documents = documents_of(document)
    kept: set[str] = set()
    while step := list(islice(documents, INDEXED_AT_A_TIME)):
        kept.update(one.key for one in step)
        search.put(step)
    held = SearchDocument.objects.filter(group_key=document.group_key).values_list("key", flat=True)
    for keys in _slices([key for key in held if key not in kept]):
        search.remove(keys)


def _slices(keys: list[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while step := list(islice(rest, INDEXED_AT_A_TIME)):
        yield step


Change = tuple[str, str, str]


def _changed_keys(before: int | None, after: int) -> list[Change]:
    """(key, old hash, new hash or "") of each clause that differs or is gone, in one order."""
    if before is None:
        return []

    def hashes(version: int) -> dict[str, str]:
        rows = Clause.objects.filter(version=version).values_list("anchor", "content_hash")
        return {f"clause:{anchor}": text_hash for anchor, text_hash in rows}

    old, new = hashes(before), hashes(after)
    return sorted(
        (key, old_hash, new.get(key, ""))
        for key, old_hash in old.items()
        if new.get(key) != old_hash
    )


def _tell(changes: list[Change]) -> None:
    for key, old_hash, new_hash in changes:
        anchors.changed.send(
            sender=Clause, key=key, old_hash=old_hash, new_hash=new_hash, withdrawn=not new_hash
        )
