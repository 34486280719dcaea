"""Laws, standards and documents that a version names."""

import re
from typing import Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr

from content.plans.enums import ReferenceKind
from content.plans.models import PlanDocument, Reference
from content.plans.selectors.readable import ReadableText

NAMED_BY: Final = Reference._meta.get_field("name").max_length

_bracketed_end = re.compile(r"\s*[（(][^（()）]*[）)]$")
_NUMBER: Final = r"[（(][^（()）]{1,30}[〔\[【][0-9]{4}[〕\]】][^（()）]{1,12}[号號][）)]"
_ENDED: Final = (
    r"^(?:\s|[（(][^（()）]{1,60}[）)]|[、，和及与與]|《[^《》]{1,60}》)*"
    r"(?:同时|同時|即行|一并|一併|予以|自行|自[^，。；]{1,16}起){0,3}"
    r"(?:废止|廢止|失效|停止执行|停止執行|不再执行|不再執行)"
)
"""What stands behind the name of a text that this one ends."""
_BEHIND: Final = 120
"""Characters behind a name that are looked at."""


def citations_of(plan: PlanDocument, text: ReadableText) -> QuerySet[Reference]:
    """What the text cites of others, in reading order. A document that says its own name, with
    or without the years behind it, cites nothing, unless it is an older text of that name that it
    ends or gives another number."""
    behind = Substr("clause__text", F("end") + 1, _BEHIND)
    numbered = Q(behind__regex=rf"^\s*{_NUMBER}")
    if number := text.version.document_number:
        numbered &= ~Q(behind__startswith=f"（{number}")
    return (
        text.references.exclude(kind__in=(ReferenceKind.INTERNAL, ReferenceKind.ANNEX))
        .annotate(behind=behind)
        .exclude(Q(name__in=_own_names(plan)) & ~(Q(behind__regex=_ENDED) | numbered))
        .order_by("clause__position", "start")
    )


def older_text(plan: PlanDocument, reference: Reference) -> str | None:
    """How a citation calls an older text of the document's own name, with its number where it
    gives one; None of any other citation."""
    if reference.name not in _own_names(plan):
        return None
    number = re.match(rf"\s*({_NUMBER})", reference.clause.text[reference.end :])
    return reference.name + (number[1] if number else "")


def _own_names(plan: PlanDocument) -> set[str]:
    return {plan.title[:NAMED_BY], _bracketed_end.sub("", plan.title)[:NAMED_BY]}
