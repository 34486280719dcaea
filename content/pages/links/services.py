"""Links follow the text: they are written when a page is published, from what it says."""

from typing import TYPE_CHECKING

from django.db import transaction

from content.pages.links.models import Link

if TYPE_CHECKING:
    from content.pages.models import KnowledgePage


def sync_links(*, page: "KnowledgePage", stands: bool) -> int:
    """Bring the links of a page to what it now says, to none where it stands no longer.
    Returns how many there are."""
    source = page.knowledge_key
    said = set(page.linked()) if stands and not page.is_withdrawn else set()
    with transaction.atomic():
        kept = set()
        for link in Link.objects.filter(source_key=source):
            pair = (link.kind, link.target_key)
            if pair in said:
                kept.add(pair)
            else:
                link.delete()
        Link.objects.bulk_create(
            [
                Link(kind=kind, source_key=source, target_key=target)
                for kind, target in sorted(said - kept)
                if target != source
            ],
            ignore_conflicts=True,
        )
    return len(said)
