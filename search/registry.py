"""What apps tell the search about themselves, in their `AppConfig.ready`."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from portal.people.rights import Person
from search.documents.document import Document
from search.query.called import NOBODY, Called

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Imported:
    """A document as it stood in the file that it was read from, before anything was mended."""

    text: str
    file: str


Sources = Callable[[Collection[str], Person], Mapping[str, Imported]]
"""Keys and who asks → by key, what that person may read of the files."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `rebuild` gives all documents of the kind anew; it may also write
    them itself through `search.documents.services` and return None. `is_advice`: it tells
    people what to do, so it never answers a search for another hazard. `sources`: where the
    documents were read from files."""

    name: str
    label: Words
    rebuild: Callable[[], Iterable[Document] | None]
    is_advice: bool = False
    sources: Sources | None = None


@dataclass(frozen=True, slots=True)
class Hazard:
    """A hazard as facets and empty pages show it. `url` leads to what to do; `plain_name` is
    what people say for it."""

    slug: str
    name: str
    url: str = ""
    pictogram: str = ""
    plain_name: str = ""


_kinds: Final[dict[str, Kind]] = {}
_callers: Final[list[Callable[[str], Called]]] = []
_hazard_sources: Final[list[Callable[[], Iterable[Hazard]]]] = []


def register_kind(
    name: str,
    *,
    label: Words,
    rebuild: Callable[[], Iterable[Document] | None],
    is_advice: bool = False,
    sources: Sources | None = None,
) -> None:
    """Facets list kinds in the order of their registration."""
    _kinds[name] = Kind(name, label, rebuild, is_advice, sources)


def register_hazards(source: Callable[[], Iterable[Hazard]]) -> None:
    """Name the hazards behind the slugs of documents; those without a name are not shown."""
    if source not in _hazard_sources:
        _hazard_sources.append(source)


def register_names(source: Callable[[str], Called]) -> None:
    """`source` gets a query and says whose name it is; nobody's where it asks for more."""
    if source not in _callers:
        _callers.append(source)


def called(text: str) -> Called:
    """Of the first source that knows."""
    return next((found for source in _callers if (found := source(text)).names), NOBODY)


def imported(kind: str, keys: Collection[str], person: Person) -> Mapping[str, Imported]:
    """Of documents of one kind; nothing of those that were never a file."""
    found = _kinds.get(kind)
    return found.sources(keys, person) if found and found.sources and keys else {}


def kinds() -> list[Kind]:
    return list(_kinds.values())


def advice_kinds() -> frozenset[str]:
    return frozenset(kind.name for kind in _kinds.values() if kind.is_advice)


def kind_label(name: str) -> Words:
    """Words for a kind, or empty if no app has registered it."""
    kind = _kinds.get(name)
    return kind.label if kind else ""


def hazards() -> list[Hazard]:
    """Every named hazard, in the order of its source."""
    found: dict[str, Hazard] = {}
    for source in _hazard_sources:
        for hazard in source():
            found.setdefault(hazard.slug, hazard)
    return list(found.values())
