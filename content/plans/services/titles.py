"""A new title in the register goes into the drafts that had the old one."""

from content.plans.enums import VersionState
from content.plans.models import PlanDocument, PlanVersion
from content.plans.models.version import keys_of


def retitle_drafts(document: PlanDocument, before: str) -> int:
    """A draft that names itself otherwise keeps its own title, and what is published is final.
    Returns how many drafts took the new one."""
    drafts = PlanVersion.objects.filter(document=document, state=VersionState.DRAFT, title=before)
    title = {"title": document.title}
    return drafts.update(**title, **keys_of(title))
