"""Paragraphs of a page and what happened to them between two publications."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as a page offers it for citing.

    `block_id` is the id of the block it was written in, stable over edits; `section` the
    heading it stands under; `subpath` the part of the page's address after the page's own
    ("" or "before/"); `text` what a reader reads, without markup.
    """

    block_id: UUID
    kind: str
    section: str
    text: str
    subpath: str = ""

    @property
    def fragment(self) -> str:
        return fragment_of(self.block_id)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is stored about a paragraph: digest of its text, and whether it is withdrawn."""

    content_hash: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Keys by what becomes of them when a page is published."""

    added: tuple[UUID, ...]
    changed: tuple[UUID, ...]
    reinstated: tuple[UUID, ...]
    withdrawn: tuple[UUID, ...]
    unchanged: tuple[UUID, ...]


def fragment_of(block_id: UUID | str) -> str:
    """Anchor of a block inside its page; starts with a letter, short enough to be shared."""
    return f"p{str(block_id).replace('-', '')[:10]}"


def digest_of(text: str) -> str:
    """SHA-256 of the text with white space evened out, so that a re-wrapped line is no change."""
    return hashlib.sha256(re.sub(r"\s+", " ", text).strip().encode()).hexdigest()


def key_for_copy(page_id: int, block_id: UUID) -> UUID:
    """A copied page keeps its blocks' ids; its paragraphs need keys of their own."""
    return uuid5(NAMESPACE_URL, f"anlan:page:{page_id}:block:{block_id}")


def compare(stored: Mapping[UUID, Standing], offered: Iterable[tuple[UUID, str]]) -> Changes:
    """Sort `offered` (key, digest) and what is no longer offered into `Changes`."""
    added, changed, reinstated, unchanged = [], [], [], []
    seen = set()
    for key, digest in offered:
        seen.add(key)
        standing = stored.get(key)
        if standing is None:
            added.append(key)
        elif standing.content_hash != digest:
            changed.append(key)
        elif standing.withdrawn:
            reinstated.append(key)
        else:
            unchanged.append(key)
    gone = [key for key, standing in stored.items() if key not in seen and not standing.withdrawn]
    return Changes(tuple(added), tuple(changed), tuple(reinstated), tuple(gone), tuple(unchanged))
