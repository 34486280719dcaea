"""The nine documents of 安澜县, imported like any county's and published by the set-up: no reviewer
has read them, and the register says so."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from content.plans.enums import Kind, Level
from content.plans.models import Clause, PlanDocument
from content.plans.services import import_document, publish_version
from content.taxonomy.models import Hazard
from portal.operations.demonstration import FOLDER, county
from portal.people.models import Division, Unit, User


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of `documents/`; its stem is the slug."""

    file: str
    kind: Kind
    level: Level
    unit: str
    hazards: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.file.rsplit(".", 1)[0]


ENTRIES: Final = (
    Entry("general-plan.md", Kind.GENERAL, Level.COUNTY, "anlan"),
    Entry("earthquake-plan.txt", Kind.SPECIAL, Level.COUNTY, "anlan", ("earthquake",)),
    Entry("flood-drought-plan.txt", Kind.SPECIAL, Level.COUNTY, "anlan", ("flood", "drought")),
    Entry("forest-fire-plan.txt", Kind.SPECIAL, Level.COUNTY, "anlan", ("forest-fire",)),
    Entry("public-health-plan.md", Kind.SPECIAL, Level.COUNTY, "anlan", ("infectious-disease",)),
    Entry("town-plan.txt", Kind.GENERAL, Level.TOWN, "qinghe"),
    Entry("school-plan.docx", Kind.UNIT, Level.GRASSROOTS, "school-01"),
    Entry("five-year-plan.md", Kind.FIVE_YEAR, Level.COUNTY, "anlan"),
    Entry("annual-work-points.txt", Kind.KEY_POINTS, Level.COUNTY, "anlan"),
)


class ClauseNotFound(LookupError):
    """A sentence that no clause of the document says."""


def load() -> str:
    actor = User.objects.get(username="editor-chen")
    division = Division.objects.get(code=county.DIVISION_CODE)
    clauses = 0
    for entry in ENTRIES:
        imported = import_document(
            actor=actor,
            owner_unit=Unit.objects.get(code=entry.unit),
            data=(FOLDER / "documents" / entry.file).read_bytes(),
            name=entry.file,
            slug=entry.slug,
            kind=entry.kind,
            level=entry.level,
            division=division,
            hazards=list(Hazard.objects.filter(slug__in=entry.hazards)),
        )
        publish_version(version=imported.version, actor=None)
        clauses += imported.version.clauses.count()
    return f"{len(ENTRIES)} 件，{clauses} 条"


def clause_saying(slug: str, quote: str, *, near: str = "") -> Clause:
    """The clause of the current version that says `quote`, of a table the one it belongs to;
    with `near`, the one under that number where several do. Raises ClauseNotFound."""
    document = PlanDocument.objects.get(slug=slug)
    clauses = Clause.objects.filter(version=document.current_version_id)
    told = Q(text__contains=quote) | Q(children__table__cells__text__contains=quote)
    found = list(clauses.filter(told).distinct().order_by("-depth", "position"))
    if not found:
        raise ClauseNotFound(f"{slug}: {quote}")
    numbered = [clause for clause in found if near and clause.number.strip("、. ") == near]
    return (numbered or found)[0]


def clause_numbered(slug: str, number: str) -> Clause:
    """The clause of the current version with this number (1.5.3). Raises ClauseNotFound."""
    document = PlanDocument.objects.get(slug=slug)
    for clause in Clause.objects.filter(version=document.current_version_id).order_by("position"):
        if clause.number.strip("、. ") == number:
            return clause
    raise ClauseNotFound(f"{slug}: {number}")
