"""Links follow the text: they are written when a page is published, from what it says."""

from typing import TYPE_CHECKING

from django.db import transaction

from content.pages.links.models import Link

if TYPE_CHECKING:
    from content.pages.models import KnowledgePage


def sync_links(*, page: "KnowledgePage", stands: bool) -> None:
    """Bring the links of a page to what it now says, to none where it stands no longer."""
    source = page.knowledge_key
    said = set(page.linked()) if stands and not page.is_withdrawn else set()
    with transaction.atomic():
        rows = Link.objects.filter(source_key=source)
        stored = {(link.kind, link.target_key): link.pk for link in rows}
        rows.filter(pk__in=[pk for pair, pk in stored.items() if pair not in said]).delete()
        Link.objects.bulk_create(
            [
                Link(kind=kind, source_key=source, target_key=target)
                for kind, target in sorted(said - stored.keys())
            ],
            ignore_conflicts=True,
        )
