"""What a clause leads to: other clauses that it cites, documents it names, words it uses."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from django.db.models import Q

from content.plans.addresses import clause_url
from content.plans.domain.definitions import Definition, definitions_of, used_in
from content.plans.domain.references import plain_number_of
from content.plans.enums import ClauseKind, ReferenceKind
from content.plans.models import Clause, Reference
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.register import visible_to
from portal.people.rights import Person

Links: TypeAlias = Mapping[int, Sequence[tuple[int, int, str]]]
"""By id of a clause: start, end and address of each link in its text."""

_NUMBER: Final = re.compile(r"第[一二三四五六七八九十百\d]+[章条]|\d+(?:\.\d+)+")
_ANNEX: Final = re.compile(r"\s")
_OTHERS: Final = ("法", "例", "定", "则", "》", "）")
"""What stands before 第三条 of another document."""
_TERMS: Final = "术语|名词|定义"
_DEFINING: Final = (
    Q(text__contains="是指") | Q(text__contains="所称") | Q(text__contains="简称")
    | Q(heading__regex=_TERMS) | Q(parent__heading__regex=_TERMS)
)  # fmt: skip


def links_within(slug: str, text: ReadableText, rows: Sequence[Clause], user: Person) -> Links:
    """Of the clauses of one page. Three queries at most; none leads where nothing stands."""
    references = list(text.references.filter(clause__in=rows).order_by("start"))
    if not references:
        return {}
    texts = {clause.pk: clause.text for clause in rows}
    inner = {row.pk: _number(row, texts[row.clause_id]) for row in references}
    wanted = {
        number for named in inner.values() for number in (named, plain_number_of(named)) if number
    }
    targets = _targets(slug, text, wanted) if wanted else {}
    names = {row.name for row in references if row.kind in (ReferenceKind.LAW, ReferenceKind.PLAN)}
    plans = visible_to(user).filter(title__in=names).only("title", "slug") if names else ()
    known = {plan.title: plan.get_absolute_url() for plan in plans if plan.slug != slug}
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for row in references:
        number = inner[row.pk]
        url = targets.get(number) or targets.get(plain_number_of(number)) or known.get(row.name, "")
        if url and not url.endswith(f"#{_fragment(rows, row.clause_id)}"):
            found[row.clause_id].append((row.start, row.end, url))
    return found


def _fragment(rows: Sequence[Clause], pk: int) -> str:
    return next(clause.fragment for clause in rows if clause.pk == pk)


def _number(row: Reference, text: str) -> str:
    """The number of the clause of this document that is meant; "" where it may be another's."""
    if row.kind == ReferenceKind.ANNEX:
        return _ANNEX.sub("", row.name)
    if row.kind != ReferenceKind.INTERNAL or text[: row.start].rstrip()[-1:] in _OTHERS:
        return ""
    number = _NUMBER.search(row.name)
    return number[0] if number else ""


def _targets(slug: str, text: ReadableText, wanted: set[str]) -> dict[str, str]:
    """By number: the address of the one clause that bears it."""
    bearing = text.clauses.filter(
        Q(number__in=wanted) | Q(kind=ClauseKind.ANNEX, number__startswith="附")
    ).only("anchor", "number", "page", "kind", "version")
    found: dict[str, list[str]] = defaultdict(list)
    for clause in bearing:
        number = _ANNEX.sub("", clause.number).rstrip("：:、.")
        found[number].append(clause_url(slug, clause))
    return {number: urls[0] for number, urls in found.items() if len(urls) == 1}


def definitions_in(text: ReadableText) -> list[Definition]:
    """What the document itself says its words mean, in its order. One query."""
    defining = text.clauses.filter(_DEFINING).order_by("position")
    return definitions_of(
        (str(anchor), heading or above or "", words)
        for anchor, heading, above, words in defining.values_list(
            "anchor", "heading", "parent__heading", "text"
        )
    )


def terms_of(text: ReadableText, rows: Sequence[Clause]) -> dict[int, list[Definition]]:
    """By id of each clause of a page: the words it uses that the document explains elsewhere.
    One query."""
    definitions = definitions_in(text)
    if not definitions:
        return {}
    return {
        clause.pk: used
        for clause in rows
        if (used := used_in(clause.text, str(clause.anchor), definitions))
    }
