"""Documents of a unit that seem to be the same one."""

from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, Value
from django.utils.translation import gettext as _

from content.plans.domain.names import number_key, title_key
from content.plans.enums import VersionState
from content.plans.models import Intake, PlanDocument, PlanVersion
from content.plans.selectors.distinctions import Distinction, distinctions
from content.plans.selectors.register import editable_by
from portal.people.rights import Person

IN_USE: Final = Q(state=VersionState.DRAFT) | Q(pk=F("document__current_version"))
"""Versions that are not past: a draft, and the one in force."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """`shared` says in Chinese what it has in common, such as 文号; one notice that issues three
    plans gives them one number, so only `same_title` can make them one plan. `same_index`: they
    have one 索引号, which names one document."""

    document: PlanDocument
    shared: str
    same_title: bool = False
    same_index: bool = False


def namesakes(
    *,
    owner_unit_id: int,
    title: str,
    index_number: str = "",
    document_number: str = "",
    besides: int | None = None,
) -> list[Namesake]:
    """Documents of the unit, but `besides`, of which any version has this title or number. Two
    queries."""
    versions = (
        PlanVersion.objects.filter(document__owner_unit=owner_unit_id, ready=True)
        .exclude(document=besides)
        .order_by()
    )
    wanted = (
        ("title", "title_key", title_key(title)),
        ("title", "document__title_key", title_key(title)),
        ("index_number", "index_key", number_key(index_number)),
        ("document_number", "number_key", number_key(document_number)),
    )
    found = [
        versions.filter(**{column: key}).values_list("document", Value(name))
        for name, column, key in wanted
        if key
    ]
    if not found:
        return []
    shared: dict[int, set[str]] = {}
    # Each by its own index; one question that joins them by "or" would read every version.
    for document_id, name in found[0].union(*found[1:]):
        shared.setdefault(document_id, set()).add(name)
    names = {"title": _("标题"), "index_number": _("索引号"), "document_number": _("文号")}
    return [
        Namesake(
            document,
            "、".join(names[one] for one in names if one in shared[document.pk]),
            same_title="title" in shared[document.pk],
            same_index="index_number" in shared[document.pk],
        )
        for document in PlanDocument.objects.filter(pk__in=shared)
    ]


def namesakes_of(version: PlanVersion) -> list[Namesake]:
    """Other documents of its unit that seem to be the one this version belongs to."""
    return namesakes(
        owner_unit_id=version.document.owner_unit_id,
        title=version.title,
        index_number=version.index_number,
        document_number=version.document_number,
        besides=version.document_id,
    )


def once_said(*, owner_unit_id: int, content_hash: str) -> list[Namesake]:
    """Documents of the unit that once said exactly this, where none says it now."""
    same = PlanVersion.objects.filter(
        document__owner_unit=owner_unit_id, content_hash=content_hash, ready=True
    )
    if same.filter(IN_USE).exists():
        return []
    documents = PlanDocument.objects.filter(versions__in=same).distinct()
    return [Namesake(document, _("从前一版的全文")) for document in documents]


def said_before(version: PlanVersion) -> int | None:
    """The number of the last version of its document before it that had this very text."""
    earlier = PlanVersion.objects.filter(
        document=version.document_id, content_hash=version.content_hash, number__lt=version.number
    )
    return earlier.order_by("-number").values_list("number", flat=True).first()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that an upload may be the next version of. `shared` as in Namesake."""

    document: PlanDocument
    shared: str
    distinction: Distinction


def candidates(intake: Intake, person: Person) -> list[Candidate]:
    """What the person is asked about, as far as they still work on it."""
    shared: dict[str, str] = intake.options.get("shared", {})
    documents = editable_by(person).filter(pk__in=list(shared), owner_unit=intake.owner_unit_id)
    told_apart = distinctions(documents)
    return [
        Candidate(document, shared[str(document.pk)], told_apart[document.pk])
        for document in documents
        if document.pk in told_apart
    ]
