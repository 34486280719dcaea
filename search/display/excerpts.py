"""Which stretch of a published text to show for a query, and which characters to mark.

Works on the text as published: the normalised text only says where the words are, and
the offsets lead back. So traditional script, bracketed readings and Chinese numerals are
marked as they stand there.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.analysis import normalise, units, words
from search.analysis.alphabet import HAN_RUN
from search.display.sentences import LINE_GAP, Sentences, sentences
from search.query import Plan
from search.query.body_words import WRITTEN

LENGTH: Final = 110
"""Characters of an excerpt; a text up to a fifth longer is shown whole."""

LONGEST: Final = 400
"""Characters of an excerpt whose sentence is long and holds its first mark late."""

CANDIDATES: Final = 50
"""Places of each word of the query of which the best is shown; a long list holds thousands."""

Span = tuple[int, int]
Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a published text. `found` is the number of different words it holds."""

    fragments: tuple[Fragment, ...]
    found: int

    @property
    def text(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)

    @property
    def markup(self) -> SafeString:
        """Escaped HTML with <mark>."""
        return format_html_join(
            "",
            "{}",
            (
                (
                    format_html("<mark>{}</mark>", fragment.text)
                    if fragment.marked
                    else fragment.text,
                )
                for fragment in self.fragments
            ),
        )


def excerpt(source: str, plan: Plan, *, length: int = LENGTH) -> Excerpt:
    """The stretch of `source` that holds most of what the plan asks for, marked."""
    source = source.strip().replace("\n", LINE_GAP)
    marks = marked_spans(source, plan)
    start, end = _window(source, marks, length)
    inside = [(max(s, start), min(e, end), word) for s, e, word in marks if s < end and e > start]
    fragments = _fragments(source, start, end, _merged((s, e) for s, e, _ in inside))
    return Excerpt(fragments=fragments, found=len({word for _, _, word in inside}))


def marked_spans(source: str, plan: Plan) -> list[Mark]:
    """(start, end, word of the query) in characters of `source`, ascending."""
    if not plan.groups or not source:
        return []
    normal = normalise(source)
    origin = normal.spans()
    found: set[Mark] = set()
    for word, start, end in _matches(normal.text, plan):
        found |= {(*span, word) for span in _merged(origin[start:end])}
    return sorted(found)


def highlights(source: str, plan: Plan) -> list[Span]:
    """(start, end) of what is marked in the whole of `source`, in its characters, ascending; none
    touches another."""
    return _merged((start, end) for start, end, _word in marked_spans(source, plan))


def _matches(text: str, plan: Plan) -> Iterable[tuple[str, int, int]]:
    """Places of the plan's terms in a normalised text. Han words are found wherever their
    characters stand together; others only as whole words, so that 2 is not found in 2024."""
    if plan.called:
        names = "|".join(map(re.escape, sorted(plan.called, key=len, reverse=True)))
        yield from ((plan.groups[0].word, *match.span()) for match in re.finditer(names, text))
        return
    whole: dict[str, str] = {}
    for group in plan.groups:
        if body := WRITTEN.get(group.word):
            yield from ((group.word, *match.span()) for match in body.finditer(text))
            continue
        for term in group.terms:
            if len(term.text) > 1 and HAN_RUN.fullmatch(term.text):
                for match in re.finditer(re.escape(term.text), text):
                    yield group.word, match.start(), match.end()
            else:
                whole[term.text] = group.word
    if whole:
        for token in (*words(text), *units(text)):
            if token.text in whole:
                yield whole[token.text], token.start, token.end


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans joined where they touch or overlap."""
    result: list[Span] = []
    for start, end in sorted(set(spans)):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _window(source: str, marks: list[Mark], length: int) -> Span:
    """From the start of a sentence to the end of one. A cut inside would leave out the 不 or
    禁止 of an instruction and show its opposite."""
    if len(source) <= length * 6 // 5:
        return 0, len(source)
    parts = sentences(source, within=LONGEST)
    best, best_value = (0, _end(source, parts, 0, 0, length)), (-1, -1)
    for start, mark_end in _candidates(parts, marks):
        end = _end(source, parts, start, mark_end, length)
        held = marks[bisect_left(marks, (start,)) : bisect_left(marks, (end,))]
        inside = [word for _, held_end, word in held if held_end <= end]
        value = (len(set(inside)), len(inside))
        if value > best_value:
            best, best_value = (start, end), value
    start, end = best
    if end == len(source) and end - start < length // 2:
        # A mark near the end: what stands before it says more than an empty rest.
        early = parts.start(parts.first_at(end - length), end, LONGEST)
        start = early if end - LONGEST <= early < start else start
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _candidates(parts: Sentences, marks: list[Mark]) -> Iterator[Span]:
    """Where an excerpt may begin and the end of the mark it is for: the first places of every
    word, so that a rare word is looked at however often the others stand before it."""
    places: Counter[str] = Counter()
    seen: set[int] = set()
    for mark, mark_end, word in marks:
        if places[word] < CANDIDATES:
            start = parts.start(mark, mark_end, LONGEST)
            if start not in seen or mark_end - start <= LONGEST:
                places[word] += 1
                yield start, mark_end
            seen.add(start)


def _end(source: str, parts: Sentences, start: int, mark_end: int, length: int) -> int:
    """The last end of a sentence that fits and comes after the mark, else the next one."""
    fits = start + length
    if mark_end > fits and mark_end - start <= LONGEST:
        fits = mark_end
    if fits >= len(source):
        return len(source)
    full = parts.between(max(mark_end, start + length * 2 // 3), fits)
    later = parts.between(fits, start + LONGEST)
    return full[-1] if full else later[0] if later else fits


def _fragments(source: str, start: int, end: int, marks: list[Span]) -> tuple[Fragment, ...]:
    borders = [start, *(border for span in marks for border in span), end]
    fragments = [
        Fragment(source[left:right], marked=index % 2 == 1)
        for index, (left, right) in enumerate(pairwise(borders))
        if left < right
    ]
    if start > 0:
        fragments.insert(0, Fragment("…", marked=False))
    if end < len(source):
        fragments.append(Fragment("…", marked=False))
    return tuple(fragments)
