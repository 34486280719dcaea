"""An answer as data, for programs: the shape that `openapi.py` describes."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from portal.people.rights import Person
from search import registry, selectors
from search.display.excerpts import highlights
from search.display.page import place_names
from search.documents.models import SearchDocument
from search.engines import Counts, Hit
from search.enums import Status
from search.registry import Imported
from search.selectors import Answer

SCORE_DIGITS: Final = 4

Absolute = Callable[[str], str]
"""A path of this site → its whole address."""


def hits(
    found: Sequence[Hit],
    answer: Answer,
    grants: frozenset[str],
    person: Person,
    absolute: Absolute,
) -> list[dict[str, Any]]:
    """In the order of `found`, without those that this person may not see."""
    rows = selectors.rows(found, grants)
    sources = _sources(rows.values(), person)
    return [
        _hit(rows[hit.key], hit.score, answer, sources.get(hit.key), absolute)
        for hit in found
        if hit.key in rows
    ]


def facets(answer: Answer) -> dict[str, list[dict[str, Any]]]:
    """By the name of the parameter that narrows, the values that would find something; the most
    first, years the newest first."""
    return {name: _values(name, answer.counts, _labels(name, answer)) for name in selectors.COUNTED}


def _hit(
    row: SearchDocument,
    score: float,
    answer: Answer,
    imported: Imported | None,
    absolute: Absolute,
) -> dict[str, Any]:
    return {
        "key": row.key,
        "kind": row.kind,
        "title": row.title,
        "path": row.path,
        "text": row.text,
        "source_text": imported.text if imported else row.text,
        "document": {
            "title": row.document_title,
            "file": imported.file if imported else "",
            "url": absolute(row.url.partition("#")[0]),
        },
        "url": absolute(row.url),
        "highlights": [list(span) for span in highlights(row.text, answer.plan)],
        "score": round(score, SCORE_DIGITS),
    }


def _sources(rows: Any, person: Person) -> dict[str, Imported]:
    keys: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        keys[row.kind].append(row.key)
    return {
        key: source
        for kind, held in keys.items()
        for key, source in registry.imported(kind, held, person).items()
    }


def _labels(name: str, answer: Answer) -> Mapping[str, Any]:
    if name == "kind":
        return {kind.name: kind.label for kind in registry.kinds()}
    if name == "hazard":
        return {hazard.slug: hazard.name for hazard in answer.hazards}
    if name == "division":
        return place_names(answer.counts[selectors.COUNTED[name]])
    if name == "status":
        return {status.value: status.label for status in Status}
    return {}


def _values(name: str, counts: Counts, labels: Mapping[str, Any]) -> list[dict[str, Any]]:
    held = {value: count for value, count in counts[selectors.COUNTED[name]].items() if count}
    if name == "year":
        return [
            {"value": f"{year}-{year}", "label": year, "count": held[year]}
            for year in sorted(held, reverse=True)
        ]
    return [
        {"value": value, "label": str(labels.get(value, value)), "count": held[value]}
        for value in sorted(held, key=lambda value: (-held[value], value))
    ]
