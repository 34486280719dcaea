"""Anchors: the stable keys on which questions, links, targets and reviews hang.

A key is `<kind>:<uuid>`. Apps to the right register a resolver for their kind; whoever
holds a key asks here and never imports the app behind it. When the text under a key
changes or is withdrawn, `changed` is sent inside the writer's transaction.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from uuid import UUID

from django.dispatch import Signal

Status: TypeAlias = Literal["current", "changed", "withdrawn"]

changed: Final = Signal()
"""kwargs: key (str), old_hash (str), new_hash (str), withdrawn (bool)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that can be cited.

    `path` are the headings above it, outermost first; `place` says in words which of the steps
    or items under the last of them it is, where a reader can count them; `content_hash` is the
    hex digest of `text` as it stands now; `status` is "changed" when the text differs from what
    was first published and "withdrawn" when it no longer stands anywhere (the last text is kept).
    `public` False: not everybody may read it, so a page for everybody names it in no word and
    leads nobody there; `title` and `path` are empty where not even its document may be named.
    """

    key: str
    title: str
    path: tuple[str, ...]
    text: str
    url: str
    content_hash: str
    status: Status
    public: bool = True
    place: str = ""

    @property
    def whereabouts(self) -> str:
        """Headings and place in one line, without a word of the text."""
        headings = self.path if self.title in self.path else (*self.path, self.title)
        return " · ".join(part for part in (" › ".join(headings), self.place) if part)


Resolver: TypeAlias = Callable[[Collection[UUID]], Iterable[Anchor]]

_resolvers: dict[str, Resolver] = {}


class MalformedKey(ValueError):
    """A string that is not `<kind>:<uuid>`; carries it."""

    def __init__(self, key: str) -> None:
        super().__init__(f"not an anchor key: {key!r}")
        self.key = key


class KindTaken(ValueError):
    """Two resolvers for one kind."""


def key_of(kind: str, identifier: UUID) -> str:
    return f"{kind}:{identifier}"


def parse(key: str) -> tuple[str, UUID]:
    """Kind and id of a key; raises `MalformedKey`."""
    kind, separator, identifier = key.partition(":")
    if not separator or not kind.isidentifier():
        raise MalformedKey(key)
    try:
        return kind, UUID(identifier)
    except ValueError:
        raise MalformedKey(key) from None


def register(kind: str, resolver: Resolver) -> None:
    """Name the function that turns ids of `kind` into anchors in one query or few.

    It gets a collection of ids and yields an anchor for each that it knows.
    """
    if _resolvers.get(kind, resolver) is not resolver:
        raise KindTaken(kind)
    _resolvers[kind] = resolver


def kinds() -> frozenset[str]:
    return frozenset(_resolvers)


def resolve(key: str) -> Anchor | None:
    """The anchor of a key; None if it is malformed, of unknown kind or never existed."""
    return resolve_many([key]).get(key)


def resolve_many(keys: Iterable[str]) -> dict[str, Anchor]:
    """Anchors by key, one resolver call a kind. Unknown and malformed keys are absent."""
    wanted: dict[str, dict[UUID, set[str]]] = {}
    for key in keys:
        try:
            kind, identifier = parse(key)
        except MalformedKey:
            continue
        wanted.setdefault(kind, {}).setdefault(identifier, set()).add(key)
    found: dict[str, Anchor] = {}
    for kind, by_id in wanted.items():
        resolver = _resolvers.get(kind)
        if resolver is None:
            continue
        for anchor in resolver(frozenset(by_id)):
            for key in by_id.get(parse(anchor.key)[1], ()):
                found[key] = anchor
    return found
