"""Counting the terms anew, from what everybody may read and from nothing else."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final

from django.db import transaction
from django.db.models import Count, Max

from portal.foundation.outbox.models import OutboxEvent
from search import registry
from search.documents.models import SearchDocument
from search.terms.counting import Counted
from search.terms.models import SearchTerm, SearchTermsBuilt
from search.terms.readings import reading

RULES: Final = 2
"""Raise it when terms are made in another way."""
PUBLIC: Final = "public"
CHUNK: Final = 500


def rebuild_terms(*, afresh: bool = False) -> int | None:
    """Make the terms those of the public documents of now, in one transaction; returns how many
    there are. None where no document has changed since, unless `afresh`."""
    names = _names()
    # Before the rows are read: what changes meanwhile is counted the next time.
    stamp = _stamp(names)
    if not afresh and SearchTermsBuilt.objects.filter(stamp=stamp).exists():
        return None
    terms = _counted(names)
    with transaction.atomic():
        held = dict(SearchTerm.objects.values_list("text", "weight"))
        gone = [text for text in held if text not in terms]
        for chunk in _chunks(gone):
            SearchTerm.objects.filter(text__in=chunk).delete()
        changed = [text for text, weight in terms.items() if held.get(text) != weight]
        for chunk in _chunks(changed):
            SearchTerm.objects.bulk_create(
                [_term(text, terms[text]) for text in chunk],
                update_conflicts=True,
                unique_fields=["text"],
                update_fields=["pinyin", "initials", "head", "tail", "length", "weight"],
            )
        SearchTermsBuilt.objects.update_or_create(pk=1, defaults={"stamp": stamp})
    return len(terms)


def halves(text: str) -> tuple[str, str]:
    middle = len(text) // 2
    return text[:middle], text[middle:]


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    counts = Counted()
    for name in names:
        counts.name(name)
    rows = SearchDocument.objects.order_by("pk").only("title", "path", "text", "grants")
    for row in rows.iterator(chunk_size=CHUNK):
        # JSON lists cannot be asked for alike on both databases.
        if PUBLIC not in row.grants:
            continue
        counts.add(f"{row.title}\n{row.text}")
        counts.name(row.title)
        counts.name(row.document_title)
    return counts.terms()


def _names() -> list[str]:
    return sorted(
        {name for hazard in registry.hazards() for name in (hazard.name, hazard.plain_name) if name}
    )


def _stamp(names: list[str]) -> str:
    """Changes with every change of a document: the clock of one that is written later may be
    earlier, and its event is not."""
    seen = SearchDocument.objects.aggregate(rows=Count("pk"), newest=Max("changed_at"))
    event = OutboxEvent.objects.aggregate(top=Max("pk"))["top"]
    parts = [RULES, seen["rows"], str(seen["newest"]), event, names]
    told = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _term(text: str, weight: int) -> SearchTerm:
    syllables = reading(text)
    head, tail = halves(text)
    return SearchTerm(
        text=text,
        pinyin="".join(syllables),
        initials="".join(syllable[:1] for syllable in syllables),
        head=head,
        tail=tail,
        length=len(text),
        weight=weight,
    )


def _chunks(texts: list[str]) -> Iterable[list[str]]:
    return (texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK))
