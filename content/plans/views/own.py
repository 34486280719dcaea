"""What a person may open on the workbench: versions and numbers of the plans they work on."""

from django.http import HttpRequest

from content.plans import selectors
from content.plans.models import PlanDocument, PlanVersion, TargetDraft
from content.plans.models.version import heavy
from portal.people.access import get_or_refuse
from portal.people.rights import Action, Person


def version_or_404(user: Person, pk: int, action: Action, *, whole: bool = True) -> PlanVersion:
    """A version of a plan in whose unit the person may do `action`, and may edit or publish:
    readers of internal material see published plans, not drafts. `whole` with its original."""
    versions = PlanVersion.objects.select_related("document__owner_unit", "upload")
    return get_or_refuse(
        versions.filter(ready=True, document__in=selectors.editable_by(user)).defer(
            *(() if whole else heavy(but=("notes", "fields")))
        ),
        user,
        action,
        unit_of=lambda version: version.document.owner_unit_id,
        pk=pk,
    )


def page_asked(request: HttpRequest, version: PlanVersion) -> int:
    """The page of the text that the address names, or the one nearest to it."""
    value = request.GET.get("page", "1")
    number = int(value) if value.isdecimal() and len(value) < 9 else 1
    return min(max(number, 1), version.page_count)


def draft_or_404(user: Person, pk: int) -> TargetDraft:
    """A number of such a version, for who may draft targets in its unit."""
    drafts = TargetDraft.objects.filter(
        clause__version__ready=True, clause__version__document__in=selectors.editable_by(user)
    )
    return get_or_refuse(
        drafts.select_related("clause__version__document__owner_unit", "target").defer(
            *heavy("clause__version", but=("notes", "fields"))
        ),
        user,
        Action.TARGET_EDIT,
        unit_of=lambda draft: draft.clause.version.document.owner_unit_id,
        pk=pk,
    )


def readable_or_404(
    user: Person, slug: str, action: Action = Action.PLAN_READ_INTERNAL
) -> PlanDocument:
    """A plan of a unit in which the person may do `action`, published and readable, or their
    own."""
    plans = selectors.visible_to(user) | selectors.editable_by(user)
    return get_or_refuse(
        plans.select_related("owner_unit"),
        user,
        action,
        unit_of=lambda plan: plan.owner_unit_id,
        slug=slug,
    )


def shown_version(plan: PlanDocument) -> PlanVersion | None:
    """The version in force or, before the first is published, the newest draft."""
    versions = plan.versions.filter(ready=True).defer(*heavy())
    if plan.current_version_id:
        versions = versions.filter(pk=plan.current_version_id)
    return versions.order_by("-number").first()
