"""Fields of an index on Elasticsearch, and entries as its documents.

Nothing but terms and facets: no text of a document is sent, and the server keeps no copy of
what it was sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from search.engines.protocol import ARRANGED, WEIGHT_SCALE, Entry

_WORDS: Final = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_KEYWORD: Final = {"type": "keyword"}
BYTES_OF_A_LINE: Final = 300

MAPPINGS: Final[dict[str, Any]] = {
    "dynamic": "strict",
    "_source": {"enabled": False},
    "properties": {
        **dict.fromkeys(("title", "path", "body"), _WORDS),
        "units": {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
        **dict.fromkeys(
            (
                "key", "group", "kind", "hazard", "division", "level", "lang", "status",
                "grant", "part",
            ),
            _KEYWORD,
        ),
        "year": {"type": "integer"},
        "weight": {"type": "double"},
    },
}  # fmt: skip

SETTINGS: Final[dict[str, Any]] = {
    # How rare a word is, is counted in one shard: in several, equal texts would score unequally.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # How long it is known with which number a document was removed.
    "gc_deletes": "1h",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Lines of a request that writes. `size`: about how many bytes they are."""

    lines: tuple[dict[str, Any], ...]
    size: int

    @property
    def is_document(self) -> bool:
        return len(self.lines) > 1


def actions(entries: Iterable[Entry], removed: Iterable[str], as_of: int) -> Iterator[Action]:
    for key in removed:
        yield Action(({"delete": _target(key, as_of)},), BYTES_OF_A_LINE)
    for entry in entries:
        # The server may take no more than so many bytes: a Han character is three of them.
        size = 3 * sum(map(len, (entry.title, entry.path, entry.body, entry.units)))
        lines = ({"index": _target(entry.key, as_of)}, document(entry))
        yield Action(lines, size + 2 * BYTES_OF_A_LINE)


def bare(action: Action) -> Action:
    """The same document with nothing in it but its key: nobody finds it, what was there before is
    gone, and it is counted, so that the index holds as many as there are rows."""
    target = action.lines[0]
    return Action((target, {"key": target["index"]["_id"], "weight": 0.0}), 2 * BYTES_OF_A_LINE)


def _target(key: str, as_of: int) -> dict[str, Any]:
    # A request that nobody waits for any more may still be carried out, after a later one.
    return {"_id": key, "version": as_of, "version_type": "external_gte"}


def document(entry: Entry) -> dict[str, Any]:
    values = {
        "key": entry.key,
        "group": entry.group_key,
        "title": entry.title,
        "path": entry.path,
        "body": entry.body,
        "units": entry.units,
        "kind": entry.kind,
        "hazard": list(entry.hazards),
        "division": entry.division,
        "level": entry.level,
        "lang": entry.lang,
        "status": entry.status,
        "grant": list(entry.grants),
        "part": ARRANGED if entry.is_arranged else "",
        "year": entry.year,
    }
    given = {name: value for name, value in values.items() if value}
    return given | {"weight": entry.weight / WEIGHT_SCALE}
