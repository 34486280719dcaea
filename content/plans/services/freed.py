"""The words that a proposal would let more people read, as whoever decides sees them and as
`Widening.content_hash` holds them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet

from content.plans.domain.reach import is_stricter, strictest
from content.plans.enums import VersionState, Visibility
from content.plans.marked import is_classified
from content.plans.models import Clause, PlanDocument, PlanVersion, Widening
from content.plans.models.version import heavy
from content.plans.selectors.widenings import grade_of
from content.plans.services.reach import Kin, freed_by, kin_of
from portal.people import rights
from portal.people.rights import Action

_ABOVE: Final = "parent__parent__parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Freed:
    """By its id, a published clause that more people would read, the version it is of, and how
    far."""

    clause: int
    version: int
    reach: Visibility


@dataclass(frozen=True, slots=True)
class FreedText:
    """Clauses of one published version, with how far each will be read."""

    version: PlanVersion
    is_current: bool
    shown: list[tuple[Clause, Visibility]]


def known_to_readers(document: PlanDocument, anchor: UUID) -> Clause | None:
    """The clause in the version in force, else in the newest published one that has it. What
    another version says of it is no ground to let people read these."""
    found = _published(document).filter(anchor=anchor)
    in_force = F("version__document__current_version")
    current = found.filter(version=in_force).first()
    return current or found.order_by("-version__number").first()


def freed_clauses(widening: Widening) -> list[Freed]:
    """All published words that more people would read: the version in force first, of the others
    what no newer one says word for word, or of which its editors say something else. Of a clause
    what stands below it, too, and the clause alone where it is decided; of a document that is
    decided nothing. Of long texts with several versions it takes seconds."""
    document = widening.document
    if widening.is_open:
        kin = kin_of(document) if widening.anchor else {}
        freed = _freed(document, widening.anchor, widening.wanted, kin)
    else:
        known = known_to_readers(document, widening.anchor) if widening.anchor else None
        freed = {known.pk: known.visibility} if known is not None else {}
    return _said_once(document, freed)


def _said_once(document: PlanDocument, freed: Mapping[int, str]) -> list[Freed]:
    current = document.current_version_id
    rows = _published(document).values_list(
        "pk", "version", "version__number", "position", "number", "content_hash", "told"
    )
    ordered = sorted(
        (row for row in rows if row[0] in freed),
        key=lambda row: (row[1] != current, -row[2], row[3]),
    )
    shown: set[tuple[str, ...]] = set()
    found: list[Freed] = []
    for version, clauses in groupby(ordered, key=lambda row: row[1]):
        named = {
            pk: {(number, words), *((number, words, _named(one)) for one in told)}
            for pk, _v, _n, _at, number, words, told in clauses
        }
        fresh = (pk for pk, words in named.items() if not words <= shown)
        found += [Freed(pk, version, Visibility(freed[pk])) for pk in fresh]
        shown.update(*named.values())
    return found


def secret_among(
    document: PlanDocument, anchor: UUID | None, wanted: str, kin: Mapping[tuple[int, int], Kin]
) -> PlanVersion | None:
    """A version published before that is marked as a state secret, from before such were refused,
    where words of it would be freed that no newer one says. `kin` as of `words_of`."""
    freed = _said_once(document, _freed(document, anchor, wanted, kin))
    older = {one.version for one in freed} - {document.current_version_id}
    versions = PlanVersion.objects.filter(pk__in=older).only("number", "original", "document")
    return next((one for one in versions.order_by("number") if is_classified(one.original)), None)


def texts_of(document: PlanDocument, freed: Sequence[Freed]) -> list[FreedText]:
    """A stretch of these, in their order, by version. Four queries."""
    rows = (
        Clause.objects.select_related("version", "table", _ABOVE)
        .prefetch_related("table__cells")
        .defer(*heavy("version"))
        .in_bulk([one.clause for one in freed])
    )
    read = [(rows[one.clause], one.reach) for one in freed if one.clause in rows]
    return [
        FreedText(version, version.pk == document.current_version_id, list(clauses))
        for version, clauses in groupby(read, key=lambda one: one[0].version)
    ]


def words_of(
    document: PlanDocument, anchor: UUID | None, wanted: str, kin: Mapping[tuple[int, int], Kin]
) -> str:
    """Names all of these clauses with their words, what the editors say of them and how far each
    will be read; of the document itself without an anchor. `kin`: `kin_of` the document, of which
    only a clause has need."""
    freed = _freed(document, anchor, wanted, kin)
    rows = _published(document).order_by("pk").values_list("pk", "content_hash", "told")
    named = ",".join(
        # What the editors say is named only where they do.
        ":".join([str(pk), words, freed[pk], *map(_named, told)])
        for pk, words, told in rows
        if pk in freed
    )
    return hashlib.sha256(named.encode()).hexdigest()


def stands(widening: Widening, kin: Mapping[tuple[int, int], Kin]) -> bool:
    """Whether text, clauses and readers are what they were when it was proposed, and whoever
    proposed it edits the plan still. `kin` as of `words_of`."""
    document = PlanDocument.objects.get(pk=widening.document_id)
    if document.current_version_id != widening.in_force_id:
        return False
    if grade_of(document, widening.anchor) != widening.was:
        return False
    if not rights.can(widening.proposed_by, Action.PLAN_EDIT, document.owner_unit_id):
        return False
    return words_of(document, widening.anchor, widening.wanted, kin) == widening.content_hash


def _named(told: Mapping[str, Any]) -> str:
    """Without how the clause itself writes it, which its words say."""
    said = {key: value for key, value in told.items() if key != "written"}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _published(document: PlanDocument) -> QuerySet[Clause]:
    return Clause.objects.filter(version__document=document, version__state=VersionState.PUBLISHED)


def _freed(
    document: PlanDocument,
    anchor: UUID | None,
    wanted: str,
    kin: Mapping[tuple[int, int], Kin],
) -> dict[int, str]:
    """How far each is read then, by its id. A clause also where it stays hidden by what stands
    above it."""
    if anchor is not None:
        own = _published(document).filter(anchor=anchor)
        held = dict(own.values_list("pk", "visibility"))
        return held | freed_by(document, anchor, wanted, kin)
    return {
        pk: after.value
        for pk, grade in _published(document).values_list("pk", "visibility")
        if is_stricter(strictest([document.visibility, grade]), after := strictest([wanted, grade]))
    }
