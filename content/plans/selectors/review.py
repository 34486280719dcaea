"""Who wrote a version, who may approve it, and what waits for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from content.plans.domain.review import Deed, Part, Published, authors
from content.plans.enums import VersionState
from content.plans.models import (
    ClauseVisibility,
    PlanCorrection,
    PlanVersion,
    RegisterEdit,
    ReviewRound,
)
from content.plans.models.version import heavy
from content.plans.review_states import RoundState
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

Authors = Mapping[int, frozenset[Part]]


def authors_of(version: PlanVersion) -> Authors:
    """By id of the person, what they did to it since the text before it was published. Who asked
    for its review belongs to them. Five queries."""
    return authors_of_all([version])[version.pk]


def authors_of_all(versions: Sequence[PlanVersion]) -> dict[int, Authors]:
    """By version; five queries however many there are."""
    documents = {version.document_id for version in versions}
    published: dict[int, list[Published]] = defaultdict(list)
    for document, pk, imported_at, at in PlanVersion.objects.filter(
        document__in=documents, state=VersionState.PUBLISHED
    ).values_list("document", "pk", "imported_at", "published_at"):
        if at is not None:
            published[document].append(Published(pk, imported_at, at))
    deeds: dict[int, list[Deed]] = defaultdict(list)
    for row in PlanCorrection.objects.filter(document__in=documents):
        deeds[row.document_id] += [
            Deed(row.made_by_id, row.made_at, Part.CORRECTED, row.made_on_id),
            Deed(row.withdrawn_by_id, row.withdrawn_at, Part.CORRECTED, row.withdrawn_on_id),
        ]
    for document, judged_by, judged_at in ClauseVisibility.objects.filter(
        document__in=documents
    ).values_list("document", "judged_by", "judged_at"):
        deeds[document].append(Deed(judged_by, judged_at, Part.JUDGED))
    for edit in RegisterEdit.objects.filter(document__in=documents):
        deeds[edit.document_id].append(Deed(edit.person_id, edit.at, Part.REGISTERED))
    asked: dict[int, list[Deed]] = defaultdict(list)
    for version_id, asked_by, asked_at in (
        ReviewRound.objects.open()
        .filter(version__in=versions)
        .values_list("version", "asked_by", "asked_at")
    ):
        asked[version_id].append(Deed(asked_by, asked_at, Part.ASKED))
    return {
        one.pk: authors(
            [
                Deed(one.imported_by_id, one.imported_at, Part.IMPORTED),
                *deeds[one.document_id],
                *asked[one.pk],
            ],
            imported_at=one.imported_at,
            published=published[one.document_id],
        )
        for one in versions
    }


def deciders_of(version: PlanVersion, wrote: Iterable[int]) -> QuerySet[User]:
    """Who may approve it: the right in the unit of its plan, and no part in it."""
    people = rights.people_who_can(Action.PLAN_PUBLISH, version.document.owner_unit_id)
    return people.exclude(pk__in=[*wrote])


def open_round(version: PlanVersion) -> ReviewRound | None:
    """The round that waits for a decision or for the publication."""
    return (
        ReviewRound.objects.open()
        .filter(version=version)
        .select_related("asked_by", "decided_by")
        .first()
    )


def rounds_of(version: PlanVersion) -> list[ReviewRound]:
    """All rounds of a version, the latest first."""
    rounds = ReviewRound.objects.filter(version=version)
    return list(rounds.select_related("asked_by", "decided_by", "ended_by").order_by("-pk"))


def returned_before(version: PlanVersion) -> ReviewRound | None:
    """The last return of an earlier draft of its document, where nothing newer than that draft
    is in force: the draft at hand is the answer to it. One query; None for what is published."""
    if version.state != VersionState.DRAFT:
        return None
    current = version.document.current_version
    last = (
        _of_drafts()
        .filter(
            version__document=version.document_id,
            version__number__lt=version.number,
            version__number__gt=current.number if current else 0,
        )
        .order_by("-pk")
        .first()
    )
    return last if last is not None and last.state == RoundState.RETURNED else None


def waiting_for(person: User) -> list[ReviewRound]:
    """Drafts that this person may decide on, the longest waiting first. Six queries at most."""
    rounds = list(
        _of_drafts()
        .filter(
            state=RoundState.ASKED,
            version__document__owner_unit__in=rights.units_for(person, Action.PLAN_PUBLISH),
        )
        .exclude(asked_by=person)
        .order_by("pk")
    )
    if not rounds:
        return []
    wrote = authors_of_all([one.version for one in rounds])
    return [one for one in rounds if person.pk not in wrote[one.version_id]]


def approved_for(person: User) -> list[ReviewRound]:
    """Approved drafts that this person may publish, the longest waiting first."""
    units = rights.units_for(person, Action.PLAN_PUBLISH)
    rounds = _of_drafts().filter(state=RoundState.APPROVED, version__document__owner_unit__in=units)
    return list(rounds.order_by("decided_at", "pk"))


def answered_to(person: User) -> list[ReviewRound]:
    """The latest round of each draft the person sent to review, once it was returned, approved or
    made void: it is theirs to go on. Two queries at most."""
    latest: dict[int, ReviewRound] = {}
    own = Q(version__document__owner_unit__in=rights.units_for(person, Action.PLAN_EDIT))
    for one in _of_drafts().filter(own).order_by("pk"):
        latest[one.version_id] = one
    gone_on = (RoundState.ASKED, RoundState.WITHDRAWN)
    return [
        one for one in latest.values() if one.asked_by_id == person.pk and one.state not in gone_on
    ]


def _of_drafts() -> QuerySet[ReviewRound]:
    rounds = ReviewRound.objects.filter(version__state=VersionState.DRAFT, version__ready=True)
    people = ("asked_by", "decided_by", "ended_by")
    return rounds.select_related("version__document__owner_unit", *people).defer(*heavy("version"))
