"""Reasons to revise a plan, and the versions that may have answered them."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from content.plans.enums import Status, VersionState
from content.plans.models import PlanDocument, PlanVersion, RevisionTrigger
from content.plans.models.version import heavy

UNSETTLED: Final = Q(
    Exists(RevisionTrigger.objects.filter(document=OuterRef("pk"), settled_on__isnull=True)),
    status=Status.IN_FORCE, current_version__isnull=False,
)  # fmt: skip
"""Documents in force with a reason to revise them that nobody has settled."""


def triggers_of(document: PlanDocument) -> QuerySet[RevisionTrigger]:
    """Those that are open first."""
    return (
        document.triggers.select_related("document", "settled_in")
        .defer(*heavy("settled_in"))
        .order_by(F("settled_on").asc(nulls_first=True), "noticed_on", "pk")
    )


def revised_since(trigger: RevisionTrigger) -> QuerySet[PlanVersion]:
    """Versions published since it was noticed, the latest first; never the first of all, which
    revises nothing."""
    published = PlanVersion.objects.filter(
        document=trigger.document_id, state=VersionState.PUBLISHED
    )
    first = published.order_by("number").values("number")[:1]
    since = published.filter(number__gt=first, published_at__date__gte=trigger.noticed_on)
    return since.only("number", "document").order_by("-number")


def unanswered(version: PlanVersion) -> Sequence[RevisionTrigger]:
    """Reasons that were there when the version in force was published, and of which nobody has
    said whether it answers them. Two queries at most."""
    document = version.document
    if version.published_at is None or document.current_version_id != version.pk:
        return ()
    before = document.versions.filter(state=VersionState.PUBLISHED, number__lt=version.number)
    if not before.exists():
        return ()
    day = timezone.localdate(version.published_at)
    return list(document.triggers.filter(settled_on__isnull=True, noticed_on__lte=day))
