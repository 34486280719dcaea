"""Reading the bank for the people who keep it."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from portal.people import rights
from portal.people.models import Division, Membership, Unit, User
from portal.people.rights import Action
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
    )
    state = wanted.get("state")
    if state == "needs_review":
        found = found.filter(needs_review=True)
    elif state:
        found = found.filter(state=state)
    for name in ("kind", "aim"):
        if wanted.get(name):
            found = found.filter(**{name: wanted[name]})
    if wanted.get("hazard"):
        found = found.filter(hazards=wanted["hazard"])
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


def questions_on(source_key: str) -> QuerySet[Question]:
    """Questions in use that cite a clause or paragraph."""
    return Question.objects.filter(published_version__source_key=source_key).exclude(
        state="retired"
    )
