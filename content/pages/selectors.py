from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from content.pages.anchors import Anchor, Status
from content.pages.enums import ParagraphKind
from content.pages.models import Paragraph


def _place(row: Paragraph, number: int | None) -> str:
    """Notes and running text have no numbers that a reader could count."""
    if number is None or row.kind in {ParagraphKind.NOTE, ParagraphKind.TEXT}:
        return ""
    if row.kind == ParagraphKind.STEP:
        return _("第 %(number)s 步") % {"number": number}
    return _("第 %(number)s 条") % {"number": number}


def paragraph_anchors(identifiers: Collection[UUID]) -> Iterator[Anchor]:
    """Anchors of paragraphs by key, in one query. Withdrawn ones keep their last text."""
    up_to_it = Paragraph.objects.filter(
        **{name: OuterRef(name) for name in ("page", "subpath", "section", "kind")},
        withdrawn_at=None,
        position__lte=OuterRef("position"),
    )
    number = up_to_it.order_by().values("page").annotate(number=Count("pk")).values("number")
    rows = Paragraph.objects.filter(key__in=identifiers).select_related("page")
    for row in rows.annotate(number=Subquery(number)):
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
            place="" if status == "withdrawn" else _place(row, row.number),
        )
