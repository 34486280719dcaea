"""What the search page shows, from an answer: groups of hits, facets, words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.people.models import Division
from search import registry, selectors
from search.display.excerpts import excerpt
from search.documents.models import SearchDocument
from search.engines import Dimension, Hit
from search.enums import Status
from search.query import Chosen, YearRange, address_of, five_years
from search.selectors import Answer

HITS_PER_GROUP: Final = 2
HITS_INSIDE_GROUP: Final = 20
MOST_CHOICES: Final = 12
BEST_LENGTH: Final = 80
PATH_SEPARATOR: Final = " › "

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; `url` switches it."""

    label: Words
    url: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: Words
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One hit: where it stands and what it says there."""

    url: str
    path: str
    text: SafeString


@dataclass(frozen=True, slots=True)
class ShownGroup:
    title: str
    href: str
    lang: str
    is_historic: bool
    status: str  # words of the tag; empty where nobody asks whether it holds (an expert)
    meta: str
    lines: tuple[Line, ...]
    more_url: str
    more: int


@dataclass(frozen=True, slots=True)
class BestHit:
    text: SafeString
    href: str
    title: str
    lang: str
    meta: str  # the place, and that nobody has checked it where that is so


def shown_groups(
    groups: Sequence[selectors.Group],
    answer: Answer,
    chosen: Chosen,
    text: str,
    grants: frozenset[str],
) -> list[ShownGroup]:
    """The groups of one page of the answer with the rows and excerpts of their best hits."""
    most = HITS_INSIDE_GROUP if chosen.group_key else HITS_PER_GROUP
    rows = selectors.rows([hit for group in groups for hit in group.hits[:most]], grants)
    places = _places(rows.values())
    result = []
    for group in groups:
        held = [rows[hit.key] for hit in group.hits[:most] if hit.key in rows]
        if held:
            more = group.total - len(held)
            url = "" if chosen.group_key or more <= 0 else chosen.query(text, group=group.key)
            result.append(_shown_group(held, answer, places, more_url=url, more=more))
    return result


def best_hit(answer: Answer, grants: frozenset[str]) -> BestHit | None:
    hit = answer.best
    row = _row(hit, grants) if hit else None
    if row is None or row.status != Status.CURRENT:
        return None
    return BestHit(
        text=excerpt(row.text or row.title, answer.plan, length=BEST_LENGTH).markup,
        href=row.url,
        title=" ".join(part for part in (row.document_title, _where(row)) if part),
        lang=_lang(row),
        meta=" · ".join(filter(None, (_places([row]).get(row.division), _mark(row)))),
    )


def unwritten_words(answer: Answer) -> str:
    """That nobody has written what to do about the hazards asked for; empty if it is written."""
    if not answer.unwritten:
        return ""
    names = "".join(_("“%(name)s”") % {"name": name} for name in answer.unwritten)
    return _("%(names)s的指南还没有写好。") % {"names": names}


def facets(answer: Answer, chosen: Chosen, text: str) -> list[Facet]:
    """Only what narrows: a facet with a single value that is not chosen is left out."""
    counts = answer.counts
    hazards = {hazard.slug: hazard.name for hazard in answer.hazards}
    kinds = {kind.name: kind.label for kind in registry.kinds()}
    statuses = {status.value: status.label for status in Status}
    places = place_names(counts[Dimension.DIVISION])
    named: list[tuple[str, str, Mapping[str, Words]]] = [
        ("kind", _("类别"), kinds),
        ("hazard", _("灾种"), hazards),
        ("division", _("地区"), places),
        ("status", _("效力"), statuses),
    ]
    result = []
    for name, title, labels in named:
        held = counts[selectors.COUNTED[name]]
        choices = [
            _choice(name, value, label, held.get(value, 0), chosen, text)
            for value, label in labels.items()
        ]
        if name != "status":
            choices.sort(key=lambda choice: -choice.count)
        result.append(Facet(name, title, _worth_showing(choices)))
    years = _year_choices(counts[Dimension.YEAR], chosen, text)
    result.append(Facet("year", _("年份"), _worth_showing(years)))
    return [facet for facet in result if facet.choices]


def _shown_group(
    rows: Sequence[SearchDocument],
    answer: Answer,
    places: dict[str, str],
    *,
    more_url: str,
    more: int,
) -> ShownGroup:
    first = rows[0]
    is_historic = first.status == Status.HISTORIC
    year = first.published_on.year if first.published_on else first.year
    meta = (
        _unasked(first, answer),
        str(registry.kind_label(first.kind)),
        places.get(first.division, ""),
        str(year or ""),
        _("原文为繁体") if first.lang == "zh-Hant" else "",
        _mark(first),
    )
    return ShownGroup(
        title=first.document_title or _where(first) or str(registry.kind_label(first.kind)),
        href=first.url.partition("#")[0],
        lang=_lang(first),
        is_historic=is_historic,
        status=first.get_status_display() if first.level or is_historic else "",
        meta=" · ".join(part for part in meta if part),
        lines=tuple(
            Line(url=row.url, path=_where(row), text=excerpt(row.text, answer.plan).markup)
            for row in rows
        ),
        more_url=more_url,
        more=more,
    )


def _unasked(row: SearchDocument, answer: Answer) -> str:
    """Of steps for a hazard that the search does not name: which one they are for."""
    plan = answer.plan
    if plan.asked is not None or not plan.groups or row.kind not in plan.advice:
        return ""
    names = [hazard.name for hazard in answer.hazards if hazard.slug in row.hazards]
    return _("讲的是%(hazards)s") % {"hazards": "、".join(names)} if names else ""


def _where(row: SearchDocument) -> str:
    """Where in its document a row stands: the headings below the document's title."""
    inner = [*row.path[1:], row.title] if row.path else []
    return PATH_SEPARATOR.join(part for part in inner if part)


def _lang(row: SearchDocument) -> str:
    return "" if row.lang == "zh-Hans" else row.lang


def _mark(row: SearchDocument) -> str:
    return _("示范内容，未经专家审定") if row.is_demonstration else ""


def _row(hit: Hit, grants: frozenset[str]) -> SearchDocument | None:
    return selectors.rows([hit], grants).get(hit.key)


def _places(rows: Iterable[SearchDocument]) -> dict[str, str]:
    return place_names(row.division for row in rows)


def place_names(held: Iterable[str]) -> dict[str, str]:
    """Codes of divisions → their names; one query."""
    codes = set(filter(None, held))
    if not codes:
        return {}
    return {
        division.code: _("%(place)s（虚构，示范）") % {"place": division.name}
        if division.fictional
        else division.name
        for division in Division.objects.filter(code__in=codes).only("code", "name", "fictional")
    }


def _choice(name: str, value: str, label: Words, count: int, chosen: Chosen, text: str) -> Choice:
    return Choice(
        label=label,
        url=chosen.query(text, toggle=(name, value)),
        count=count,
        is_chosen=chosen.has(name, value),
    )


def _year_choices(counts: dict[str, int], chosen: Chosen, text: str) -> list[Choice]:
    periods: dict[YearRange, int] = {}
    for year in sorted(counts, reverse=True):
        period = five_years(int(year))
        periods[period] = periods.get(period, 0) + counts[year]
    return [
        _choice("year", address_of(period), _period_words(period), count, chosen, text)
        for period, count in periods.items()
    ]


def _period_words(period: YearRange) -> str:
    if period.first is None:
        return _("%(year)s 及以前") % {"year": period.last}
    return f"{period.first}—{period.last}"


def _worth_showing(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    shown = [choice for choice in choices if choice.count or choice.is_chosen][:MOST_CHOICES]
    if len(shown) == 1 and not shown[0].is_chosen:
        return ()
    return tuple(shown)
