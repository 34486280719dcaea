"""Comments with their replies, beside the text that is worked with."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final
from uuid import UUID

from content.comments.enums import State
from content.comments.models import Comment, CommentQuerySet, Invitation
from content.comments.selectors.reading import readable_comments
from content.plans.models import Clause, PlanDocument, PlanVersion
from content.plans.models.version import heavy
from content.plans.selectors.anchored import lines_of, path_of, text_of
from content.plans.selectors.lists import lists_of, shown_to
from content.plans.selectors.readable import grades_for
from portal.people.rights import Person

_WITH: Final = (
    "document", "version", "reply_to", "author", "unit", "answered_by", "taken_out_by",
)  # fmt: skip
_PATH: Final = "parent__parent__parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with what was said to it. `clause` is its clause in the text it is laid beside,
    None where that has it no more, and `items` what it leads into there; `differs`: it reads
    otherwise there, and `changed`: it does so since, for the comment may be of a later draft."""

    comment: Comment
    replies: Sequence[Comment]
    clause: Clause | None
    items: Sequence[str]
    differs: bool
    changed: bool

    @property
    def name(self) -> str:
        """What the clause is called, else how its words began."""
        label = self.clause.label if self.clause is not None else ""
        return label or self.comment.quote.split("\n", 1)[0][:60]

    @property
    def words(self) -> str:
        """The clause below its heading, as it reads in the text it is laid beside."""
        own = text_of(self.clause) if self.clause is not None else ""
        return "\n".join(filter(None, [own, *self.items]))

    @property
    def path(self) -> tuple[str, ...]:
        return path_of(self.clause) if self.clause is not None else ()


@dataclass(frozen=True, slots=True)
class Listed:
    """`heads`: ids of the threads in the order of their clauses, those whose clause is gone at
    the end. `total` and `waiting` count comments, replies too, whatever is listed."""

    heads: Sequence[int]
    total: int
    waiting: int


def list_of(
    person: Person, plan: PlanDocument, version: PlanVersion | None, state: str = ""
) -> Listed:
    """Of a plan; `state` open: with something to answer, answered: with an answer and nothing
    more to answer."""
    rows = list(readable_comments(person).standing().filter(document=plan))
    waiting = {one.reply_to_id or one.pk for one in rows if one.is_waiting}
    answered = {one.reply_to_id or one.pk for one in rows if one.state == State.ANSWERED}
    heads = {one.reply_to_id or one.pk for one in rows}
    if state == State.OPEN:
        heads &= waiting
    elif state == State.ANSWERED:
        heads &= answered - waiting
    # One that was taken back still stands over what others replied.
    anchors = {one.reply_to_id or one.pk: one.anchor for one in rows}
    places = _places({anchors[head] for head in heads}, version)
    end = max(places.values(), default=0) + 1
    return Listed(
        heads=sorted(heads, key=lambda head: (places.get(anchors[head], end), head)),
        total=len(rows),
        waiting=sum(one.is_waiting for one in rows),
    )


def threads(person: Person, heads: Sequence[int], version: PlanVersion | None) -> list[Thread]:
    """These threads in this order (a few queries, some more for tables and lists, whatever their
    number)."""
    readable = whole(readable_comments(person))
    found = {one.pk: one for one in readable.filter(pk__in=heads)}
    replies: dict[int | None, list[Comment]] = defaultdict(list)
    for one in readable.standing().filter(reply_to__in=heads):
        replies[one.reply_to_id].append(one)
    clauses = _clauses({one.anchor for one in found.values()}, version)
    items = _items(person, [*clauses.values()], version)
    _tell_invited([*found.values(), *chain(*replies.values())])
    made = []
    for head in heads:
        if head not in found:
            continue
        one = found[head]
        clause = clauses.get(one.anchor)
        differs = clause is not None and clause.content_hash != one.content_hash
        of_later = bool(version and one.version and one.version.number > version.number)
        under = items.get(one.anchor, ())
        made.append(Thread(one, replies[head], clause, under, differs, differs and not of_later))
    return made


def threads_at(person: Person, anchor: UUID, version: PlanVersion) -> list[Thread]:
    """All of one clause, the oldest first."""
    rows = readable_comments(person).standing().filter(anchor=anchor)
    heads = sorted({reply_to or pk for pk, reply_to in rows.values_list("pk", "reply_to")})
    return threads(person, heads, version)


def thread_of(person: Person, comment: Comment, version: PlanVersion | None) -> Thread:
    """The whole thread in which a comment stands."""
    return threads(person, [comment.reply_to_id or comment.pk], version)[0]


def whole(comments: CommentQuerySet) -> CommentQuerySet:
    """With all that a page says of them, and without the long texts of their versions."""
    return comments.select_related(*_WITH).defer(*heavy("version"))


def _places(anchors: Collection[UUID], version: PlanVersion | None) -> dict[UUID, int]:
    rows = Clause.objects.filter(version=version, anchor__in=anchors)
    return dict(rows.order_by().values_list("anchor", "position"))


def _items(
    person: Person, clauses: Sequence[Clause], version: PlanVersion | None
) -> dict[UUID, list[str]]:
    """By anchor: the lists that the clauses lead into, as far as the person reads them."""
    if version is None:
        return {}
    grades = grades_for(person, version.document.owner_unit_id)
    lists = lists_of(clauses)
    return {
        one.anchor: lines_of(shown_to(grades, lists[one.pk])) for one in clauses if one.pk in lists
    }


def _tell_invited(comments: Sequence[Comment]) -> None:
    """Of those whose author was asked about that text, by which invitation."""
    rows = Invitation.objects.filter(
        version__in={one.version_id for one in comments if one.version_id},
        person__in={one.author_id for one in comments},
    ).select_related("through__expert")
    asked = {(row.version_id, row.person_id): row for row in rows}
    for one in comments:
        one.asked = asked.get((one.version_id or 0, one.author_id))


def _clauses(anchors: Collection[UUID], version: PlanVersion | None) -> dict[UUID, Clause]:
    rows = (
        Clause.objects.filter(version=version, anchor__in=anchors)
        .select_related(_PATH, "table")
        .prefetch_related("table__cells")
    )
    return {row.anchor: row for row in rows}
