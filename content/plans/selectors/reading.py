"""One page of the reading view: its clauses, their margin notes, the outline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from uuid import UUID

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.pages.links.selectors import Source, sources_of
from content.plans.addresses import clause_url
from content.plans.clause_actions import Link, links_for, reader_links
from content.plans.clause_questions import Questions, questions_on
from content.plans.domain.definitions import Definition
from content.plans.enums import ClauseKind
from content.plans.models import Clause, PlanDocument, TargetDraft
from content.plans.rendering import Row, paragraphs, table_rows
from content.plans.selectors.acting import ActedBy, acted_by
from content.plans.selectors.aims import confirmed_drafts
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.sections import endings_of, worded_of
from content.plans.selectors.unseen import unseen_in
from content.plans.selectors.within import links_within, terms_of
from content.targets.models import Target
from content.targets.selectors import rows as target_rows
from content.targets.wording import TargetRow
from portal.people.rights import Person

OUTLINE_LIMIT = 80
_KINDS = (ClauseKind.CLAUSE, ClauseKind.ANNEX)
_NUMBERED = ("article", "annex")
"""What may be a chapter by its number alone; a numbered sentence is none."""
_LIGHT = ("anchor", "number", "heading", "page", "position", "depth", "version")
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
    acted: ActedBy | None = None
    targets: list[TargetRow] = field(default_factory=list)
    questions: Questions | None = None
    pages: list[Source] = field(default_factory=list)
    actions: list[Link] = field(default_factory=list)
    for_readers: list[Link] = field(default_factory=list)

    @property
    def has_target(self) -> bool:
        return bool(self.targets)

    @property
    def has_words(self) -> bool:
        """More than what every reader may do with any clause."""
        return any((self.acted, self.targets, self.questions, self.pages, self.actions))

    @property
    def is_empty(self) -> bool:
        return not self.has_words and not self.for_readers


@dataclass(frozen=True, slots=True)
class Ending:
    """What every reader may do with the lowest section that ends behind a clause: on a phone in
    place of what stands beside each of its clauses."""

    section: Clause
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause ready to be shown. `level` is its heading's (2 to 4), 0 where it has none: a number
    alone then stands first in `body`. `is_linked`: its number is shown as its link.
    `unseen`: what the original shows there that is no part of the text."""

    clause: Clause
    level: int
    is_linked: bool
    body: SafeString
    rows: Sequence[Row]
    note: MarginNote | None
    terms: Sequence[Definition] = ()
    ending: Ending | None = None
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """`above`: clauses whose text lies on an earlier page and whose headings lead into this.
    `name`, `before` and `behind`: the first chapter or section of this and of the neighbouring
    pages, or the one they go on in. `where` is the path to what the whole page lies in, if
    anything."""

    number: int
    count: int
    clauses: Sequence[ReadClause]
    above: Sequence[Clause]
    outline: Sequence[OutlineEntry]
    chapters: int
    where: str
    name: str = ""
    before: str = ""
    behind: str = ""

    @property
    def lacks_something(self) -> bool:
        """The original shows more than the page."""
        return any(item.unseen for item in self.clauses)

    @property
    def has_actions(self) -> bool:
        """True when something on the page is meant for this person alone."""
        return any(item.note and item.note.actions for item in self.clauses)


def reading_page(
    document: PlanDocument, text: ReadableText, number: int, user: Person
) -> ReadingPage:
    """Page `number` of a text. Seventeen queries at most, whatever its length."""
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
    worded = worded_of(rows)
    endings = endings_of(rows, text.grades)
    actions = links_for(worded, user)
    for_readers = reader_links({*worded, *endings.values()})
    acted = acted_by(document.slug, text, [clause.anchor for clause in rows])
    unseen = unseen_in(text.version)
    clauses = [
        _read(
            clause,
            links.get(clause.pk, ()),
            terms.get(clause.pk, ()),
            MarginNote(
                acted=acted.get(clause.anchor),
                targets=targets.get(clause.key, []),
                questions=questions.get(clause.key),
                pages=pages.get(clause.key, []),
                actions=actions.get(clause.anchor, []),
                for_readers=for_readers.get(clause.anchor, []),
            ),
            _ending(endings.get(clause.anchor), for_readers),
            unseen.get(clause.position, ""),
        )
        for clause in rows
    ]
    on_page = {clause.pk for clause in rows}
    above: list[Clause] = []
    parent = rows[0].parent if rows else None
    while parent is not None and parent.pk not in on_page:
        above.insert(0, parent)
        parent = parent.parent
    chapter_rows = list(text.clauses.filter(_OUTLINED, depth=0).only(*_LIGHT)[: OUTLINE_LIMIT + 1])
    chapters = len(chapter_rows)
    if chapters > OUTLINE_LIMIT:
        chapter_rows = [c for c in rows if c.depth == 0 and _is_outlined(c)]
    whole = chapters <= OUTLINE_LIMIT
    sections = _sections(text, chapter_rows, rows, whole=whole)
    named = sorted([*chapter_rows, *sections], key=attrgetter("position"))
    around = _around(named, rows)
    return ReadingPage(
        number=number,
        count=text.version.page_count,
        clauses=clauses,
        above=above,
        outline=_outline(document, named, around),
        chapters=chapters,
        where=" › ".join(one.label for one in around),
        name=_first_on(number, named),
        before=_first_on(number - 1, named),
        behind=_first_on(number + 1, named),
    )


def _first_on(page: int, named: Sequence[Clause]) -> str:
    there = [one for one in named if one.page == page]
    earlier = [one for one in named if one.page < page]
    found = there[:1] or earlier[-1:]
    return found[0].label if found else ""


def _sections(
    text: ReadableText, chapters: Sequence[Clause], rows: Sequence[Clause], *, whole: bool
) -> list[Clause]:
    """Those of the chapters that a page lies in, also on other pages; where that is too much, or
    `whole` is False and not all chapters are known, those of the page. One query."""
    current = _last_at(rows[0], chapters) if rows else None
    start = current or next(iter(chapters), None)
    if start is None:
        return []
    room = max(0, OUTLINE_LIMIT - len(chapters))
    here = [c for c in rows if c.depth == 1 and c.kind in _KINDS and c.heading][:room]
    if not whole:
        return here
    found = text.clauses.filter(kind__in=_KINDS, depth=1, position__gt=start.position)
    later = [one.position for one in chapters if one.position > rows[-1].position]
    if later:
        found = found.filter(position__lt=later[0])
    light = found.exclude(heading="").order_by("position").only(*_LIGHT)
    every = list(light[: room + 1])
    return every if len(every) <= room else here


def _around(named: Sequence[Clause], rows: Sequence[Clause]) -> list[Clause]:
    """The chapter, and the section of it, that a page lies in from its first to its last line."""
    around: list[Clause] = []
    for depth in (0, 1):
        level = [one for one in named if one.depth <= depth]
        found = _last_at(rows[0], level) if rows else None
        if found is None or found.depth != depth or found != _last_at(rows[-1], level):
            break
        around.append(found)
    return around


def _read(
    clause: Clause,
    links: Sequence[tuple[int, int, str]],
    terms: Sequence[Definition],
    note: MarginNote,
    ending: Ending | None,
    unseen: str,
) -> ReadClause:
    goals: list[TargetDraft] = list(getattr(clause, "goals", ()))
    has_table = hasattr(clause, "table")
    level = min(clause.depth + 2, 4) if clause.label and clause.kind != ClauseKind.TABLE else 0
    is_headed = clause.kind in _KINDS
    lead: SafeString | str = ""
    if level > 2 and clause.text and not clause.heading:  # a number alone is no heading
        level = 0
        lead = format_html('<a class="no" href="{}">{}</a> ', _lasting(clause), clause.number)
    aims = [(goal.start, goal.end) for goal in goals if goal.end > goal.start]
    return ReadClause(
        clause=clause,
        level=level,
        is_linked=bool(clause.number and (level > 2 or lead)),
        body=paragraphs(clause.text, aims, links, lead=lead),
        rows=table_rows(clause),
        note=note if clause.text or has_table or is_headed else None,
        terms=terms,
        ending=ending,
        unseen=unseen,
    )


def _ending(section: Clause | None, links: Mapping[UUID, list[Link]]) -> Ending | None:
    return Ending(section, links[section.anchor]) if section else None


def _lasting(clause: Clause) -> str:
    return reverse("plans:clause", args=[clause.anchor])


def _is_outlined(clause: Clause) -> bool:
    return clause.kind in _KINDS and bool(clause.heading or clause.style in _NUMBERED)


def _outline(
    document: PlanDocument, named: Sequence[Clause], around: Sequence[Clause]
) -> list[OutlineEntry]:
    current = around[-1:]
    return [
        OutlineEntry(clause_url(document.slug, one), one.label, one.depth + 1, one in current)
        for one in named
    ]


def _last_at(clause: Clause, named: Sequence[Clause]) -> Clause | None:
    """The last that begins at or before a clause."""
    before = [one for one in named if one.position <= clause.position]
    return before[-1] if before else None
