"""What follows a change of a long plan, in steps of a moment each: its citations, its search.

A task does it. A step that died with its process is done again by the next task.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from content.pages import anchors
from content.pages.anchors import parse
from content.plans.enums import VersionState
from content.plans.models import Clause, FollowUp, PlanDocument, PlanVersion
from content.plans.search import documents_of, grants_of
from content.plans.selectors.lists import shown_hashes
from content.plans.services.asking import ask_again
from portal.foundation.locks import only_one
from portal.foundation.pagecache.services import purge
from search.documents import Document
from search.documents import services as search
from search.documents.models import SearchDocument

TOLD_AT_A_TIME: Final = 50
INDEXED_AT_A_TIME: Final = 200


def follow_later(document: PlanDocument, before: int | None, after: PlanVersion) -> None:
    """Leave it to a worker, who is asked when the change is committed."""
    _ask_worker(FollowUp.objects.create(document=document, before_id=before, after=after))


def is_followed(document: PlanDocument) -> bool:
    """Does something still follow an earlier change, which whoever cites a clause hears first?"""
    return FollowUp.objects.filter(document=document, finished_at__isnull=True).exists()


def _ask_worker(follow_up: FollowUp) -> None:
    from content.plans.tasks import follow

    transaction.on_commit(lambda: follow.enqueue(follow_up.pk), robust=True)


def _following(follow_up: FollowUp) -> AbstractContextManager[bool]:
    """True inside the block where nobody else follows a change of this document."""
    return only_one(f"plan-follow-up-{follow_up.document_id}")


def finish_follow_up(follow_up: FollowUp) -> bool:
    """Do what is left of one change, step by step, and of the earlier ones of its document before
    it: whoever cites a clause hears of its texts in the order they came. False where another
    process does it."""
    with _following(follow_up) as mine:
        if not mine:
            return False
        undone = FollowUp.objects.filter(
            document=follow_up.document_id, pk__lte=follow_up.pk, finished_at__isnull=True
        )
        for each in undone.select_related("document").order_by("pk"):
            _finish(each)
        follow_up.refresh_from_db()
    return True


def _finish(follow_up: FollowUp) -> None:
    changes = changed_keys(follow_up.before_id, follow_up.after_id)
    while step := changes[follow_up.told : follow_up.told + TOLD_AT_A_TIME]:
        with transaction.atomic():
            tell(step)
            follow_up.told += len(step)
            follow_up.save(update_fields=["told"])
    while not _index(follow_up.document):
        pass
    with transaction.atomic():
        follow_up.finished_at = timezone.now()
        follow_up.save(update_fields=["finished_at"])
        purge(reason="plan")


def tend_follow_ups(now: datetime) -> int:
    """Ask a worker again for what a killed one left; returns for how many changes."""
    undone = FollowUp.objects.filter(finished_at__isnull=True)
    return ask_again(undone, now=now, alone=_following, ask=_ask_worker)


def _index(document: PlanDocument) -> bool:
    """Put the clauses of the version in force into the search, step by step. False, and not
    finished, where the document was hidden or changed on the way: begin anew."""
    document.refresh_from_db()
    documents = documents_of(document)
    kept: set[str] = set()
    while step := list(islice(documents, INDEXED_AT_A_TIME)):
        kept.update(one.key for one in step)
        with transaction.atomic():
            if not _still_as_read(document) or not _still_as_far(document, step):
                return False
            search.put(step)
    held = SearchDocument.objects.filter(group_key=document.group_key).values_list("key", flat=True)
    for keys in _slices([key for key in held if key not in kept]):
        with transaction.atomic():
            if not _still_as_read(document):
                return False
            search.remove(keys)
    return True


def _still_as_read(document: PlanDocument) -> bool:
    """Asked by a write, so that a change under way is waited for, and one that comes after
    waits for us and then takes out what we put in."""
    fields = ("visibility", "status", "owner_unit_id", "current_version_id")
    as_read = {name: getattr(document, name) for name in fields}
    return bool(
        PlanDocument.objects.filter(pk=document.pk, **as_read).update(
            visibility=document.visibility
        )
    )


def _still_as_far(document: PlanDocument, step: Sequence[Document]) -> bool:
    """Whether who may read each clause is what it was when all were read. Whoever changes it
    holds the row of the document too."""
    found = {parse(one.key)[1]: one.grants for one in step}
    clauses = Clause.objects.filter(version=document.current_version_id, anchor__in=found)
    return all(
        found[anchor] == grants_of(document, grade)
        for anchor, grade in clauses.values_list("anchor", "visibility")
    )


def _slices(keys: list[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while step := list(islice(rest, INDEXED_AT_A_TIME)):
        yield step


Change = tuple[str, str, str]


def changed_keys(before: int | None, after: int) -> list[Change]:
    """(key, old hash, new hash) of each clause that differs, is gone (no new hash) or comes back
    (no old one), in one order: whoever was told that it is gone hears that it stands again."""
    if before is None:
        return []
    old, new = shown_hashes(before), shown_hashes(after)
    back = _once_published(before, after) & (new.keys() - old.keys())
    differing = (anchor for anchor in {*old, *back} if new.get(anchor) != old.get(anchor))
    return sorted(
        (f"clause:{anchor}", old.get(anchor, ""), new.get(anchor, "")) for anchor in differing
    )


def _once_published(before: int, after: int) -> set[UUID]:
    """Anchors of the versions that stood before this change, of which `after` may be one itself.
    Only what is final, so that a task that goes on finds the same changes."""
    numbers = dict(PlanVersion.objects.filter(pk__in=(before, after)).values_list("pk", "number"))
    earlier = PlanVersion.objects.filter(
        document__versions=after,
        state=VersionState.PUBLISHED,
        number__lt=max(numbers.values()),
    )
    return set(Clause.objects.filter(version__in=earlier).values_list("anchor", flat=True))


def tell(changes: Iterable[Change]) -> None:
    """Let everybody who cites one of these clauses hear of it."""
    for key, old_hash, new_hash in changes:
        anchors.changed.send(
            sender=Clause, key=key, old_hash=old_hash, new_hash=new_hash, withdrawn=not new_hash
        )
