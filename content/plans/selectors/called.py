"""Documents by what somebody remembers of their name."""

from django.db.models import Exists, OuterRef, Q

from content.plans.domain.names import part_key, title_key
from content.plans.models import PlanVersion


def called(words: str) -> Q:
    """Of `visible_or_own` documents: those whose title, number or unit holds the words, however
    marks, spaces and script are typed. The number of a draft finds it only for whose it is."""
    found = Q(title__icontains=words) | Q(owner_unit__name__icontains=words)
    if key := part_key(words):
        drafts = PlanVersion.objects.filter(
            document=OuterRef("pk"), ready=True, number_key__contains=key
        )
        found |= Q(title_key__contains=key) | Q(current_version__number_key__contains=key)
        found |= Q(Exists(drafts), own=True)
    if key := title_key(words):
        found |= Q(title_key__contains=key)
    return found
