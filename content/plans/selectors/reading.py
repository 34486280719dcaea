"""One page of the reading view: its clauses, their margin notes, the outline."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.safestring import SafeString

from content.pages.links.selectors import Source, sources_of
from content.plans.clause_actions import Link, links_for
from content.plans.clause_questions import Questions, questions_on
from content.plans.domain.definitions import Definition
from content.plans.enums import ClauseKind
from content.plans.models import Clause, PlanDocument, TargetDraft
from content.plans.rendering import Row, paragraphs, table_rows
from content.plans.search import clause_url
from content.plans.selectors.aims import confirmed_drafts
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.within import links_within, terms_of
from content.targets.models import Target
from content.targets.selectors import rows as target_rows
from content.targets.wording import TargetRow
from portal.people.rights import Person

OUTLINE_LIMIT = 80
_KINDS = (ClauseKind.CLAUSE, ClauseKind.ANNEX)
_NUMBERED = ("article", "annex")
"""What may be a chapter by its number alone; a numbered sentence is none."""
_OUTLINED = Q(kind__in=_KINDS) & (~Q(heading="") | Q(style__in=_NUMBERED))


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """`depth` 1 to 3, as the component counts."""

    url: str
    label: str
    depth: int
    is_current: bool


@dataclass(slots=True)
class MarginNote:
    targets: list[TargetRow] = field(default_factory=list)
    questions: Questions | None = None
    pages: list[Source] = field(default_factory=list)
    actions: list[Link] = field(default_factory=list)

    @property
    def has_target(self) -> bool:
        return bool(self.targets)


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause ready to be shown. `level` is its heading's (2 to 4), 0 where it has none."""

    clause: Clause
    level: int
    body: SafeString
    rows: Sequence[Row]
    note: MarginNote | None
    terms: Sequence[Definition] = ()


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """`above`: clauses whose text lies on an earlier page and whose headings lead into this.
    `before` and `behind`: chapters that the neighbouring pages begin with or go on in."""

    number: int
    count: int
    clauses: Sequence[ReadClause]
    above: Sequence[Clause]
    outline: Sequence[OutlineEntry]
    chapters: int
    where: str
    before: str = ""
    behind: str = ""

    @property
    def has_actions(self) -> bool:
        """True when something on the page is meant for this person alone."""
        return any(item.note and item.note.actions for item in self.clauses)


def reading_page(
    document: PlanDocument, text: ReadableText, number: int, user: Person
) -> ReadingPage:
    """Page `number` of a text. Fourteen queries at most, whatever its length."""
    rows = list(
        text.clauses.filter(page=number)
        .select_related("table", "parent__parent__parent__parent")
        .prefetch_related(
            "table__cells", Prefetch("drafts", queryset=confirmed_drafts(), to_attr="goals")
        )
    )
    keys = [clause.key for clause in rows]
    targets: dict[str, list[TargetRow]] = {}
    bound = Target.objects.public().filter(clause_key__in=keys)
    for row in target_rows(bound, on=timezone.localdate(), with_clauses=False):
        targets.setdefault(row.target.clause_key, []).append(row)
    questions = questions_on(keys)
    pages = sources_of(keys, user=user)
    links = links_within(document.slug, text, rows, user)
    terms = terms_of(text, rows)
    actions = links_for(rows, user)
    clauses = [
        _read(
            clause,
            links.get(clause.pk, ()),
            terms.get(clause.pk, ()),
            MarginNote(
                targets=targets.get(clause.key, []),
                questions=questions.get(clause.key),
                pages=pages.get(clause.key, []),
                actions=actions.get(clause.anchor, []),
            ),
        )
        for clause in rows
    ]
    on_page = {clause.pk for clause in rows}
    above: list[Clause] = []
    parent = rows[0].parent if rows else None
    while parent is not None and parent.pk not in on_page:
        above.insert(0, parent)
        parent = parent.parent
    chapter_rows = list(
        text.clauses.filter(_OUTLINED, depth=0).only(
            "anchor", "number", "heading", "page", "position", "depth", "version"
        )[: OUTLINE_LIMIT + 1]
    )
    chapters = len(chapter_rows)
    if chapters > OUTLINE_LIMIT:
        chapter_rows = [c for c in rows if c.depth == 0 and _is_outlined(c)]
    outline = _outline(document, chapter_rows, rows)
    labels = [clause.label for clause in above] or [
        clause.label for clause in rows if clause.depth == 0 and clause.label
    ][:1]
    return ReadingPage(
        number=number,
        count=text.version.page_count,
        clauses=clauses,
        above=above,
        outline=outline,
        chapters=chapters,
        where=" › ".join(labels),
        before=_chapter_on(number - 1, chapter_rows),
        behind=_chapter_on(number + 1, chapter_rows),
    )


def _chapter_on(page: int, chapters: Sequence[Clause]) -> str:
    there = [chapter for chapter in chapters if chapter.page == page]
    earlier = [chapter for chapter in chapters if chapter.page < page]
    found = there[:1] or earlier[-1:]
    return found[0].label if found else ""


def _read(
    clause: Clause,
    links: Sequence[tuple[int, int, str]],
    terms: Sequence[Definition],
    note: MarginNote,
) -> ReadClause:
    goals: list[TargetDraft] = list(getattr(clause, "goals", ()))
    has_table = hasattr(clause, "table")
    level = min(clause.depth + 2, 4) if clause.label and clause.kind != ClauseKind.TABLE else 0
    aims = [(goal.start, goal.end) for goal in goals if goal.end > goal.start]
    return ReadClause(
        clause=clause,
        level=level,
        body=paragraphs(clause.text, aims, links),
        rows=table_rows(clause.table) if has_table else (),
        note=note if clause.text or has_table else None,
        terms=terms,
    )


def _is_outlined(clause: Clause) -> bool:
    return clause.kind in _KINDS and bool(clause.heading or clause.style in _NUMBERED)


def _outline(
    document: PlanDocument, chapters: Sequence[Clause], rows: Sequence[Clause]
) -> list[OutlineEntry]:
    """All chapters; below those that begin or continue on this page, their sections."""
    current = _chapter_of(rows[0], chapters) if rows else None
    sections: dict[int, list[Clause]] = {}
    chapter: Clause | None = current
    for clause in rows:
        if clause.depth == 0:
            chapter = clause
        elif clause.depth == 1 and clause.kind in _KINDS and clause.heading:
            sections.setdefault(chapter.pk if chapter else 0, []).append(clause)
    entries: list[OutlineEntry] = []
    room = OUTLINE_LIMIT - len(chapters)
    for entry in chapters:
        is_current = current is not None and entry.pk == current.pk
        entries.append(OutlineEntry(clause_url(document.slug, entry), entry.label, 1, is_current))
        for section in sections.get(entry.pk, ()):
            if room > 0:
                room -= 1
                entries.append(
                    OutlineEntry(clause_url(document.slug, section), section.label, 2, False)
                )
    return entries


def _chapter_of(clause: Clause, chapters: Sequence[Clause]) -> Clause | None:
    """The last chapter that begins at or before a clause."""
    before = [chapter for chapter in chapters if chapter.position <= clause.position]
    return before[-1] if before else None
