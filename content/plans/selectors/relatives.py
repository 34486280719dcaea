"""What a document is to others and they to it, as its readers see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from content.pages import anchors
from content.plans.enums import CHILD_KINDS, Family, RelationKind
from content.plans.models import PlanDocument, PlanRelation
from content.plans.selectors.readable import readable_clauses
from content.plans.selectors.register import visible_to
from content.plans.selectors.relations import related, related_by_others, replaced
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Relative:
    """`url` empty: the library has no such document for this reader, only its name. `clause_url`
    empty: no clause says it."""

    name: str
    url: str
    is_historic: bool
    clause_url: str = ""


@dataclass(frozen=True, slots=True)
class Relatives:
    title: str
    rows: Sequence[Relative]


def relatives(plan: PlanDocument, person: Person, *, on: date) -> list[Relatives]:
    """Confirmed relations that hold on a day, both ways, in groups; of what this person may not
    read nothing stands here, neither a document nor what a hidden clause alone says (eleven
    queries at most)."""
    own = [one for one in related(plan, person) if _holds(one.relation, on)]
    others = [one for one in related_by_others(plan, person) if _holds(one, on)]
    read = _readable([*(one.relation for one in own), *others], person)
    ours = {
        kind: [
            _row(one.name, one.other, read.get(one.relation.pk)) for one in own if one.kind == kind
        ]
        for kind in RelationKind
    }
    theirs = {
        kind: [
            (one.document, _row(one.document.title, one.document, read.get(one.pk)))
            for one in others
            if one.kind == kind
        ]
        for kind in RelationKind
    }
    children = theirs[RelationKind.PARENT]
    planning = plan.family == Family.PLANNING
    groups = [
        (_("上位规划") if planning else _("上级预案"), ours[RelationKind.PARENT]),
        (_("依据"), ours[RelationKind.BASED_ON]),
        (_("落实了"), ours[RelationKind.IMPLEMENTS]),
        (_("落实文件"), [row for _document, row in theirs[RelationKind.IMPLEMENTS]]),
        (_("代替了"), _with(ours[RelationKind.REPLACES], replaced(plan, person))),
        (
            _("由它代替"),
            _with(
                [row for _document, row in theirs[RelationKind.REPLACES]],
                visible_to(person).filter(pk=plan.replaced_by_id) if plan.replaced_by_id else (),
            ),
        ),
        (
            _("下位规划") if planning else _("下级预案"),
            [row for document, row in children if document.kind not in CHILD_KINDS],
        ),
        (
            _("工作手册和岗位卡"),
            [row for document, row in children if document.kind in CHILD_KINDS],
        ),
    ]
    return [Relatives(title, rows) for title, rows in groups if rows]


def _holds(relation: PlanRelation, on: date) -> bool:
    begun = relation.since is None or relation.since <= on
    return begun and (relation.until is None or relation.until > on)


def _readable(relations: Sequence[PlanRelation], person: Person) -> dict[int, str]:
    """By id of the relation the address of the clause that says it, where the person reads it."""
    keyed: dict[int, UUID] = {
        one.pk: anchors.parse(one.clause_key)[1] for one in relations if one.clause_key
    }
    if not keyed:
        return {}
    found = readable_clauses(person).filter(anchor__in=set(keyed.values()))
    seen = set(found.values_list("anchor", flat=True))
    return {
        pk: reverse("plans:clause", args=[anchor]) for pk, anchor in keyed.items() if anchor in seen
    }


def _row(name: str, other: PlanDocument | None, clause_url: str | None = None) -> Relative:
    url = other.get_absolute_url() if other else ""
    return Relative(name, url, bool(other and other.is_historic), clause_url or "")


def _with(rows: list[Relative], documents: Iterable[PlanDocument]) -> list[Relative]:
    """Together with what the register says, each document once."""
    named = {row.url for row in rows}
    return rows + [_row(one.title, one) for one in documents if one.get_absolute_url() not in named]
