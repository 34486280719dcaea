"""The file that a text was read from, where readers may have it."""

from content.plans.models import Original, PlanDocument, PlanVersion
from content.plans.selectors.hidden import hides_something
from content.plans.selectors.readable import ReadableText


def original_for_readers(plan: PlanDocument, text: ReadableText) -> Original | None:
    """None where the editor does not offer it, where there is none, and where anything is hidden
    from anybody: the file shows it (two queries)."""
    if not plan.original_for_readers or text.version.upload_id is None:
        return None
    if hides_something(text.version):
        return None
    return text.version.upload


def ends_the_offer(plan: PlanDocument, version: PlanVersion) -> bool:
    """Whether a version that comes into force brings another file than the one that the editor
    looked at before offering it (one query)."""
    if not plan.original_for_readers:
        return False
    held = PlanVersion.objects.filter(pk=plan.current_version_id or 0).values_list(
        "upload", flat=True
    )
    return version.upload_id not in held
