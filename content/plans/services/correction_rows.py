"""The rows that a correction changes: its own, the draft's and the title."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.domain.corrections.model import CorrectionKind, Locator
from content.plans.domain.parse import Parse
from content.plans.enums import VersionState, Visibility
from content.plans.models import PlanCorrection, PlanDocument, PlanVersion
from content.plans.selectors.corrections import Stretch
from content.plans.services.register import PlanRefused
from portal.foundation.locks import hold
from portal.people.models import User


class Draft(NamedTuple):
    """`parsed`: how it reads from now on; None where the worker reads it."""

    version: PlanVersion
    parsed: Parse | None


def hold_draft(version: PlanVersion) -> None:
    """Whoever publishes or discards it waits for us, or we hear that they were first. The document
    before the version, as everybody does."""
    hold(PlanDocument.objects.filter(pk=version.document_id), by="title")
    if not is_held(version):
        raise PlanRefused(_("这份草稿刚发布了或者删掉了，没有改正。"))


def is_held(version: PlanVersion) -> bool:
    """False where it was published or thrown away meanwhile."""
    draft = PlanVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT, ready=True)
    return bool(hold(draft, by="number"))


def is_hidden(stretch: Stretch) -> bool:
    """Asked before a long draft is read anew: the worker can tell the editor nothing."""
    return stretch.clause is not None and stretch.clause.visibility != Visibility.PUBLIC


def place_of(at: Locator) -> dict[str, Any]:
    return {"text": at.text, "before": at.before, "after": at.after, "nth": at.nth}


def withdraw(row: PlanCorrection, version: PlanVersion, actor: User | None) -> None:
    PlanCorrection.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_by=actor, withdrawn_on=version
    )


def title_told(version: PlanVersion, parsed: Parse) -> str:
    """The title by a correction; the version keeps its own where none says what it is."""
    titles = PlanCorrection.objects.filter(document=version.document_id).standing()
    return parsed.metadata.title if titles.filter(kind=CorrectionKind.TITLE).exists() else ""
