"""Laws, standards and documents that a version names."""

import re
from typing import Final

from django.db.models import QuerySet

from content.plans.enums import ReferenceKind
from content.plans.models import PlanDocument, Reference
from content.plans.selectors.readable import ReadableText

NAMED_BY: Final = Reference._meta.get_field("name").max_length

_bracketed_end = re.compile(r"\s*[（(][^（()）]*[）)]$")


def citations_of(plan: PlanDocument, text: ReadableText) -> QuerySet[Reference]:
    """What the text cites of others, in reading order. A document that says its own name, with
    or without the years behind it, cites nothing."""
    own = {plan.title[:NAMED_BY], _bracketed_end.sub("", plan.title)[:NAMED_BY]}
    return (
        text.references.exclude(kind__in=(ReferenceKind.INTERNAL, ReferenceKind.ANNEX))
        .exclude(name__in=own)
        .order_by("clause__position", "start")
    )
