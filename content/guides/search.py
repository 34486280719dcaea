"""What guides offer to the search: one document a phase, one for each further section."""

from collections.abc import Iterator
from typing import Any

from content.guides.models import GuidePage
from content.pages.domain.paragraphs import fragment_of
from content.pages.rendering import plain_text
from content.pages.search import grants_of
from search.documents import services
from search.documents.document import Document
from search.enums import FIRST_STEPS

KIND = "guide"
WEIGHT = 10
"""Guides stand before clauses that use the same words: who asks in danger needs the steps."""


def documents_of(guide: GuidePage) -> Iterator[Document]:
    """Documents of a live, valid guide; none of another."""
    if not guide.live or guide.is_withdrawn:
        return
    grants = grants_of(guide)
    hazards = tuple(hazard.slug for hazard in guide.hazards.all())
    names = " ".join(hazard.everyday_name for hazard in guide.hazards.all())
    address = guide.get_url() or ""
    common: dict[str, Any] = {
        "kind": KIND,
        "group_key": guide.knowledge_key,
        "hazards": hazards,
        "year": guide.reviewed_on.year if guide.reviewed_on else None,
        "published_on": guide.reviewed_on,
        "grants": grants,
        "is_demonstration": guide.is_demonstration,
    }
    for phase, value in guide.by_phase.items():
        url = address + guide.subpath(phase)
        opens = phase == guide.opening_phase
        yield Document(
            key=f"{guide.knowledge_key}:{phase}",
            title=value["heading"],
            path=(guide.title,),
            text="\n".join([*_lines(value), names]),
            url=url,
            weight=FIRST_STEPS if opens else WEIGHT,
            **common,
        )
        for child in value["sections"].bound_blocks:
            items = child.value["items"].bound_blocks
            yield Document(
                key=f"{guide.knowledge_key}:{phase}:{child.id}",
                title=child.value["title"],
                path=(guide.title, value["heading"]),
                text="\n".join(item.value for item in items),
                url=f"{url}#{fragment_of(items[0].id)}" if items else url,
                weight=WEIGHT,
                **common,
            )


def _lines(value: Any) -> Iterator[str]:
    for step in value["steps"]:
        yield step["title"]
        if step["detail"]:
            yield step["detail"]
        if step["more"]:
            yield plain_text(step["more"])
    yield from value["dos"]
    yield from value["donts"]
    for note in value["notes"]:
        yield f"{note['who']}：{note['text']}"


def publish(guide: GuidePage) -> None:
    services.replace_group(guide.knowledge_key, documents_of(guide))


def withdraw(guide: GuidePage) -> None:
    services.replace_group(guide.knowledge_key, [])


def all_documents() -> Iterator[Document]:
    for guide in GuidePage.objects.live().prefetch_related("hazards").iterator(chunk_size=100):
        yield from documents_of(guide)
