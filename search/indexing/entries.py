"""Rows of the search table as terms."""

import re
from functools import lru_cache
from typing import Final

from search.analysis import BOUNDARY, Token, normalise, units, words
from search.documents.models import SearchDocument
from search.engines.protocol import Entry
from search.query.hazards import about

ARRANGED: Final = re.compile(
    "职责|机构|指挥部|组成|调查|总结|保障|附则|预案管理|日常准备|编制|依据|适用范围|培训|演练|教育|宣传|现状|形势"
    "|目标|指标"
)
"""In the heading of a clause that tells those in charge and nobody in danger."""


def entry(row: SearchDocument) -> Entry:
    title, text = normalise(row.title).text, normalise(row.text).text
    return Entry(
        key=row.key,
        group_key=row.group_key,
        title=_joined(words(title)) or BOUNDARY,
        path=_path(" ".join(row.path)),
        body=_joined(words(text)) or BOUNDARY,
        units=f"{_joined(units(title))} {BOUNDARY} {_joined(units(text))}",
        kind=row.kind,
        hazards=_hazards(row),
        division=row.division,
        level=row.level,
        lang=row.lang,
        status=row.status,
        grants=tuple(row.grants),
        year=row.year,
        weight=row.weight,
        is_arranged=any(ARRANGED.search(heading) for heading in _headings(row)),
    )


@lru_cache(maxsize=2_000)
def _path(headings: str) -> str:
    """The same for all that stands under them."""
    return _joined(words(normalise(headings).text)) or BOUNDARY


def _headings(row: SearchDocument) -> list[str]:
    """Those inside its document, its own with them."""
    return [*row.path[1:], row.title] if row.path else []


def _hazards(row: SearchDocument) -> tuple[str, ...]:
    """A clause of a plan for all hazards is about what its headings name; one of a plan for
    several, about those of them. Found anew with every index, so no row has to be written."""
    told = frozenset[str]().union(*map(_about, _headings(row)))
    if row.hazards:
        return tuple(slug for slug in row.hazards if slug in told) or tuple(row.hazards)
    return tuple(sorted(told or _about(row.path[0] if row.path else "")))


_about: Final = lru_cache(maxsize=2_000)(about)


def _joined(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)
