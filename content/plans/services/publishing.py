"""Publishing a version: the page, the search and everybody who cites a clause follow at once."""

from django.db import transaction
from django.utils import timezone

from content.pages import anchors
from content.plans.enums import VersionState
from content.plans.models import Clause, PlanDocument, PlanVersion
from content.plans.search import documents_of
from portal.foundation.audit.services import record
from portal.foundation.pagecache.services import purge
from portal.people.models import User
from search.documents import services as search


@transaction.atomic
def publish_version(*, version: PlanVersion, actor: User | None) -> PlanDocument:
    """Make a version the current one. Publishing the current version again changes nothing.

    An earlier published version can be made current again. `anchors.changed` is sent for each
    clause whose words differ or that is gone.
    """
    document = PlanDocument.objects.get(pk=version.document_id)
    if document.current_version_id == version.pk:
        return document
    PlanVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT).update(
        state=VersionState.PUBLISHED, published_at=timezone.now(), published_by=actor
    )
    version.refresh_from_db()
    before = document.current_version_id
    document.current_version = version
    document.title = version.title
    document.save(update_fields=["current_version", "title"])
    changes = _tell_changes(before, version.pk) if before else 0
    refresh_search(document=document)
    purge(reason="plan")
    record(
        actor=actor,
        action="content.plan.published",
        target=document,
        unit_id=document.owner_unit_id,
        data={"version": version.number, "changed_clauses": changes},
    )
    return document


def _tell_changes(before: int, after: int) -> int:
    """Send `anchors.changed` for each clause that differs or is gone; returns how many."""

    def hashes(version: int) -> dict[str, str]:
        rows = Clause.objects.filter(version=version).values_list("anchor", "content_hash")
        return {f"clause:{anchor}": text_hash for anchor, text_hash in rows}

    old, new = hashes(before), hashes(after)
    sent = 0
    for key, old_hash in old.items():
        new_hash = new.get(key)
        if new_hash != old_hash:
            sent += 1
            anchors.changed.send(
                sender=Clause,
                key=key,
                old_hash=old_hash,
                new_hash=new_hash or "",
                withdrawn=new_hash is None,
            )
    return sent


@transaction.atomic
def refresh_search(*, document: PlanDocument) -> None:
    """Make the search hold the current version's clauses, with the document's present facets."""
    search.replace_group(document.group_key, documents_of(document))
