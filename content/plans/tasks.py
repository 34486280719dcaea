"""Long plans are read, and their changes followed, outside the request."""

from django_tasks import task

from content.plans.models import FollowUp, Intake, PlanDocument, PlanVersion, Rereading
from content.plans.services.corrections import read_again
from content.plans.services.extracts import make_extracts, read_draft
from content.plans.services.following import finish_follow_up
from content.plans.services.intakes import read_intake
from content.plans.services.starting import begin_asked


@task()
def read(intake_id: int) -> bool:
    """Read one upload; True when it is settled."""
    intake = Intake.objects.filter(pk=intake_id).first()
    return intake is None or read_intake(intake=intake)


@task()
def correct(rereading_id: int) -> bool:
    """Read the corrections of one long draft into it, or make the draft of a long published
    text; True when it is done."""
    found = Rereading.objects.select_related("version")
    waiting = found.filter(pk=rereading_id).first()
    if waiting is None:
        return True
    if waiting.version.is_published:
        return begin_asked(waiting=waiting)
    return read_again(waiting=waiting)


@task()
def follow(follow_up_id: int) -> bool:
    """Let search and citations follow one change; True when they have."""
    follow_up = FollowUp.objects.filter(pk=follow_up_id).select_related("document").first()
    return follow_up is None or finish_follow_up(follow_up)


@task()
def extract(document_id: int) -> int:
    """Read the version in force of one plan out for its readers; how many extracts were made."""
    document = PlanDocument.objects.filter(pk=document_id).first()
    return make_extracts(document) if document is not None else 0


@task()
def extract_draft(version_id: int) -> int:
    """Read one draft out for who makes and reviews it; how many extracts were made."""
    version = PlanVersion.objects.filter(pk=version_id).first()
    return read_draft(version) if version is not None else 0
