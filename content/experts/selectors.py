"""Reading the pool of experts."""

from collections.abc import Iterable

from content.experts.models import ExpertPage


def names() -> Iterable[str]:
    """What the experts who are shown are called."""
    return ExpertPage.objects.live().values_list("title", flat=True)
