"""Documents and clauses by what somebody remembers of their name."""

from django.db.models import Exists, OuterRef, Q

from content.plans.domain.names import part_key, title_key
from content.plans.models import PlanVersion


def called(words: str) -> Q:
    """Of documents: those whose title, number in force or unit holds the words, however marks,
    spaces and script are typed."""
    found = Q(title__icontains=words) | Q(owner_unit__name__icontains=words)
    if key := part_key(words):
        found |= Q(title_key__contains=key) | Q(current_version__number_key__contains=key)
    if key := title_key(words):
        found |= Q(title_key__contains=key)
    return found


def called_on_desk(words: str) -> Q:
    """Of `visible_or_own` documents. The number of a draft finds it only for whose it is."""
    found = called(words)
    if key := part_key(words):
        drafts = PlanVersion.objects.filter(
            document=OuterRef("pk"), ready=True, number_key__contains=key
        )
        found |= Q(Exists(drafts), own=True)
    return found


def clause_called(words: str) -> Q:
    """Of clauses: those whose number, heading or text holds the words."""
    return Q(number=words) | Q(heading__icontains=words) | Q(text__icontains=words)
