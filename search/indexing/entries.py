"""Rows of the search table as terms."""

from search.analysis import BOUNDARY, Token, normalise, units, words
from search.documents.models import SearchDocument
from search.engines.protocol import Entry


def entry(row: SearchDocument) -> Entry:
    title, text = normalise(row.title).text, normalise(row.text).text
    path = normalise(" ".join(row.path)).text
    return Entry(
        key=row.key,
        group_key=row.group_key,
        title=_joined(words(title)),
        path=_joined(words(path)),
        body=_joined(words(text)),
        units=f"{_joined(units(title))} {BOUNDARY} {_joined(units(text))}",
        kind=row.kind,
        hazards=tuple(row.hazards),
        division=row.division,
        level=row.level,
        lang=row.lang,
        status=row.status,
        grants=tuple(row.grants),
        year=row.year,
        weight=row.weight,
    )


def _joined(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)
