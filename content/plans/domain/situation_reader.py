"""The situations in one sentence, and how far the words of each reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from . import actor_words
from . import situation_words as words
from .actor_items import MARK
from .script import folded
from .situation_warnings import warned_in

LONGEST: Final = 600
"""A sentence of more characters is no sentence of a plan."""
_SHARED: Final = 3
_PAIRS: Final = ("“”", "（）", "《》")


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, end) of the sentence: all of it, or whole parts between its semicolons. [begins,
    ends): the situation in them; `own_end`: of the part that it stands in."""

    start: int
    end: int
    begins: int
    ends: int
    own_end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """`is_first`: the part begins with it. `is_kept`: it is one also behind others. `is_frame`:
    others are told within it."""

    begins: int
    ends: int
    own_end: int
    is_first: bool
    is_kept: bool
    is_frame: bool = False


def stretches(sentence: str) -> list[Stretch]:
    """In their order; none where the sentence names no situation or nothing to do in it.

    A sentence stays whole, for what stands behind a semicolon often leans on what stands before
    it; only one whose parts are alike (发布黄色预警的…；发布橙色预警的…) is parted.
    """
    plain = folded(sentence)
    if len(plain) > LONGEST or actor_words.LAW.search(plain) or actor_words.PURPOSE.search(plain):
        return []
    if colours := warned_in(plain):
        return [Stretch(low, high, *when, high) for (low, high), when in colours]
    parts = list(_parts(plain))
    told = [
        []
        if at and words.LEANS.match(plain[start:end].lstrip())
        else list(_found_in(plain, start, end))
        for at, (start, end) in enumerate(parts)
    ]
    told = _with_what_is_needed(plain, parts, told)
    found = [one for part in told for one in part]
    if not found or words.LEANS.match(plain[found[0].begins : found[0].ends]):
        return []
    named = plain[found[0].begins : found[0].ends]
    told = [
        [] if at and _measures(plain[start:end].lstrip(), named) else part
        for at, ((start, end), part) in enumerate(zip(parts, told, strict=True))
    ]
    found = [one for part in told for one in part]
    if not found:
        return []
    whole = (0, len(plain))
    if found[0].is_frame or words.LABEL.match(plain):
        return [_stretch(plain, whole, found[0])]
    if told[0] and len(found) > 1 and _are_alike(plain, found):
        starts = [start for (start, _end), part in zip(parts, told, strict=True) if part]
        reaches = zip(starts, [*starts[1:], len(plain)], strict=True)
        return [_stretch(plain, reach, one) for reach, one in zip(reaches, found, strict=True)]
    kept = [one for one in found if one is found[0] or one.is_kept]
    return [_stretch(plain, whole, one) for one in kept]


def _stretch(plain: str, reach: tuple[int, int], found: _Found) -> Stretch:
    """The number of a point does not belong to the situation that it tells."""
    mark = MARK.match(plain, found.begins, found.ends) if found.begins == reach[0] else None
    begins = mark.end() if mark else found.begins
    return Stretch(*reach, begins, found.ends, found.own_end)


def _with_what_is_needed(
    plain: str, parts: Sequence[tuple[int, int]], told: Sequence[list[_Found]]
) -> list[list[_Found]]:
    """确需使用的 is told together with what it says it of; behind another situation, or with
    nothing before it, it is none."""
    done: list[list[_Found]] = []
    for at, found in enumerate(told):
        here: list[_Found] = []
        for one in found:
            if words.BARE_NEED.match(plain[one.begins : one.ends]) is None:
                here.append(one)
                continue
            is_inside = one.begins > parts[at][0]
            begins = parts[at if is_inside else max(at - 1, 0)][0]
            if begins < one.begins and not here and not any(done):
                here.append(replace(one, begins=begins, is_first=False))
        done.append(here)
    return done


def _measures(part: str, named: str) -> bool:
    """Whether a part behind the first measures what only that one names: 达到20毫米的, and 浓度超过
    50ppm时 behind 氨浓度. `named`: the first situation."""
    quantity = words.QUANTITY.match(part)
    inside = quantity is not None and named.removeprefix("当").find(quantity["what"]) > 0
    return inside or words.MEASURED.match(part) is not None


def _are_alike(plain: str, found: Sequence[_Found]) -> bool:
    """Every part begins with a situation, and these share some words."""
    first = plain[found[0].begins : found[0].ends]
    pieces = {first[at : at + _SHARED] for at in range(len(first) - _SHARED + 1)}
    return all(
        one.is_first
        and one.is_kept
        and any(piece in plain[one.begins : one.ends] for piece in pieces | {first[:2]})
        for one in found
    )


def _parts(plain: str) -> Iterator[tuple[int, int]]:
    """Between semicolons; a sentence in which one stands inside quotes, or in a list behind a
    colon, is not parted there."""
    start = 0
    for mark in words.ENDS.finditer(plain):
        before = plain[start : mark.start()]
        if any(before.count(pair[0]) != before.count(pair[1]) for pair in _PAIRS):
            continue
        if words.COLON.search(plain, 0, mark.start()):
            break
        yield start, mark.end()
        start = mark.end()
    if plain[start:].strip():
        yield start, len(plain)


def _found_in(plain: str, start: int, end: int) -> Iterator[_Found]:
    """The situations of a part: the first, and behind one that no comma ends the next."""
    pieces = list(_pieces(plain, start, end))
    spoken = [plain[low:high].strip() for low, high in pieces]
    first = 0
    met: int | None = None
    follows = False
    # Whether what stands before the piece, since `first`, orders something or only leads in: kept
    # from piece to piece, for a sentence may have hundreds.
    orders, leads = False, True
    for at, (low, high) in enumerate(pieces):
        if at and plain[low - 1] in "：:；;":
            first = at
            met = None
            orders, leads = False, True
        is_first = not orders and (leads or words.ALTERNATIVE.match(spoken[at]) is not None)
        is_marked = words.MARKED.search(spoken[at]) is not None
        inner = None if is_marked else _inner(plain[low:high], is_first=is_first)
        if inner and (not follows or _is_another(plain[low:high], inner)):
            is_first = is_first and not inner[0] and not follows
            begins = pieces[first][0] if is_first else low + inner[0]
            yield _Found(begins, low + inner[1], end, is_first, is_kept=follows)
            follows = True
        elif at + 1 < len(pieces) and _is_situation(spoken[at], spoken[at + 1]):
            last = at
            while last + 2 < len(pieces) and _is_situation(spoken[last + 1], spoken[last + 2]):
                last += 1
            reach = at if met is None or not is_marked else met
            is_first = is_first or reach == first
            begin = first if is_first else reach
            one = _made_of(plain, pieces, spoken, (begin, last), end, is_first=is_first)
            opens = one is not None and one.begins == pieces[0][0] and _is_met(spoken[0])
            if one and (is_marked or not follows):
                yield replace(one, is_kept=opens or (is_marked and (one.is_first or follows)))
            return
        if words.ORDERS.search(spoken[at]) or words.LEFT_ALONE.search(spoken[at]):
            met = None
        elif met is None and words.MEETS.search(spoken[at]):
            # 发现房屋开裂，山体滑坡，河水变浑的: one situation, told from where it is met.
            met = first if is_first else at
        orders = orders or words.ORDERS.search(spoken[at]) is not None
        leads = leads and _leads_in(spoken[at])


def _made_of(
    plain: str,
    pieces: Sequence[tuple[int, int]],
    spoken: Sequence[str],
    reach: tuple[int, int],
    end: int,
    *,
    is_first: bool,
) -> _Found | None:
    """`reach`: the pieces that the situation is first and last told in. Of a situation within
    another that goes on in more parts only the outer is named."""
    begin, last = reach
    if words.NO_ACTION.match(spoken[last + 1]) or words.ALTERNATIVE.match(spoken[last + 1]):
        return None
    led = [at for at in range(begin, last + 1) if words.ALTERNATIVE.match(spoken[at])]
    outer = max(led, default=begin)
    is_frame = is_first and outer < last and _is_outer(spoken[outer])
    goes_on = words.ENDS.search(plain, pieces[last][1], len(plain) - 1) is not None
    if is_frame and goes_on:
        last = outer
    return _Found(
        pieces[begin][0], pieces[last][1], end, is_first, is_kept=False,
        is_frame=is_frame and goes_on,
    )  # fmt: skip


def _leads_in(piece: str) -> bool:
    """Whether it belongs to the situation told behind it: a place, whoever meets it, or a few
    words."""
    return (
        words.PLACE.match(piece) is not None
        or words.SOMEBODY.search(piece) is not None
        or (len(piece) <= words.BRIEF and not actor_words.GOES_ON.match(piece))
    )


def _is_outer(piece: str) -> bool:
    return not words.PLACE.match(piece) and not words.SOMEBODY.search(piece)


def _inner(piece: str, *, is_first: bool) -> tuple[int, int] | None:
    """A situation at the beginning of a piece that goes on without a comma."""
    match = words.INNER.match(piece) or words.INNER_MEETS.match(piece)
    if match is None:
        return None
    start, end = match.span(match.lastgroup or 0)
    since = words.SINCE.match(piece, start, end)
    at = since.end() if since else start
    when = piece[at:end].strip()
    if words.NO_SITUATION.search(when):
        return None
    happens = words.MEETS.search(when) or words.HAPPENED.search(when) or when.endswith("时")
    return (at, end) if is_first or since or happens else None


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for mark in words.SEPARATOR.finditer(plain, start, end):
        if plain[low : mark.start()].strip():
            yield low, mark.start()
        low = mark.end()
    if plain[low:end].strip():
        yield low, end


def _is_another(piece: str, inner: tuple[int, int]) -> bool:
    """Whether a piece begins with a situation of its own behind one that is told in the same way:
    晃动期间就近躲避，晃动停止后走楼梯; 发现病人要报告，发现死鼠要报告."""
    when = piece[: inner[1]]
    return not inner[0] and (_is_met(when) or words.HAPPENED.search(when) is not None)


def _is_met(piece: str) -> bool:
    return words.MEETS.match(piece) is not None or words.FAILS.match(piece) is not None


def _acts(piece: str) -> bool:
    """Whether it says what somebody does, or begins like an order."""
    person = actor_words.PERSON.match(piece)
    verb = actor_words.PERSONAL.match(piece, person.end()) if person else None
    return verb is not None or words.ORDERED.match(piece) is not None


def _is_situation(written: str, following: str) -> bool:
    if words.NO_SITUATION.search(written) or len(written) < 3:
        return False
    if words.MARKED.search(written):
        return True
    if words.UNTIL.search(written) and words.FORBIDS.match(following):
        return True
    if words.FAILS.match(written) and _acts(following):
        return True
    is_met = words.MEETS.search(written) or words.OF_WHOM.match(written)
    return is_met is not None and words.ORDERED.match(following) is not None
