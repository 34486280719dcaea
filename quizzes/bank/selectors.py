"""Reading the bank for the people who keep it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from content.pages.models import KnowledgePage, Paragraph
from portal.people import rights
from portal.people.models import Division, Membership, Unit, User
from portal.people.rights import Action
from quizzes.bank.enums import Pool, QuestionState
from quizzes.bank.models import Question, QuestionVersion


def keeper_units(person: User) -> set[int]:
    """Units whose questions this person edits or reviews."""
    return rights.units_for(person, Action.QUESTION_EDIT) | rights.units_for(
        person, Action.QUESTION_REVIEW
    )


def visible_to(person: User) -> QuerySet[Question]:
    return (
        Question.objects.in_units(keeper_units(person))
        .select_related("owner_unit", "published_version")
        .prefetch_related("hazards")
    )


def filtered(person: User, wanted: dict[str, Any]) -> QuerySet[Question]:
    """`wanted` is the cleaned data of FilterForm. Each row has `latest_stem`, `latest_number`."""
    latest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    found = visible_to(person).annotate(
        latest_stem=Subquery(latest.values("stem")[:1]),
        latest_number=Subquery(latest.values("number")[:1]),
        latest_source=Subquery(latest.values("source_key")[:1]),
    )
    state = wanted.get("state")
    if state == "needs_review":
        found = found.filter(needs_review=True)
    elif state:
        found = found.filter(state=state)
    for name in ("kind", "aim", "pool"):
        if wanted.get(name):
            found = found.filter(**{name: wanted[name]})
    if wanted.get("hazard"):
        found = found.filter(hazards=wanted["hazard"])
    if wanted.get("source"):
        found = found.filter(latest_source=wanted["source"])
    if wanted.get("q"):
        found = found.filter(latest_stem__icontains=wanted["q"])
    return found.order_by("-changed_at", "-pk")


def review_queue(person: User) -> QuerySet[Question]:
    """What waits for this reviewer: submitted, or hit by a change of its source."""
    units = rights.units_for(person, Action.QUESTION_REVIEW)
    return filtered(person, {}).filter(
        Q(state="review") | Q(needs_review=True), owner_unit__in=units
    )


def usual_unit(person: User, units: QuerySet[Unit]) -> Unit | None:
    """The unit in which the person serves, among those they may write for."""
    served = (
        Membership.objects.filter(user=person, unit__in=units)
        .valid_on(timezone.localdate())
        .order_by("pk")
        .values_list("unit", flat=True)
    )
    return units.filter(pk__in=served[:1]).first() or units.first()


def editable_units(person: User) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=rights.units_for(person, Action.QUESTION_EDIT))


def divisions_above(units: QuerySet[Unit]) -> QuerySet[Division]:
    """Divisions of these units and everything above them: what a question may be bound to."""
    wanted: set[int] = set()
    level = set(units.filter(division__isnull=False).values_list("division_id", flat=True))
    while level - wanted:
        wanted |= level
        level = set(
            Division.objects.filter(pk__in=level, parent__isnull=False).values_list(
                "parent_id", flat=True
            )
        )
    return Division.objects.filter(pk__in=wanted)


def latest_version(question: Question) -> QuestionVersion:
    return question.versions.select_related("question", "created_by").order_by("-number")[0]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of knowledge with how many passages it offers."""

    page_id: int
    title: str
    kind: str
    passages: int


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage that can be cited, and how many questions of each pool cite it."""

    key: str
    section: str
    text: str
    practice: int
    certification: int


def source_pages(person: User) -> list[SourcePage]:
    """Pages this person may read whose passages can be cited."""
    pages = KnowledgePage.objects.visible_to(person).current().select_related("content_type")
    counts = dict(
        Paragraph.objects.filter(page__in=pages.values("pk"), withdrawn_at__isnull=True)
        .values_list("page")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return [
        SourcePage(page.pk, page.title, str(page.content_type.name), counts[page.pk])
        for page in sorted(pages, key=_as_offered)
        if page.pk in counts
    ]


def _as_offered(page: KnowledgePage) -> tuple[int, str, str]:
    """Guides, then courses: what most questions are about."""
    first = ("content_guides", "content_courses")
    app = page.content_type.app_label
    place = first.index(app) if app in first else len(first)
    return (place, str(page.content_type.name), page.title)


def source_page(person: User, page_id: int) -> KnowledgePage | None:
    return KnowledgePage.objects.visible_to(person).current().filter(id=page_id).first()


def passages_of(page: KnowledgePage, person: User) -> list[SourcePassage]:
    """Passages of a page in reading order, each with the questions in use that this person
    keeps: how often another unit certifies by a passage is that unit's secret."""
    paragraphs = list(Paragraph.objects.filter(page=page, withdrawn_at__isnull=True))
    counts = _kept_by_pool({paragraph.anchor_key for paragraph in paragraphs}, person)
    return [
        SourcePassage(
            key=paragraph.anchor_key,
            section=paragraph.section,
            text=paragraph.text,
            practice=counts.get((paragraph.anchor_key, Pool.PRACTICE), 0),
            certification=counts.get((paragraph.anchor_key, Pool.CERTIFICATION), 0),
        )
        for paragraph in paragraphs
    ]


def _kept_by_pool(keys: Collection[str], person: User) -> dict[tuple[str, str], int]:
    """Questions, retired ones aside, by the source of their latest version and their pool."""
    latest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    rows = (
        Question.objects.filter(owner_unit__in=keeper_units(person))
        .exclude(state=QuestionState.RETIRED)
        .annotate(latest_source=Subquery(latest.values("source_key")[:1]))
        .filter(latest_source__in=keys)
        .values_list("latest_source", "pool")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return {(key, pool): number for key, pool, number in rows}
