"""What documents are to one another, what a text suggests of it, and what the library lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from content.pages import anchors
from content.plans.domain import relations as domain
from content.plans.domain.names import title_key
from content.plans.enums import (
    CHILD_KINDS,
    Family,
    ReferenceKind,
    RelationKind,
    RelationState,
    Status,
)
from content.plans.models import Clause, PlanDocument, PlanRelation, PlanVersion
from content.plans.selectors.citations import citations_of
from content.plans.selectors.readable import hidden_from, readable_references, readable_text
from content.plans.selectors.register import visible_to
from portal.people.rights import Person


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The text names `name`; `other` is the document of the library that is called so, None
    where it has none."""

    kind: RelationKind
    name: str
    clause: Clause
    other: PlanDocument | None


@dataclass(frozen=True, slots=True)
class Related:
    """A confirmed relation. `other` None: a gap with a name."""

    relation: PlanRelation
    kind: RelationKind
    name: str
    other: PlanDocument | None

    @property
    def is_gap(self) -> bool:
        return self.other is None


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """Of a plan and those above it. Each answer is True, False, or None where it cannot be
    said."""

    parents: Sequence[Related]
    named: bool
    held: bool | None
    in_force: bool | None
    in_basis: bool | None


def spoken(relations: Iterable[PlanRelation], person: Person) -> list[PlanRelation]:
    """Without those that stand in clauses alone which the person may not read: a ground is told
    where a readable clause names it as one, too (two queries at most)."""
    rows = list(relations)
    keyed = {row.pk: anchors.parse(row.clause_key)[1] for row in rows if row.clause_key}
    hidden = hidden_from(person, set(keyed.values()))
    unsaid = [row for row in rows if keyed.get(row.pk) in hidden]
    if not unsaid:
        return rows
    grounds = {
        (document, title_key(name))
        for document, name in readable_references(person)
        .filter(clause__version__document__in={row.document_id for row in unsaid}, basis=True)
        .values_list("clause__version__document", "name")
    }
    gone = {
        row.pk
        for row in unsaid
        if row.kind not in (RelationKind.BASED_ON, RelationKind.PARENT)
        or (row.document_id, title_key(row.other.title if row.other else row.named)) not in grounds
    }
    return [row for row in rows if row.pk not in gone]


def related(plan: PlanDocument, person: Person) -> list[Related]:
    """Confirmed relations of the document, and no word of one that the person may not read. A
    gap closes when the library gets a document of that name (five queries at most)."""
    confirmed = plan.relations.filter(state=RelationState.CONFIRMED)
    rows = spoken(confirmed.order_by("pk").select_related("other"), person)
    seen = set(
        visible_to(person)
        .filter(pk__in=[row.other_id for row in rows if row.other_id])
        .values_list("pk", flat=True)
    )
    called = by_name([row.named for row in rows if row.named], person)
    found = []
    for row in rows:
        if row.other_id is not None and row.other_id not in seen:
            continue
        other = row.other or called.get(title_key(row.named))
        name = other.title if other else row.named
        found.append(Related(row, RelationKind(row.kind), name, other))
    order = list(RelationKind)
    return sorted(found, key=lambda one: order.index(one.kind))


def related_by_others(plan: PlanDocument, person: Person) -> list[PlanRelation]:
    """What other documents, as far as the person reads them, say that this one is to them."""
    rows = plan.related_from.filter(
        state=RelationState.CONFIRMED, document__in=visible_to(person).order_by()
    )
    return spoken(rows.select_related("document", "other"), person)


def below(plan: PlanDocument, person: Person) -> tuple[list[PlanDocument], list[PlanDocument]]:
    """Manuals and cards under the document, and plans under it, as far as the person reads."""
    children = [
        one.document for one in related_by_others(plan, person) if one.kind == RelationKind.PARENT
    ]
    children.sort(key=lambda one: (one.kind, one.title))
    return (
        [one for one in children if one.kind in CHILD_KINDS],
        [one for one in children if one.kind not in CHILD_KINDS],
    )


def replaced(plan: PlanDocument, person: Person) -> list[PlanDocument]:
    """Documents whose register entry says that this one replaced them."""
    return list(visible_to(person).filter(replaced_by=plan).order_by("title"))


def suggestions(plan: PlanDocument, version: PlanVersion, person: Person) -> list[Suggestion]:
    """What the text names as its grounds, its superior, what it ends or carries out, and what
    nobody has confirmed or dismissed yet; each once, in reading order."""
    cited = [
        one
        for one in citations_of(plan, readable_text(version, person)).select_related("clause")
        if one.kind in (ReferenceKind.LAW, ReferenceKind.PLAN)
    ]
    called = by_name([one.name for one in cited], person)
    decided = _decided(plan)
    found: dict[tuple[str, str], Suggestion] = {}
    for one in cited:
        text = one.clause.text
        kind = domain.suggested(
            name=one.name,
            is_plan=one.kind == ReferenceKind.PLAN,
            is_basis=one.basis,
            of_response=plan.family == Family.RESPONSE,
            before=text[: one.start],
            after=text[one.end :],
        )
        key = title_key(one.name)
        if kind is None or (kind.value, key) in decided or (kind.value, key) in found:
            continue
        other = called.get(key)
        if other is not None and other.pk == plan.pk:
            continue
        found[kind.value, key] = Suggestion(RelationKind(kind.value), one.name, one.clause, other)
    return list(found.values())


def by_name(names: Iterable[str], person: Person) -> dict[str, PlanDocument]:
    """Documents the person may read by what their titles have in common with these names; of
    several of one name the one in force (one query)."""
    wanted = {title_key(name) for name in names}
    if not wanted:
        return {}
    found: dict[str, PlanDocument] = {}
    for plan in visible_to(person).only("title", "slug", "status", "kind", "level", "family"):
        key = title_key(plan.title)
        if key in wanted and (key not in found or found[key].status == Status.HISTORIC):
            found[key] = plan
    return found


def link_check(
    plan: PlanDocument, version: PlanVersion, relations: Sequence[Related], person: Person
) -> LinkCheck:
    """Parent named? In the library? Still in force? Named among the grounds of the text?"""
    parents = [one for one in relations if one.kind == RelationKind.PARENT]
    if not parents:
        return LinkCheck((), False, None, None, None)
    held = all(one.other is not None for one in parents)
    others = [one.other for one in parents if one.other is not None]
    in_force = all(other.status == Status.IN_FORCE for other in others) if others else None
    grounds = {
        title_key(name)
        for name in citations_of(plan, readable_text(version, person))
        .filter(basis=True)
        .values_list("name", flat=True)
    }
    in_basis = all(title_key(one.name) in grounds for one in parents)
    return LinkCheck(parents, True, held, in_force, in_basis)


def gaps(person: Person) -> dict[str, list[PlanDocument]]:
    """Texts that documents of the library rest on and that it does not hold, with these
    documents; the most wanted first (four queries at most)."""
    rows = (
        PlanRelation.objects.filter(
            Q(document__in=visible_to(person).order_by()),
            ~Q(named=""),
            state=RelationState.CONFIRMED,
        )
        .select_related("document", "other")
        .order_by("document__title")
    )
    found: dict[str, list[PlanDocument]] = {}
    for row in spoken(rows, person):
        found.setdefault(row.named, []).append(row.document)
    held = by_name(found, person)
    wanting = {name: plans for name, plans in found.items() if title_key(name) not in held}
    return dict(sorted(wanting.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _decided(plan: PlanDocument) -> set[tuple[str, str]]:
    return {
        (row.kind, title_key(row.other.title if row.other else row.named))
        for row in plan.relations.select_related("other")
    }
