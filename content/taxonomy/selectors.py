from django.db.models import QuerySet

from content.taxonomy.models import Hazard


def home_grid() -> QuerySet[Hazard]:
    """Hazards of the home page's grid, in its order."""
    return Hazard.objects.filter(home_position__isnull=False).order_by("home_position")


def elder_grid() -> QuerySet[Hazard]:
    """The few hazards of the home page in 长辈版, in their order."""
    return Hazard.objects.filter(elder_position__isnull=False).order_by("elder_position")
