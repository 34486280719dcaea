"""Who reads and writes comments: whoever may comment in the unit of the plan, on the clauses that
they may read. A hidden clause shows neither a comment nor that there is one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from content.comments.models import Comment, CommentQuerySet
from content.plans.domain.leading import Listing
from content.plans.enums import VersionState
from content.plans.models import Clause, PlanDocument, PlanVersion
from content.plans.models.version import heavy
from content.plans.selectors import editable_by, locate, visible_to
from content.plans.selectors.lists import list_for, shown_hash
from content.plans.selectors.readable import grades_for
from content.plans.selectors.register import makers_of, reach
from portal.people import rights
from portal.people.rights import Action, Person

_TABLE_AND_PATH = ("table", "parent__parent__parent__parent__parent")


@dataclass(frozen=True, slots=True)
class Place:
    """A clause that the person may comment on, with the list that it leads into as far as they
    read it. `open` False: it is in no text that is worked with, and nothing new is said of it."""

    clause: Clause
    version: PlanVersion
    document: PlanDocument
    items: Listing[Clause]
    open: bool

    @property
    def shown(self) -> str:
        """Hash of what stands on the page where comments are written."""
        return shown_hash(self.clause, self.items)


def readable_comments(person: Person) -> CommentQuerySet:
    """All comments that this person may read.

    Who edits or publishes a plan reads all of it. Others read of a published plan what was said
    of published texts, at clauses that they may read in every text that has them, and in words
    that were published: a draft may have been parted since, its hidden half taken from the quote.
    """
    units = rights.units_for(person, Action.PLAN_COMMENT)
    if not units:
        return Comment.objects.none()
    makers = makers_of(person)
    forms = Clause.objects.filter(anchor=OuterRef("anchor"), version__document=OuterRef("document"))
    hidden = forms.exclude(reach(person, "visibility", "version__document__owner_unit"))
    return Comment.objects.filter(
        Q(document__owner_unit__in=units & makers)
        | Q(
            Exists(
                forms.filter(
                    version__state=VersionState.PUBLISHED, content_hash=OuterRef("content_hash")
                )
            ),
            ~Exists(hidden),
            document__owner_unit__in=units - makers,
            document__in=visible_to(person).order_by().values("pk"),
            version__state=VersionState.PUBLISHED,
        )
    )


def place_of(person: Person, anchor: UUID, version: int | None = None) -> Place | None:
    """The clause in `version`, for who edits or publishes the plan; else in the version in force
    or the last that had it. None where the person may not read it or not comment there."""
    if version is None:
        found = locate(anchor, person)
        if found is None or not _may(person, found.document):
            return None
        items = list_for(found.text.grades, found.clause)
        return Place(found.clause, found.clause.version, found.document, items, found.current)
    clause = (
        Clause.objects.filter(
            anchor=anchor,
            version=version,
            version__ready=True,
            version__document__in=editable_by(person),
        )
        .select_related("version__document", *_TABLE_AND_PATH)
        .prefetch_related("table__cells")
        .defer(*heavy("version"))
        .first()
    )
    if clause is None or not _may(person, clause.version.document):
        return None
    document = clause.version.document
    items = list_for(grades_for(person, document.owner_unit_id), clause)
    return Place(clause, clause.version, document, items, is_worked_with(clause.version))


def could_comment(person: Person, anchor: UUID) -> bool:
    """Is the clause, hidden or gone as it may be, of a plan in whose unit the person comments?"""
    units = rights.units_for(person, Action.PLAN_COMMENT)
    return Clause.objects.filter(anchor=anchor, version__document__owner_unit__in=units).exists()


def is_worked_with(version: PlanVersion) -> bool:
    """A draft, or the text in force."""
    return not version.is_published or version.document.current_version_id == version.pk


def plan_or_none(person: Person, slug: str) -> PlanDocument | None:
    """A plan that the person may read, in whose unit they may comment."""
    plans = visible_to(person) | editable_by(person)
    found = plans.select_related("owner_unit").filter(slug=slug).first()
    return found if found is not None and _may(person, found) else None


def newest_text(person: Person, plan: PlanDocument) -> PlanVersion | None:
    """What comments are laid beside: for who edits or publishes the plan its newest text, for
    others the version in force."""
    texts = PlanVersion.objects.filter(document=plan, ready=True).defer(*heavy())
    if not editable_by(person).filter(pk=plan.pk).exists():
        texts = texts.filter(pk=plan.current_version_id or 0)
    return texts.order_by("-number").first()


def commented(person: Person, anchors: Collection[UUID]) -> dict[UUID, int]:
    """Of these clauses of texts in force those that the person may comment on, and how many
    comments of them they may read (two queries)."""
    units = rights.units_for(person, Action.PLAN_COMMENT)
    if not units:
        return {}
    offered = Clause.objects.filter(
        anchor__in=anchors,
        version=F("version__document__current_version"),
        version__document__owner_unit__in=units,
    )
    counts = counted(person, anchors)
    return {
        anchor: counts.get(anchor, 0)
        for anchor in offered.order_by().values_list("anchor", flat=True)
    }


def counted(person: Person, anchors: Collection[UUID]) -> dict[UUID, int]:
    """By anchor, where there are any: comments that the person may read."""
    found: dict[UUID, int] = {}
    told = readable_comments(person).standing().filter(anchor__in=anchors)
    for anchor in told.order_by().values_list("anchor", flat=True):
        found[anchor] = found.get(anchor, 0) + 1
    return found


def waiting_for(person: Person) -> int:
    """Comments that the person may answer."""
    units = rights.units_for(person, Action.PLAN_EDIT)
    return readable_comments(person).waiting().filter(document__owner_unit__in=units).count()


def _may(person: Person, plan: PlanDocument) -> bool:
    return rights.can(person, Action.PLAN_COMMENT, plan.owner_unit_id)
