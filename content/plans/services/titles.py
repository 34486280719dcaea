"""A new title in the register goes into the drafts that had the old one."""

from content.plans.enums import VersionState
from content.plans.models import PlanDocument, PlanVersion


def retitle_drafts(document: PlanDocument, before: str) -> int:
    """A draft that names itself otherwise keeps its own title, and what is published is final.
    Returns how many drafts took the new one."""
    drafts = PlanVersion.objects.filter(document=document, state=VersionState.DRAFT, title=before)
    # Their key stays that of the title in the text: the same paper brought again is still found.
    return drafts.update(title=document.title)
