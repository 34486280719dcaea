"""Long plans are read and followed outside the request."""

from django_tasks import task

from content.plans.models import Intake, Publication
from content.plans.services.intakes import read_intake
from content.plans.services.publishing import finish_publication


@task()
def read(intake_id: int) -> bool:
    """Read one upload; True when it is settled."""
    intake = Intake.objects.filter(pk=intake_id).first()
    return intake is None or read_intake(intake=intake)


@task()
def follow(publication_id: int) -> bool:
    """Let search and citations follow one publication."""
    publication = Publication.objects.filter(pk=publication_id).select_related("document").first()
    return publication is None or finish_publication(publication)
