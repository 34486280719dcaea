"""One key for one page, whatever the order of its parameters."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urlencode

# Beyond this a query is somebody filling the cache, not somebody reading.
LONGEST: Final = 200
MOST_PARAMETERS: Final = 6


def canonical_query(query: str) -> str | None:
    """The query sorted by name (values of one name keep their order); None if not to be cached."""
    if not query:
        return ""
    if len(query) > LONGEST:
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    return query_of(pairs)


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """The one way to write these parameters."""
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))
