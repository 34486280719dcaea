"""What was noted on the progress of a planning document."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from content.pages import anchors
from content.plans.enums import ClauseKind, Family
from content.plans.models import (
    Clause,
    PlanDocument,
    PlanTask,
    PlanVersion,
    ProgressAttachment,
    ProgressNote,
)
from content.plans.models.clause import KEY_PREFIX
from content.plans.task_states import TaskState
from content.targets.enums import TargetState
from content.targets.models import Target


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about, as it is called today: a task, or a clause."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry ready to be shown; `corrected` are the entries it took the place of, newest
    first."""

    note: ProgressNote
    about: About | None
    target: Target | None
    corrected: Sequence[ProgressNote] = ()


def has_progress(plan: PlanDocument) -> bool:
    """Whether everybody reads any of it; a response plan has none."""
    shown = ProgressNote.objects.filter(document=plan, public=True, corrected_by__isnull=True)
    return plan.family == Family.PLANNING and shown.exists()


def entries(plan: PlanDocument, *, everybody: bool) -> list[Entry]:
    """Entries by the period they cover, the newest first, those that were corrected under the one
    that stands. `everybody`: public ones alone, and no name of what not everybody may read; what
    was corrected is not read as standing though its correction is not public. The `files` of a
    note are its attachments (five queries)."""
    attachments = ProgressAttachment.objects.all()
    files = attachments.filter(public=True) if everybody else attachments
    notes = ProgressNote.objects.filter(document=plan).select_related("target", "task")
    rows = list(notes.prefetch_related(Prefetch("attachments", files, to_attr="files")))
    by_id = {note.pk: note for note in rows}
    replaced = {note.corrects_id for note in rows if note.corrects_id}
    if everybody:
        rows = [note for note in rows if note.public]
    named = anchors.resolve_many({note.clause_key for note in rows if note.clause_key})
    found = []
    for note in rows:
        if note.pk in replaced:
            continue
        earlier, before = [], note
        while before.corrects_id in by_id:
            before = by_id[before.corrects_id]
            if before.public or not everybody:
                earlier.append(before)
        anchor = named.get(note.clause_key)
        about = None
        if anchor is not None and (anchor.public or not everybody):
            said = anchor.title or anchor.text[:24] or _("不公开的条文")
            name = note.task.name if note.task else said
            about = About(name, anchor.url)
        target = note.target
        if everybody and target is not None and not _is_public(target):
            target = None
        found.append(Entry(note, about, target, earlier))
    return found


def attachments_of(plan: PlanDocument) -> QuerySet[ProgressAttachment]:
    """Those that everybody reads: they and their entry are public, and the entry stands."""
    return ProgressAttachment.objects.filter(
        note__document=plan, public=True, note__public=True, note__corrected_by__isnull=True
    )


def tasks_to_note(version: PlanVersion) -> QuerySet[PlanTask]:
    """Confirmed tasks that an entry may be about, by name: those whose clause is in the version,
    but for the words of a draft for one of them."""
    anchors_in = version.clauses.values("anchor")
    return PlanTask.objects.filter(
        document=version.document_id,
        state=TaskState.CONFIRMED,
        anchor__in=anchors_in,
        follows=None,
    ).order_by("name", "pk")


def clauses_to_note(version: PlanVersion) -> QuerySet[Clause]:
    """Clauses that an entry may be about: those with a heading or words, in reading order."""
    return (
        version.clauses.filter(kind__in=(ClauseKind.CLAUSE, ClauseKind.ANNEX))
        .only("anchor", "number", "heading", "text", "position", "depth", "version")
        .order_by("position")
    )


def targets_in(version: PlanVersion) -> QuerySet[Target]:
    """Standing targets whose clause is in this version, by name."""
    # A version may have twenty thousand clauses, a place never so many targets.
    standing = Target.objects.standing().filter(clause_key__startswith=KEY_PREFIX)
    anchored = {pk: anchors.parse(key)[1] for pk, key in standing.values_list("pk", "clause_key")}
    here = version.clauses.filter(anchor__in=anchored.values())
    found = set(here.values_list("anchor", flat=True))
    wanted = [pk for pk, anchor in anchored.items() if anchor in found]
    return Target.objects.filter(pk__in=wanted).order_by("name")


def _is_public(target: Target) -> bool:
    return target.public and target.state == TargetState.CONFIRMED
