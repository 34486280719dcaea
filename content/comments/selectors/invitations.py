"""Who was invited to comment on what, and what an invitation opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from content.comments.models import Comment, CommentQuerySet, Invitation, InvitationQuerySet
from content.plans.domain.leading import Listing
from content.plans.enums import Visibility
from content.plans.marked import is_classified
from content.plans.models import Clause, PlanVersion
from content.plans.models.version import heavy
from content.plans.rendering import Row, table_rows
from content.plans.report import DEEPEST, HEADINGS, OUTLINE_SHOWN
from content.plans.selectors.lists import list_for
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.reading import OutlineEntry
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

_PATH: Final = "parent__parent__parent__parent__parent"


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause of the text with the rows of its table, and how often the person spoke of it;
    `depth` 1 to 3, as it is indented."""

    clause: Clause
    table: Sequence[Row]
    said: int
    depth: int

    @property
    def words(self) -> str:
        """What stands below a heading; without one the number stands before it."""
        number = "" if self.clause.heading else self.clause.label
        gap = " " if number[-1:].isalnum() else ""
        return f"{number}{gap}{self.clause.text}"


def invitations_of(person: User) -> InvitationQuerySet:
    """All a person ever had, the newest first; what each opens, `standing_of` says."""
    return (
        Invitation.objects.filter(person=person, version__ready=True)
        .select_related("version__document__owner_unit")
        .defer(*heavy("version"))
        .order_by("-pk")
    )


def standing_of(person: User, pk: int) -> Invitation | None:
    """One that opens its text to this person today."""
    return next(_open(invitations_of(person).filter(pk=pk)), None)


def standing_at(person: User, version: int) -> Invitation | None:
    """The one that opens this version to this person today."""
    return next(_open(invitations_of(person).filter(version=version)), None)


def all_standing_of(person: User, most: int | None = None) -> list[Invitation]:
    """Those that open a text to this person today, the newest first, `most` of them or all."""
    return list(islice(_open(invitations_of(person), most or 1), most))


def _open(invitations: InvitationQuerySet, at_a_time: int = 1) -> Iterator[Invitation]:
    """But to nobody a text marked as a state secret, let in before that was refused. Of the
    others, whose whole texts are looked at for it, only as many are read as are asked for.
    Restricted clauses no longer than whoever opened them may do so."""
    marked = invitations.defer(None).defer(*heavy("version", but=("original",)))
    standing = marked.standing(timezone.localdate()).select_related("invited_by")
    read = standing.iterator(chunk_size=at_a_time)
    return (one for one in read if not is_classified(one.version.original) and is_backed(one))


def is_backed(invitation: Invitation) -> bool:
    """Whether who opened restricted clauses by it may still do so; others need nobody's office."""
    unit = invitation.version.document.owner_unit_id
    return not invitation.with_restricted or may_open_restricted(invitation.invited_by, unit)


def may_open_restricted(person: User, unit: int) -> bool:
    """Whether they may let somebody without an office read restricted clauses of its plans."""
    return all(rights.can(person, one, unit) for one in (Action.PLAN_EDIT, Action.PLAN_PUBLISH))


def is_public(invitation: Invitation) -> bool:
    """Whether everybody may read what it opens."""
    version, document = invitation.version, invitation.version.document
    in_force = document.current_version_id == version.pk
    everybody = in_force and document.visibility == Visibility.PUBLIC
    return everybody and not version.clauses.exclude(visibility=Visibility.PUBLIC).exists()


def invited_to(version: PlanVersion) -> QuerySet[Invitation]:
    """Everybody who was asked about a version, the latest first; `said` counts what they wrote
    of it, `waiting` what of that has no answer."""
    own = Comment.objects.standing().filter(author=OuterRef("person"), version=OuterRef("version"))
    return (
        Invitation.objects.filter(version=version)
        .select_related("person", "invited_by", "withdrawn_by", "through__expert")
        .annotate(said=_number(own), waiting=_number(own.waiting()))
        .order_by("-pk")
    )


def opening(version: PlanVersion) -> frozenset[int]:
    """Ids of the invitations that open a version to their people today. One query."""
    rows = Invitation.objects.filter(version=version).select_related("version__document")
    return frozenset(one.pk for one in _open(rows))


def _number(comments: CommentQuerySet) -> Coalesce:
    counted = comments.order_by().values("version").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def text_for(invitation: Invitation) -> ReadableText:
    """The text as far as the invitation opens it."""
    restricted = (Visibility.RESTRICTED,) if invitation.with_restricted else ()
    return ReadableText(invitation.version, (Visibility.PUBLIC, Visibility.INTERNAL, *restricted))


def shown_clauses(invitation: Invitation, page: int) -> list[ShownClause]:
    """One page of the text, in reading order."""
    clauses = text_for(invitation).clauses.filter(page=page).order_by("position")
    rows = list(clauses.select_related("table").prefetch_related("table__cells"))
    said: dict[UUID, int] = {}
    for anchor in own_comments(invitation).values_list("anchor", flat=True):
        said[anchor] = said.get(anchor, 0) + 1
    return [
        ShownClause(one, table_rows(one), said.get(one.anchor, 0), min(one.depth + 1, DEEPEST))
        for one in rows
    ]


def outline(invitation: Invitation, page: int) -> list[OutlineEntry]:
    """The chapters, and all headings of the page."""
    headed = text_for(invitation).clauses.exclude(heading="").filter(Q(depth=0) | Q(page=page))
    at = reverse("comments:invited", args=[invitation.pk])
    return [
        OutlineEntry(
            f"{at}?page={one.page}#{one.fragment}", one.label, min(one.depth + 1, DEEPEST), False
        )
        for one in headed.order_by("position").only(*HEADINGS)[:OUTLINE_SHOWN]
    ]


def first_headings(invitation: Invitation, page: int) -> dict[str, str]:
    """Of the page `before` and the one `behind`, where it has any. One query."""
    near = {page - 1: "before", page + 1: "behind"}
    headed = text_for(invitation).clauses.exclude(heading="").filter(page__in=[*near])
    rows = headed.order_by("-position").only(*HEADINGS)
    return {near[one.page]: one.label for one in rows}


def clause_of(invitation: Invitation, anchor: UUID) -> Clause | None:
    """A clause of the text that the invitation opens."""
    clauses = text_for(invitation).clauses.filter(anchor=anchor)
    return clauses.select_related("table", _PATH).prefetch_related("table__cells").first()


def items_of(invitation: Invitation, clause: Clause) -> Listing[Clause]:
    """What the clause leads into, as far as the invitation opens it."""
    return list_for(text_for(invitation).grades, clause)


def own_comments(invitation: Invitation) -> CommentQuerySet:
    """What the person said of this text at clauses that are open to them, and its answers."""
    anchors = text_for(invitation).clauses.order_by().values("anchor")
    return (
        Comment.objects.standing()
        .filter(author=invitation.person_id, version=invitation.version_id, anchor__in=anchors)
        .select_related("author", "unit", "answered_by", "version")
        .defer(*heavy("version"))
        .order_by("pk")
    )
