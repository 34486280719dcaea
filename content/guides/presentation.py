"""What the template of a guide shows for one phase, as plain rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.guides import extras
from content.guides.extras import Extra
from content.pages import anchors
from content.pages.domain.codes import codes_in
from content.pages.domain.paragraphs import fragment_of
from content.pages.models import PageSource
from content.pages.rendering import render_markdown
from content.taxonomy.enums import HazardClass, Phase
from themes.middleware import display_of

if TYPE_CHECKING:
    from content.guides.models import GuidePage

PAPER_LINE: Final = 24
"""Characters of a line where paper has two columns."""
PAPER_LINES: Final = 26
"""Lines that a sheet of A4 takes below the steps, the numbers and what (not) to do; in the large
type of 长辈版 it takes none."""


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    detail: str
    more: SafeString | str
    anchor: str


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Note:
    who: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    long_label: str
    is_current: bool


def tab_label(value: Any) -> str:
    return value["tab"] or str(Phase(value["phase"]).label)


def phase_context(guide: "GuidePage", request: HttpRequest, phase: str) -> dict[str, Any]:
    """Template context of one phase; two queries at most beyond the page itself."""
    value = guide.by_phase.get(phase)
    hazard = guide.main_hazard
    address = guide.get_url(request) or ""
    tabs = [
        Tab(
            url=address + guide.subpath(name),
            label=tab_label(other),
            long_label=other["elder_label"] or other["heading"],
            is_current=name == phase,
        )
        for name, other in guide.by_phase.items()
    ]
    index = guide.get_parent()
    index_url = index.get_url(request) or ""
    trail = [{"url": index_url, "title": index.title}]
    if hazard:
        trail.append(
            {
                "url": f"{index_url}?class={hazard.hazard_class}",
                "title": HazardClass(hazard.hazard_class).label,
            }
        )
    context: dict[str, Any] = {
        "phase": phase,
        "trail": trail,
        "tabs": tabs,
        "other_tabs": [tab for tab in tabs if not tab.is_current],
        "hazard": hazard,
        "class_label": HazardClass(hazard.hazard_class).label if hazard else "",
        **_sources(guide, value),
        "tools": _tools(guide),
        "next_rows": [*related_rows(guide.related, request), *extras.registry.collect(guide)],
        "heading": guide.title,
        "shown_heading": _shown(guide, guide.title),
        "steps": [],
    }
    if value is None:
        return context
    context |= {
        "heading": value["heading"],
        "shown_heading": _shown(guide, value["heading"]),
        "situation": value["situation"],
        "steps": [
            Step(
                child.value["title"],
                child.value["detail"],
                render_markdown(child.value["more"]) if child.value["more"] else "",
                fragment_of(child.id),
            )
            for child in value["steps"].bound_blocks
        ],
        "phones": list(value["phones"]),
        "phones_title": value["phones_title"] or _("打电话"),
        "dos": _words_with_anchor(value["dos"]),
        "donts": _words_with_anchor(value["donts"]),
        "sections": [
            Section(
                section["title"],
                [Item(c.value, fragment_of(c.id)) for c in section["items"].bound_blocks],
            )
            for section in value["sections"]
        ],
        "notes": [
            Note(c.value["who"], c.value["text"], fragment_of(c.id))
            for c in value["notes"].bound_blocks
        ],
    }
    lines, elder = lines_beyond(context["sections"], context["notes"]), display_of(request).elder
    context["apart"] = lines > (0 if elder else PAPER_LINES)
    # A second sheet has room for the sources too, unless large type fills it.
    context["off_paper"] = lines > PAPER_LINES if elder else not context["apart"]
    return context


def _sources(guide: "GuidePage", value: Any) -> dict[str, list[PageSource]]:
    """What the phase rests on, in the order in which it names it, and what else the page lists.
    A phase that names nothing has the whole list."""
    listed = list(guide.sources.all())
    by_code = {source.code: source for source in listed if source.code}
    codes = codes_in(value["sources"]) if value else []
    named = [by_code[code] for code in codes if code in by_code]
    if not named:
        return {"sources": listed, "other_sources": []}
    return {"sources": named, "other_sources": [one for one in listed if one not in named]}


def lines_beyond(sections: Sequence[Section], notes: Sequence[Note]) -> int:
    """About how many lines of paper go beyond what the first minute needs."""
    texts = [item.text for section in sections for item in section.items]
    texts += [note.text for note in notes]
    headings = 2 * len(sections) + len(notes) + (2 if notes else 0)
    return headings + sum(ceil(len(text) / PAPER_LINE) for text in texts)


def _shown(guide: "GuidePage", heading: str) -> str:
    return format_html("<s>{}</s>", heading) if guide.is_withdrawn else heading


def _words_with_anchor(items: Any) -> list[SafeString]:
    return [
        format_html('<span id="{}">{}</span>', fragment_of(child.id), child.value)
        for child in items.bound_blocks
    ]


def _tools(guide: "GuidePage") -> list[dict[str, Any]]:
    return [
        {"icon": "print", "label": _("打印一页"), "print": True},
        {
            "icon": "share",
            "label": _("转给家人"),
            "share": guide.full_url or "",
            "copied": _("已复制网址"),
        },
    ]


def related_rows(stream: Any, request: HttpRequest) -> Iterator[Extra]:
    """Rows of a stream of chosen pages and anchor keys; what is gone is left out."""
    keys = [block.value["key"] for block in stream if block.block_type == "anchor"]
    found = anchors.resolve_many(keys) if keys else {}
    for block in stream:
        if block.block_type == "page":
            page = block.value["page"]
            if page is not None and page.live:
                yield Extra(
                    url=page.get_url(request) or "",
                    title=block.value["title"] or page.title,
                    icon="course",
                    meta=page.title if block.value["title"] else "",
                )
        else:
            anchor = found.get(block.value["key"])
            if anchor and anchor.public and anchor.status != "withdrawn" and anchor.url:
                yield Extra(
                    url=anchor.url,
                    title=block.value["title"] or anchor.title,
                    icon="plan",
                    meta="：".join(anchor.path[:2]),
                )
