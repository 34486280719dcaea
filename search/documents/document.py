"""What an app hands to the search, and the errors of handing it over."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: a clause, a section of a guide, a lesson, an expert.

    key        stable for ever and unique over all kinds, at most 200 characters: "clause:<uuid>".
    kind       name under which the app registered with `search.registry`.
    group_key  what it belongs to ("plan:<id>"); hits of one group are shown together.
    title      its own heading, as published; may be empty for an untitled clause.
    path       titles of what it stands in, outermost first: path[0] is the title of the
               whole document. Empty if the thing is itself the whole.
    text       plain text as published; never shortened, never normalised.
    url        where it is read, with the anchor.
    hazards    slugs of hazards.
    division   code of the division it holds for (GB/T 2260), or empty.
    level      county, town, school …: free word of the app, for documents of an authority,
               which are shown as 现行 or 历史.
    year       year by which it is filtered (of publication, or the first of a planning period).
    status     "current" or "historic".
    grants     who may find it: "public", "signed-in", "staff", "unit:<id>". Nobody, if empty.
    weight     0 is neutral; 10 multiplies the score by about 1.6, 20 by 2.
    lang       script of the text: "zh-Hans", "zh-Hant", "ug" …
    is_demonstration   nobody has checked it; its hits say so.
    """

    key: str
    kind: str
    group_key: str
    title: str
    path: tuple[str, ...]
    text: str
    url: str
    hazards: tuple[str, ...] = ()
    division: str = ""
    level: str = ""
    year: int | None = None
    status: str = "current"
    published_on: date | None = None
    grants: frozenset[str] = frozenset()
    weight: int = 0
    lang: str = "zh-Hans"
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write did, in documents. Unchanged ones are neither written nor indexed again."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        return self.written + self.removed


class DocumentRefused(ValueError):
    """A document that cannot be indexed. Nothing of the call was written."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key
        self.reason = reason


class DuplicateKey(DocumentRefused):
    def __init__(self, key: str) -> None:
        super().__init__(key, "handed over twice in one call")


class ForeignGroup(DocumentRefused):
    def __init__(self, key: str, group_key: str, expected: str) -> None:
        super().__init__(key, f"belongs to group {group_key!r}, not to {expected!r}")
        self.group_key = group_key
        self.expected = expected
