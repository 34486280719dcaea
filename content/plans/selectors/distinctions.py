"""What tells documents of one title apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.models import Clause, PlanDocument, PlanVersion

Details: TypeAlias = Mapping[int, str]
"""What is said of each version, by its id."""

_MINUTE: Final = "%Y-%m-%d %H:%M"
_SECOND: Final = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Distinction:
    """Of the version in force or, before the first is published, of the newest draft. As words:
    its number, its date, whether it is in force, and as much more as it takes."""

    version_id: int
    words: str

    def __str__(self) -> str:
        return self.words


def distinctions(documents: QuerySet[PlanDocument]) -> dict[int, Distinction]:
    """By the id of the document; what a killed import left has none."""
    meant: dict[int, PlanVersion] = {}
    for version in (
        PlanVersion.objects.filter(document__in=documents, ready=True)
        .select_related("document", "imported_by")
        .only(
            "number", "document_number", "signed_on", "published_on", "imported_at",
            "published_at", "imported_by__full_name", "imported_by__username",
            "imported_by__erased_at", "document__title", "document__slug",
            "document__current_version", "document__status", "document__period_end",
        )
        .order_by("number")
    ):  # fmt: skip
        if version.document.current_version_id in (None, version.pk):
            meant[version.document_id] = version
    words = {version.pk: _words(version) for version in meant.values()}
    for details in _DETAILS:
        for group in _alike(meant.values(), words):
            said = details(group)
            if len(set(said.values())) > 1:
                words |= {one.pk: _joined(words[one.pk], said[one.pk], one) for one in group}
    return {key: Distinction(version.pk, words[version.pk]) for key, version in meant.items()}


def _alike(versions: Iterable[PlanVersion], words: Details) -> list[list[PlanVersion]]:
    """Those that still read the same, in groups."""
    groups: dict[tuple[str, str], list[PlanVersion]] = defaultdict(list)
    for version in versions:
        groups[version.document.title, words[version.pk]].append(version)
    return [group for group in groups.values() if len(group) > 1]


def _joined(words: str, more: str, version: PlanVersion) -> str:
    if more == _imported(version, _SECOND):
        words = words.replace(f"，{_imported(version, _MINUTE)}", "")
    return f"{words}，{more}"


def _words(version: PlanVersion) -> str:
    day = version.signed_on or version.published_on
    document = version.document
    if document.current_version_id is None:
        # Somebody who brings one text in twice has two drafts alike in all but the minute.
        state = "，".join([_("草稿"), _imported(version, _MINUTE)])
    else:
        state = document.standing
        if day is None and version.published_at is not None:
            day = timezone.localdate(version.published_at)
    return "，".join(filter(None, [version.document_number, day.isoformat() if day else "", state]))


def _editions(group: Sequence[PlanVersion]) -> Details:
    return {one.pk: _("第 %(number)d 版") % {"number": one.number} for one in group}


def _clauses(group: Sequence[PlanVersion]) -> Details:
    rows = Clause.objects.filter(version__in=group).order_by().values_list("version")
    counts = dict(rows.annotate(Count("pk")))
    return {one.pk: _("%(count)d 条") % {"count": counts.get(one.pk, 0)} for one in group}


def _people(group: Sequence[PlanVersion]) -> Details:
    unknown = _("导入人不详")
    return {
        one.pk: _("%(person)s导入") % {"person": one.imported_by} if one.imported_by else unknown
        for one in group
    }


def _seconds(group: Sequence[PlanVersion]) -> Details:
    return {one.pk: _imported(one, _SECOND) for one in group}


def _addresses(group: Sequence[PlanVersion]) -> Details:
    return {one.pk: _("链接 %(slug)s") % {"slug": one.document.slug} for one in group}


_DETAILS: Final[tuple[Callable[[Sequence[PlanVersion]], Details], ...]] = (
    _editions, _clauses, _people, _seconds, _addresses,
)  # fmt: skip


def _imported(version: PlanVersion, form: str) -> str:
    return _("%(time)s 导入") % {"time": timezone.localtime(version.imported_at).strftime(form)}
