"""Who holds which office where the text says so: 校长任组长, 指挥长由副县长担任."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from . import actor_words as words
from .actor_items import sentences
from .actor_reader import is_name
from .corrections.model import CorrectionKind
from .script import folded

if TYPE_CHECKING:
    from .actor_told import Told
    from .actors import Said

_NAME: Final = r"[\u4e00-\u9fff（）()]"
_HOLDER: Final = rf"(?:分管[^，。；的由]{{2,12}}的)?(?:(?!由){_NAME}){{2,14}}?"
_TITLE: Final = r"(?:副?(?:组长|主任|指挥长|总指挥|队长|会长|站长))"
_TAKES: Final = re.compile(
    rf"(?:^|[，,；;：:由])({_HOLDER})兼?(?<!主)任({_NAME}{{0,14}}{_TITLE})(?=[，,；;。]|$)"
)
_TAKEN: Final = re.compile(
    rf"(?:^|[，,；;：:])({_NAME}{{0,20}}{_TITLE})由({_HOLDER})(?:兼任|担任)(?=[，,；;。]|$)"
)
_OF_CHARGE: Final = re.compile(r"^分管[^，。；]*的")


@dataclass(frozen=True, slots=True)
class Office:
    """`holder` has the office `title`; `sentence` says so, word for word."""

    holder: str
    title: str
    said: Said
    sentence: str


def offices_of(clauses: Sequence[Said]) -> list[Office]:
    """None for a title that two sentences give away: there may be two of that name. With what the
    editors say on top."""
    found: dict[str, list[Office]] = defaultdict(list)
    for said in clauses:
        if "任" in said.text:
            for office in _in(said):
                if not _is_denied(office.holder, office.title, said.told):
                    found[office.title].append(office)
    read = [
        office
        for given in found.values()
        if len({one.sentence for one in given}) == 1
        for office in given
        if is_name(_OF_CHARGE.sub("", office.holder))
    ]
    return list(dict.fromkeys([*read, *_told(clauses)]))


def _is_denied(holder: str, title: str, told: Sequence[Told]) -> bool:
    return any(
        one.kind == CorrectionKind.NO_OFFICE and one.name == holder and one.called in ("", title)
        for one in told
    )


def _told(clauses: Sequence[Said]) -> Iterator[Office]:
    for said in clauses:
        for at, one in enumerate(said.told):
            is_office = one.kind == CorrectionKind.OFFICE and said.text.strip()
            if is_office and not _is_denied(one.name, one.called, said.told[at + 1 :]):
                yield Office(one.name, one.called, said, _sentence_at(said.text, one.start))


def _sentence_at(text: str, start: int) -> str:
    """The sentence that holds the place, word for word."""
    after = 0
    for sentence in sentences(text):
        after = text.find(sentence, after) + len(sentence)
        if start < after:
            return sentence
    return text.strip()


def _in(said: Said) -> Iterator[Office]:
    for sentence in sentences(said.text):
        plain = folded(sentence)
        alias = words.ALIAS.search(plain)
        body = words.ALIAS_BEGINS.split(alias[1])[-1] if alias else ""
        bare = words.ALIAS_NOTE.sub("", plain)
        pairs = [(match[1], match[2]) for match in _TAKES.finditer(bare)]
        pairs += [(match[2], match[1]) for match in _TAKEN.finditer(bare)]
        for holder, title in pairs:
            whole = body + title if re.fullmatch(_TITLE, title) else title
            yield Office(holder, whole, said, sentence)
