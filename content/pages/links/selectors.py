from collections.abc import Collection

from django.db.models import QuerySet

from content.pages.links.enums import LinkKind
from content.pages.links.models import Link


def links_from(keys: str | Collection[str], *, kind: LinkKind | None = None) -> QuerySet[Link]:
    """Links that start at one of the keys."""
    return _of_kind(Link.objects.filter(source_key__in=_many(keys)), kind)


def links_to(keys: str | Collection[str], *, kind: LinkKind | None = None) -> QuerySet[Link]:
    """Links that end at one of the keys."""
    return _of_kind(Link.objects.filter(target_key__in=_many(keys)), kind)


def _many(keys: str | Collection[str]) -> Collection[str]:
    return [keys] if isinstance(keys, str) else keys


def _of_kind(links: QuerySet[Link], kind: LinkKind | None) -> QuerySet[Link]:
    return links if kind is None else links.filter(kind=kind)
