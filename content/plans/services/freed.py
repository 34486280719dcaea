"""The words that a proposal would let more people read, as whoever decides sees them and as
`Widening.content_hash` holds them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import F

from content.plans.enums import VersionState, Visibility
from content.plans.models import Clause, PlanDocument, PlanVersion, Widening
from content.plans.models.version import heavy
from content.plans.selectors.widenings import grade_of
from content.plans.services.reach import Kin, freed_by, kin_of
from portal.people import rights
from portal.people.rights import Action


@dataclass(frozen=True, slots=True)
class FreedText:
    """Of one published version: the clauses that no newer one has shown word for word, with how
    far each will be read."""

    version: PlanVersion
    is_current: bool
    shown: list[tuple[Clause, Visibility]]


def known_to_readers(document: PlanDocument, anchor: UUID) -> Clause | None:
    """The clause in the version in force, else in the newest published one that has it. What
    another version says of it is no ground to let people read these."""
    found = Clause.objects.filter(
        version__document=document, version__state=VersionState.PUBLISHED, anchor=anchor
    )
    in_force = F("version__document__current_version")
    current = found.filter(version=in_force).first()
    return current or found.order_by("-version__number").first()


def freed_texts(widening: Widening) -> list[FreedText]:
    """The clause, what stands below it and every other published wording that is read with it,
    the version in force first. Of long texts with several versions it takes seconds. Nothing for
    a document; the clause alone where it is decided."""
    if widening.anchor is None:
        return []
    document = widening.document
    if widening.is_open:
        freed = _freed(document, widening.anchor, widening.wanted, kin_of(document))
    else:
        known = known_to_readers(document, widening.anchor)
        freed = {known.pk: known.visibility} if known is not None else {}
    rows = (
        Clause.objects.select_related("version", "table", "parent__parent__parent__parent__parent")
        .prefetch_related("table__cells")
        .defer(*heavy("version"))
        .in_bulk(list(freed))
    )
    current = document.current_version_id
    ordered = sorted(
        rows.values(),
        key=lambda one: (one.version_id != current, -one.version.number, one.position),
    )
    shown: set[tuple[str, str, str]] = set()
    texts: list[FreedText] = []
    for version, clauses in groupby(ordered, key=lambda one: one.version):
        named = {one.pk: (one.label, one.content_hash, freed[one.pk]) for one in clauses}
        fresh = [pk for pk, words in named.items() if words not in shown]
        shown.update(named.values())
        if fresh:
            read_by = [(rows[pk], Visibility(freed[pk])) for pk in fresh]
            texts.append(FreedText(version, version.pk == current, read_by))
    return texts


def words_of(
    document: PlanDocument, anchor: UUID, wanted: str, kin: Mapping[tuple[int, int], Kin]
) -> str:
    """Names all of these clauses with their words and how far each will be read. `kin`: `kin_of`
    the document."""
    freed = _freed(document, anchor, wanted, kin)
    rows = Clause.objects.only("content_hash").in_bulk(list(freed))
    named = ",".join(f"{pk}:{rows[pk].content_hash}:{freed[pk]}" for pk in sorted(freed))
    return hashlib.sha256(named.encode()).hexdigest()


def stands(widening: Widening, kin: Mapping[tuple[int, int], Kin]) -> bool:
    """Whether text, clause and readers are what they were when it was proposed, and whoever
    proposed it edits the plan still. `kin` as of `words_of`."""
    document = PlanDocument.objects.get(pk=widening.document_id)
    if document.current_version_id != widening.in_force_id:
        return False
    if grade_of(document, widening.anchor) != widening.was:
        return False
    if not rights.can(widening.proposed_by, Action.PLAN_EDIT, document.owner_unit_id):
        return False
    if widening.anchor is None:
        return True
    return words_of(document, widening.anchor, widening.wanted, kin) == widening.content_hash


def _freed(
    document: PlanDocument, anchor: UUID, wanted: str, kin: Mapping[tuple[int, int], Kin]
) -> dict[int, str]:
    """With the clause itself where it stays hidden by what stands above it."""
    own = Clause.objects.filter(
        version__document=document, version__state=VersionState.PUBLISHED, anchor=anchor
    )
    return dict(own.values_list("pk", "visibility")) | freed_by(document, anchor, wanted, kin)
