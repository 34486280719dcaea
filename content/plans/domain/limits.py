"""How large a plan may be.

The longest plan known to us has about 2 000 clauses on 300 pages (some 200 000 characters);
the portal takes ten times that and says so before it has done the work.
"""

from __future__ import annotations

from typing import Final

from portal.foundation.files.domain.limits import MEGABYTE

from .errors import TooLong, TooManyClauses, TooManyLines

SIZE_LIMIT: Final = 20 * MEGABYTE
"""Bytes of a Word file or a PDF, its pictures included."""

CHARACTER_LIMIT: Final = 2_000_000
LINE_LIMIT: Final = 50_000
CLAUSE_LIMIT: Final = 20_000
TEXT_SIZE_LIMIT: Final = 8 * MEGABYTE
"""Bytes of a text or a web page: no encoding we read needs more than four a character."""


def size_limit(name: str) -> int:
    """Bytes that a file of this name may have."""
    large = (".docx", ".doc", ".wps", ".pdf")
    return SIZE_LIMIT if name.lower().endswith(large) else TEXT_SIZE_LIMIT


def check_text(text: str) -> None:
    """Raises TooLong, TooManyLines."""
    if len(text) > CHARACTER_LIMIT:
        raise TooLong(count=len(text), limit=CHARACTER_LIMIT)
    lines = text.count("\n") + text.count("\r") - text.count("\r\n") + 1
    if lines > LINE_LIMIT:
        filled = sum(1 for line in text.splitlines() if line.strip())
        if filled > LINE_LIMIT:
            raise TooManyLines(count=filled, limit=LINE_LIMIT)


def check_clauses(count: int) -> None:
    """`count` of tree nodes, the title among them. Raises TooManyClauses."""
    if count > CLAUSE_LIMIT + 1:
        raise TooManyClauses(count=count, limit=CLAUSE_LIMIT)
