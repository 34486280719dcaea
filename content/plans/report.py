"""The parse report: what became of each stretch of the original, for an editor's eyes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content.plans.addresses import proof_url
from content.plans.clause_actions import Link, proof_links
from content.plans.domain.labels import FieldKey
from content.plans.domain.spans import SpanKind
from content.plans.enums import ClauseKind, DraftState, RepairKind
from content.plans.models import Clause, PlanVersion, Repair, TargetDraft, Widening
from content.plans.rendering import Row, paragraphs, table_rows
from content.plans.selectors.corrections import title_of
from content.plans.selectors.elements import Actor, actors_in
from content.plans.selectors.readable import readable_text
from content.plans.selectors.reading import OutlineEntry
from content.plans.selectors.unseen import unseen_in
from portal.people.rights import Person

REPAIRS_SHOWN = 100
NOTES_SHOWN = 50
OUTLINE_SHOWN = 300
DEEPEST = 3
HEADINGS = ("anchor", "number", "heading", "page", "position", "depth", "version")
PLACES_SHOWN = 5
"""Of each sentence; the others are counted."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A clause as it was read, its numbers underlined, and the characters it was read from,
    without blank lines around them; the rows of a table; who acts in it; what the person who looks
    at it can do with it elsewhere. `depth` 1 to 3, as it is indented. `opened`: more
    people read it by somebody's word than by that of the import; `asked`: that more people read it
    waits for a second person. `unseen`: what the original shows there that is no part of the
    text."""

    clause: Clause
    depth: int
    body: SafeString
    original: str
    table: Sequence[Row]
    drafts: Sequence[TargetDraft]
    actors: Sequence[str]
    links: Sequence[Link]
    opened: bool
    asked: Widening | None
    unseen: str = ""

    @property
    def named(self) -> str:
        """For who hears the page; what a document has one or few of is named by what it is."""
        is_rare = self.clause.kind in (ClauseKind.TABLE, ClauseKind.CLOSING)
        words = "" if is_rare else self.clause.text
        return self.clause.label or words or self.clause.get_kind_display()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A header field, and where it stands in the original."""

    label: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Review:
    """`accounted`: characters of the original by what they became; they add up to `length`.
    `outline`: the chapters, and all headings of the page. `title_at`: where in the original the
    title stands."""

    rows: Sequence[ReviewRow]
    outline: Sequence[OutlineEntry]
    title_at: int | None
    notes: Sequence[SafeString]
    repairs: Sequence[Repair]
    repair_counts: Sequence[tuple[str, int]]
    accounted: Sequence[tuple[str, int]]
    length: int
    headings: int
    clauses: int
    tables: int
    drafts: int
    adds_up: bool
    fields: Sequence[FieldRow]


def review_of(
    version: PlanVersion,
    *,
    person: Person,
    page: int = 1,
    opened: Collection[UUID] = (),
    asked: Mapping[UUID | None, Widening] | None = None,
) -> Review:
    """Report on a version, its clauses one page at a time. `opened`, `asked`: as of `ReviewRow`,
    by anchor."""
    clauses = list(
        version.clauses.filter(page=page)
        .select_related("table")
        .prefetch_related("drafts", "table__cells")
    )
    accounted, adds_up = _accounted(version)
    title_at, title = title_of(version) or (None, None)
    anchors = [clause.anchor for clause in clauses]
    links = proof_links(version, anchors, person)
    actors = actors_in(readable_text(version, person), anchors)
    unseen = unseen_in(version)
    return Review(
        rows=[
            _row(
                version,
                clause,
                links[clause.anchor],
                actors.get(clause.anchor, ()),
                opened=clause.anchor in opened,
                asked=(asked or {}).get(clause.anchor),
                unseen=unseen.get(clause.position, ""),
            )
            for clause in clauses
        ],
        outline=_outline(version, page),
        title_at=title_at,
        notes=_notes(version, title),
        # A PDF has one at the end of every line: counted, not listed.
        repairs=list(version.repairs.exclude(kind=RepairKind.LINE_BREAK)[:REPAIRS_SHOWN]),
        repair_counts=repair_counts(version.repairs.all()),
        accounted=accounted,
        length=len(version.original),
        headings=version.clauses.exclude(heading="").count(),
        clauses=version.clauses.count(),
        tables=version.clauses.filter(table__isnull=False).count(),
        drafts=TargetDraft.objects.filter(clause__version=version)
        .exclude(state=DraftState.DISMISSED)
        .count(),
        adds_up=adds_up,
        fields=_fields(version),
    )


def _row(
    version: PlanVersion,
    clause: Clause,
    links: Sequence[Link],
    actors: Sequence[Actor],
    *,
    opened: bool,
    asked: Widening | None,
    unseen: str,
) -> ReviewRow:
    drafts = [one for one in clause.drafts.all() if one.state != DraftState.DISMISSED]
    return ReviewRow(
        clause=clause,
        depth=min(clause.depth + 1, DEEPEST),
        body=paragraphs(clause.text, [(one.start, one.end) for one in drafts]),
        original=version.original[clause.source_start : clause.source_end].strip("\r\n"),
        table=table_rows(clause),
        drafts=drafts,
        actors=[one.name for one in actors],
        links=links,
        opened=opened,
        asked=asked,
        unseen=unseen,
    )


def _outline(version: PlanVersion, page: int) -> list[OutlineEntry]:
    headed = version.clauses.exclude(heading="").filter(Q(depth=0) | Q(page=page))
    return [
        OutlineEntry(proof_url(version.pk, one), one.label, min(one.depth + 1, DEEPEST), False)
        for one in headed.order_by("position").only(*HEADINGS)[:OUTLINE_SHOWN]
    ]


def _fields(version: PlanVersion) -> list[FieldRow]:
    starts: dict[int, int] = {}
    for start, _end, kind, owner in version.spans:
        if kind == SpanKind.HEADER:
            starts.setdefault(owner, start)
    return [
        FieldRow(field["label"] or _unlabelled(field), field["value"], starts.get(index, 0))
        for index, field in enumerate(version.fields)
    ]


def _unlabelled(field: Mapping[str, str]) -> str:
    """A name for a line that carries none in the text: the number is known by its form."""
    return _("文号") if field["key"] == FieldKey.DOCUMENT_NUMBER else ""


def _notes(version: PlanVersion, title: int | None) -> list[SafeString]:
    """What to look at, each sentence once, with the clauses it is said of: a table says the same
    of every year. `title`: the node that is one."""
    named = {"no_title"} if not lacks_title(version) else set()
    said: dict[str, list[int | None]] = {}
    for note in version.notes:
        if not note["code"].startswith("repair_") and note["code"] not in named:
            said.setdefault(note["text"], []).append(note.get("node"))
    shown = list(said.items())[:NOTES_SHOWN]
    pointed_at = [node for _text, nodes in shown for node in nodes[:PLACES_SHOWN]]
    found = _clauses_at(version, pointed_at, title)
    return [
        format_html(
            "{}{}",
            _("%(note)s（共 %(number)d 处）") % {"note": text, "number": len(nodes)}
            if len(nodes) > 1
            else text,
            format_html_join(
                "",
                ' <a class="path" href="{}">{}</a>',
                (
                    (proof_url(version.pk, found[node]), Truncator(_called(found[node])).chars(20))
                    for node in dict.fromkeys(nodes[:PLACES_SHOWN])
                    if node in found
                ),
            ),
        )
        for text, nodes in shown
    ]


def _clauses_at(
    version: PlanVersion, nodes: Collection[int | None], title: int | None
) -> dict[int | None, Clause]:
    """By node of the parse, of which `title` is no clause. One query."""
    places = {
        node - (title is not None and node > title): node for node in nodes if node is not None
    }
    found = version.clauses.filter(position__in=places)
    return {places[clause.position]: clause for clause in found}


def _called(clause: Clause) -> str:
    return clause.label or clause.text or str(clause.get_kind_display())


def lacks_title(version: PlanVersion) -> bool:
    """Whether its only name is that of the file. Who names it at the desk has seen it."""
    stem = version.source_name.rsplit(".", 1)[0]
    return version.title == stem and any(note["code"] == "no_title" for note in version.notes)


def repair_counts(repairs: QuerySet[Repair]) -> list[tuple[str, int]]:
    """How many there are of each kind, in words."""
    counts = repairs.order_by().values_list("kind").annotate(number=Count("id"))
    return [(str(RepairKind(kind).label), number) for kind, number in sorted(counts)]


def _accounted(version: PlanVersion) -> tuple[list[tuple[str, int]], bool]:
    names = {
        "header": _("公开信息"), "heading": _("标题"), "clause": _("正文"), "cell": _("表格"),
        "repair": _("修整"),
    }  # fmt: skip
    sums = dict.fromkeys(names, 0)
    position, whole = 0, True
    for start, end, kind, _owner in version.spans:
        whole = whole and start == position
        position = end
        sums[kind] += end - start
    whole = whole and position == len(version.original)
    return [(names[kind], number) for kind, number in sums.items() if number], whole
