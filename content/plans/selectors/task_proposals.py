"""What reads like a task in a version, with what an editor said of it. What states a target and
nothing to do waits among the targets, and is asked for once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from content.plans.domain.deadlines import days_in
from content.plans.domain.parse import NodeKind
from content.plans.domain.paths import Paths
from content.plans.domain.pure_targets import is_pure_target
from content.plans.domain.tasks import Proposal, TaskSource, tasks_of
from content.plans.enums import DraftState, Family, Kind
from content.plans.models import Clause, PlanDocument, PlanTask, PlanVersion, TargetDraft
from content.plans.selectors.task_rows import rows_of
from content.plans.task_states import TaskState

YEARLY = (Kind.WORK_PLAN, Kind.KEY_POINTS)
Key = tuple[UUID, str]
"""Anchor and digest of a task."""
LONG = 300
AROUND = 160
"""Characters of the clause shown on either side of the words."""


@dataclass(frozen=True, slots=True)
class Found:
    """`task` None: nobody has said anything of it. `earlier`: a task of this clause as it was
    confirmed, in words that the clause no longer says; its progress goes on with this one."""

    clause: Clause
    proposal: Proposal
    task: PlanTask | None = None
    earlier: PlanTask | None = None

    @property
    def value(self) -> str:
        """What a tick sends for it."""
        return f"{self.clause.anchor}:{self.proposal.digest}"

    @property
    def has_several_days(self) -> bool:
        """Whether it was confirmed as one though its words name several days; a new reading would
        make a task of each."""
        if self.task is None or "、" not in self.task.deadline:
            return False
        year = year_of(self.clause.version.document)
        return len({day for _at, day in days_in(self.proposal.wording, year)}) > 1

    @property
    def reads_another_day(self) -> bool:
        """Whether it was confirmed with the day that its words were read as once, and they are
        read as another now, or as none. A day that an editor said otherwise stays theirs."""
        task = self.task
        if task is None or task.state != TaskState.CONFIRMED or self.has_several_days:
            return False
        return "due_on" not in task.corrected and task.due_on != self.proposal.due

    @property
    def is_long(self) -> bool:
        """Whether its words would hide the next task on the page."""
        return len(self.proposal.wording) > LONG

    @property
    def before(self) -> str:
        start = self.proposal.start
        return self.clause.text[max(0, start - AROUND) : start]

    @property
    def after(self) -> str:
        if self.proposal.row is not None:
            return ""
        return self.clause.text[self.proposal.end : self.proposal.end + AROUND]


def year_of(document: PlanDocument) -> int | None:
    """The one year that a document covers."""
    return document.period_start if document.period_start == document.period_end else None


def found_in(version: PlanVersion) -> list[Found]:
    """In reading order; none of a response plan (five queries)."""
    document = version.document
    if document.family != Family.PLANNING:
        return []
    clauses = list(
        version.clauses.select_related("table")
        .prefetch_related("table__cells")
        .order_by("position")
    )
    by_id = {clause.pk: clause for clause in clauses}
    said: dict[Key, PlanTask] = {
        (task.anchor, task.digest): task for task in PlanTask.objects.filter(document=document)
    }
    words = {(task.anchor, task.wording): key for key, task in said.items()}
    decided: dict[UUID, list[str]] = defaultdict(list)
    for anchor, wording in words:
        decided[anchor].append(wording)
    proposals = tasks_of(
        _sources(clauses), year=year_of(document), yearly=document.kind in YEARLY,
        decided={one.pk: decided[one.anchor] for one in clauses if one.anchor in decided},
    )  # fmt: skip
    keys = [_key(by_id[one.node], one, said, words) for one in proposals]
    asked: dict[UUID, list[Proposal]] = defaultdict(list)
    for one, key in zip(proposals, keys, strict=True):
        if key not in said:
            asked[key[0]].append(one)
    read = set(keys)
    left: dict[UUID, list[PlanTask]] = defaultdict(list)
    followed = {task.follows_id for key, task in said.items() if key in read}
    for key, task in said.items():
        is_of_another_draft = task.follows_id is not None or task.pk in followed
        if task.state == TaskState.CONFIRMED and key not in read and not is_of_another_draft:
            left[task.anchor].append(task)
    targets = _targets_in(version)
    found = []
    for one, key in zip(proposals, keys, strict=True):
        clause = by_id[one.node]
        known = said.get(key)
        earlier = None
        if known is None and len(left[clause.anchor]) == len(asked[clause.anchor]) == 1:
            earlier = left[clause.anchor][0]
        if known or earlier or not _is_target(one, targets.get(one.node, ())):
            found.append(Found(clause, one, known, earlier))
    return found


def _targets_in(version: PlanVersion) -> dict[int, list[tuple[int, int]]]:
    """By clause [start, end) of each sentence that is a target, or waits to be one."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    drafts = TargetDraft.objects.filter(clause__version=version, row__isnull=True)
    for node, start, end in drafts.exclude(state=DraftState.DISMISSED).values_list(
        "clause", "start", "end"
    ):
        spans[node].append((start, end))
    return spans


def _is_target(one: Proposal, targets: Collection[tuple[int, int]]) -> bool:
    """Whoever is named for it has something to do, whatever it says besides."""
    if one.row is not None or one.leads or one.helps:
        return False
    is_stated = any(start < one.end and one.start < end for start, end in targets)
    return is_stated and is_pure_target(one.name, one.wording)


def _key(
    clause: Clause, one: Proposal, said: Collection[Key], words: Mapping[tuple[UUID, str], Key]
) -> Key:
    """Under what it was decided on: the same name and words; where the words name it, they."""
    key = clause.anchor, one.digest
    if key in said or (clause.heading and one.name.startswith(clause.heading)):
        return key
    return words.get((clause.anchor, one.wording), key)


def one_found(version: PlanVersion, anchor: UUID, digest: str) -> Found | None:
    wanted = (anchor, digest)
    return next(
        (one for one in found_in(version) if (one.clause.anchor, one.proposal.digest) == wanted),
        None,
    )


def _sources(clauses: list[Clause]) -> list[TaskSource]:
    paths = Paths()
    with_heads_below = {clause.parent_id for clause in clauses if clause.heading}
    sources = []
    for clause in clauses:
        headings = paths.down_to(clause.pk, clause.parent_id, clause.heading)
        sources.append(
            TaskSource(
                clause.pk, NodeKind(clause.kind), clause.heading, clause.text, headings,
                clause.pk not in with_heads_below,
                rows_of(clause.table) if hasattr(clause, "table") else (),
            )
        )  # fmt: skip
    return sources
