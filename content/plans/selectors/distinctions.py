"""What tells documents of one title apart."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.models import PlanDocument, PlanVersion


@dataclass(frozen=True, slots=True)
class Distinction:
    """Of the version in force or, before the first is published, of the newest draft. As words:
    its number, its date, and whether it is in force."""

    version_id: int
    words: str

    def __str__(self) -> str:
        return self.words


def distinctions(documents: QuerySet[PlanDocument]) -> dict[int, Distinction]:
    """By the id of the document; what a killed import left has none."""
    meant: dict[int, PlanVersion] = {}
    for version in (
        PlanVersion.objects.filter(document__in=documents, ready=True)
        .select_related("document")
        .only(
            "number", "document_number", "signed_on", "published_on", "imported_at",
            "published_at", "document__current_version", "document__status",
        )
        .order_by("number")
    ):  # fmt: skip
        if version.document.current_version_id in (None, version.pk):
            meant[version.document_id] = version
    return {key: Distinction(version.pk, _words(version)) for key, version in meant.items()}


def _words(version: PlanVersion) -> str:
    day = version.signed_on or version.published_on
    document = version.document
    if document.current_version_id is None:
        # Somebody who brings one text in twice has two drafts alike in all but the minute.
        state = _("草稿，%(time)s 导入") % {"time": _minute(version.imported_at)}
    else:
        state = str(document.get_status_display())
        if day is None and version.published_at is not None:
            day = timezone.localdate(version.published_at)
    return "，".join(filter(None, [version.document_number, day.isoformat() if day else "", state]))


def _minute(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
