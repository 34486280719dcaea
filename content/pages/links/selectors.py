from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from content.pages import anchors
from content.pages.links.enums import LinkKind
from content.pages.links.models import Link
from content.pages.models import KnowledgePage
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Source:
    """A page that teaches or cites a passage. `label` says which of the two."""

    label: str
    title: str
    url: str


def sources_of(keys: Collection[str], *, user: Person) -> dict[str, list[Source]]:
    """Pages the person may read that link to the passages, by key: two queries, or one where
    nothing links there."""
    links = list(Link.objects.filter(target_key__in=keys))
    if not links:
        return {}
    ids: dict[str, UUID] = {link.source_key: anchors.parse(link.source_key)[1] for link in links}
    pages = {
        page.translation_key: page
        for page in KnowledgePage.objects.visible_to(user).filter(
            translation_key__in=set(ids.values())
        )
    }
    found: dict[str, list[Source]] = {}
    for link in links:
        page = pages.get(ids[link.source_key])
        if page is not None:
            found.setdefault(link.target_key, []).append(
                Source(str(LinkKind(link.kind).label), page.title, page.get_url() or "")
            )
    return found
