from collections.abc import Collection, Iterator
from uuid import UUID

from content.pages.anchors import Anchor, Status
from content.pages.models import Paragraph


def paragraph_anchors(identifiers: Collection[UUID]) -> Iterator[Anchor]:
    """Anchors of paragraphs by key, in one query. Withdrawn ones keep their last text."""
    for row in Paragraph.objects.filter(key__in=identifiers).select_related("page"):
        status: Status = "current"
        if row.withdrawn_at is not None:
            status = "withdrawn"
        elif row.content_hash != row.first_hash:
            status = "changed"
        url = row.page.get_url() if row.page is not None and row.page.live else None
        yield Anchor(
            key=row.anchor_key,
            title=row.page_title,
            path=(row.page_title, row.section) if row.section else (row.page_title,),
            text=row.text,
            url=f"{url}{row.subpath}#{row.fragment}" if url else "",
            content_hash=row.content_hash,
            status=status,
        )
