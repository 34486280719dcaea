"""Reading papers: what is published, what a version asks, what a cell could draw."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.forms.models import model_to_dict

from portal.foundation.seen import as_sent
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action
from portal.people.selectors import units_above, units_below
from quizzes.bank.enums import Pool, QuestionKind
from quizzes.bank.models import Question, QuestionVersion
from quizzes.bank.selectors import keeper_units
from quizzes.papers.domain.assembly import Candidate, Cell, Choice, keeps_its_place
from quizzes.papers.enums import Purpose
from quizzes.papers.models import Assessment, AssessmentVersion, BlueprintCell, PaperEntry

KEY_ACTIONS: Final = frozenset(
    {
        Action.QUESTION_EDIT,
        Action.QUESTION_REVIEW,
        Action.PAPER_EDIT,
        Action.PAPER_PUBLISH,
    }
)
"""What opens keys: to keep questions, or to compose papers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question version as the assembly needs it."""

    version_id: int
    kind: str
    options: list[dict[str, Any]]
    part: str


def published_assessments() -> QuerySet[Assessment]:
    """What everybody may see in the listing."""
    return (
        Assessment.objects.filter(current_version__isnull=False, withdrawn_at__isnull=True)
        .select_related("current_version", "owner_unit")
        .order_by("title")
    )


def in_units(unit_ids: Iterable[int]) -> QuerySet[Assessment]:
    """Papers of these units, for the people who compose them. `certifies_by_practice`: the
    version in use asks, for a certificate, what practice has shown. `waiting`: of how many of
    its questions the source has changed and nobody has looked at them since."""
    practised = PaperEntry.objects.filter(
        version=OuterRef("current_version"), question_version__question__pool=Pool.PRACTICE
    )
    waiting = (
        PaperEntry.objects.filter(
            version=OuterRef("current_version"), question_version__question__needs_review=True
        )
        .order_by()
        .values("version")
        .annotate(number=Count("question_version__question", distinct=True))
    )
    return (
        Assessment.objects.filter(owner_unit__in=list(unit_ids))
        .select_related("current_version", "owner_unit")
        .annotate(
            certifies_by_practice=Case(
                When(purpose=Purpose.CERTIFICATION, then=Exists(practised)),
                default=False,
                output_field=BooleanField(),
            ),
            waiting=Subquery(waiting.values("number")),
        )
        .order_by("title")
    )


def practised(assessment: Assessment) -> QuerySet[QuestionVersion]:
    """What a certifying paper in use asks although practice has shown it. Papers published
    before questions had pools may; none that is published since."""
    asked = PaperEntry.objects.filter(
        version=assessment.current_version_id,
        version__assessment__purpose=Purpose.CERTIFICATION,
        version__assessment__withdrawn_at__isnull=True,
        question_version__question__pool=Pool.PRACTICE,
    )
    return QuestionVersion.objects.filter(pk__in=asked.values("question_version")).order_by("pk")


def waiting_for_review(version: AssessmentVersion) -> QuerySet[Question]:
    """What the version asks or could draw although its source has changed since and nobody
    has looked at it."""
    asked = PaperEntry.objects.filter(version=version).values("question_version__question")
    return (
        Question.objects.filter(pk__in=asked, needs_review=True)
        .select_related("published_version")
        .order_by("pk")
    )


def offered(assessment: Assessment, day: date) -> QuerySet[Question]:
    """Questions the paper may ask that day: usable, of its pool, within its unit's reach."""
    return Question.objects.usable_on(day).filter(
        pool=assessment.pool, owner_unit__in=reach(assessment, day)
    )


def reach(assessment: Assessment, day: date) -> set[int]:
    """Units whose questions the paper may ask.

    A paper opens the keys of what it asks, sooner or later, to whoever composes it. So a
    certifying paper asks what its unit keeps: its own questions and those of the units below
    it, the same of which the rights let its composers see the keys. Practice is written to be
    shown, so a practice paper may also borrow from the units above; never from the side.
    """
    units = units_below(assessment.owner_unit_id, day)
    if assessment.pool == Pool.PRACTICE:
        units |= units_above(assessment.owner_unit_id, day)
    return units


def opens_keys_to(assessment: Assessment, person: User) -> bool:
    """May this person read what is right in the version in use: as a composer of the paper,
    or as a keeper of any question that it asks or could draw?"""
    composes = rights.units_for(person, Action.PAPER_EDIT) | rights.units_for(
        person, Action.PAPER_PUBLISH
    )
    if assessment.owner_unit_id in composes:
        return True
    asked = PaperEntry.objects.filter(
        version=assessment.current_version_id,
        question_version__question__owner_unit__in=keeper_units(person),
    )
    return asked.exists()


def pools(
    version: AssessmentVersion, day: date
) -> list[tuple[BlueprintCell, list[QuestionVersion]]]:
    """Each cell with the versions it could draw today, of what the paper may ask."""
    result = []
    questions = offered(version.assessment, day).filter(_jurisdiction(version))
    for cell in version.cells.select_related("hazard"):
        versions = (
            QuestionVersion.objects.filter(
                pk__in=questions.filter(**_wanted(cell)).values("published_version_id")
            )
            .select_related("question")
            .order_by("pk")
        )
        result.append((cell, list(versions)))
    return result


def pool_sizes(version: AssessmentVersion, day: date) -> list[tuple[BlueprintCell, int]]:
    """Each cell with how many questions it could draw: today for a draft, else as frozen.
    The same number of queries for any number of cells."""
    cells = version.cells.select_related("hazard")
    if not version.is_draft:
        return [(cell, cell.size) for cell in cells.annotate(size=Count("pool"))]
    rows = list(
        offered(version.assessment, day)
        .filter(_jurisdiction(version))
        .order_by()
        .values_list("pk", "aim", "kind", "hazards")
    )
    return [
        (
            cell,
            len(
                {
                    pk
                    for pk, aim, kind, hazard in rows
                    if cell.aim in ("", aim)
                    and cell.kind in ("", kind)
                    and cell.hazard_id in (None, hazard)
                }
            ),
        )
        for cell in cells
    ]


def _wanted(cell: BlueprintCell) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if cell.aim:
        wanted["aim"] = cell.aim
    if cell.kind:
        wanted["kind"] = cell.kind
    if cell.hazard_id is not None:
        wanted["hazards"] = cell.hazard_id
    return wanted


def _jurisdiction(version: AssessmentVersion) -> Q:
    """Questions that hold everywhere, or where the paper's unit lies, or above it."""
    places: list[int] = []
    division = version.assessment.owner_unit.division
    while division is not None:
        places.append(division.pk)
        division = division.parent
    return Q(jurisdiction__isnull=True) | Q(jurisdiction__in=places)


def cell_of(position: int, count: int, mark: Decimal, rows: Sequence[Row]) -> Cell:
    return Cell(
        position=position,
        count=count,
        mark=mark,
        pool=tuple(
            Candidate(
                version_id=row.version_id,
                part=row.part,
                choices=tuple(
                    Choice(option["id"], keeps_its_place(option.get("text", "")))
                    for option in row.options
                ),
                shuffles=row.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE},
            )
            for row in rows
        ),
    )


def paper_cells(version: AssessmentVersion) -> tuple[Cell, ...]:
    """What the version asks, in one query: cells with their frozen pools, or one cell a
    question for a fixed paper."""
    rows = version.entries.order_by("position", "pk").values_list(
        "position",
        "mark",
        "part",
        "cell__count",
        "question_version_id",
        "question_version__kind",
        "question_version__options",
    )
    grouped: dict[int, tuple[int, Decimal, list[Row]]] = {}
    for position, mark, part, count, version_id, kind, options in rows:
        group = grouped.setdefault(position, (count or 1, mark, []))
        group[2].append(Row(version_id=version_id, kind=kind, options=options, part=part))
    return tuple(
        cell_of(position, count, mark, members)
        for position, (count, mark, members) in sorted(grouped.items())
    )


def contents_of(version: AssessmentVersion) -> list[object]:
    """Rules, questions and blueprint of a version, so that two looks at it can be compared."""
    return [
        *sorted(model_to_dict(version).items()),
        *version.entries.order_by("pk").values_list("pk", "position", "question_version", "mark"),
        *version.cells.order_by("pk").values_list(),
    ]


def listed(draft: AssessmentVersion) -> list[list[str]]:
    """Question and mark of a fixed list in its order, as its form sends them."""
    entries = draft.entries.filter(cell__isnull=True).order_by("position")
    return as_rows(entries.values_list("question_version__question", "mark"))


def laid_out(draft: AssessmentVersion) -> list[list[str]]:
    """The cells of a blueprint in their order, as its form sends them."""
    cells = draft.cells.order_by("position")
    return as_rows(cells.values_list("aim", "hazard", "kind", "count", "mark"))


def as_rows(values: Iterable[Iterable[object]]) -> list[list[str]]:
    return [[str(as_sent(value)) for value in row] for row in values]


def opens_keys(version: AssessmentVersion, now: datetime) -> bool:
    """Can nobody be sitting this version any more nor, where it certifies, send late answers?
    Then `after_close` releases keys."""
    end = version.keys_open_at
    return end is not None and now > end


def still_certify(question_ids: Collection[int], now: datetime) -> bool:
    """Can anybody still be certified by one of these questions, in whatever version and by
    whatever paper? Then no other paper that has closed may open their keys."""
    asking = Assessment.objects.filter(
        purpose=Purpose.CERTIFICATION,
        withdrawn_at__isnull=True,
        current_version__entries__question_version__question__in=question_ids,
    )
    current = AssessmentVersion.objects.filter(pk__in=asking.values("current_version"))
    return any(not opens_keys(version, now) for version in current.select_related("assessment"))
