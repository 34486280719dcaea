"""What a stored page is, and which bytes a browser gets of it; no Django."""

from portal.foundation.pagecache.domain.entry import BadEntry, Entry
from portal.foundation.pagecache.domain.negotiation import accepts, etag_matches
from portal.foundation.pagecache.domain.query import canonical_query, query_of

__all__ = ["BadEntry", "Entry", "accepts", "canonical_query", "etag_matches", "query_of"]
