"""Plans with numbered lists under their sections, as counties write them, and of each the tree."""

from __future__ import annotations

from random import Random
from typing import Final

from tests.samples.plan_texts import ENDINGS, FAMILIES, SENTENCES, SUBJECTS, WRITTEN

Clause = tuple[int, str, str]
"""Depth from 1, number as written, and heading, or the text of what has none."""

ORDERS: Final = {
    "1/1.1/1.1.1/（1）": (("multi", "multi", "multi"), "paren_dec"),
    "1/1.1/（1）": (("multi", "multi"), "paren_dec"),
    "1/1.1/1.": (("multi", "multi"), "dec_dot"),
    "1/1.1/1、": (("multi", "multi"), "dec_comma"),
    "1/1.1/1）": (("multi", "multi"), "half_paren"),
    "1/1.1/①": (("multi", "multi"), "circled"),
    "1/1.1/（一）": (("multi", "multi"), "han_paren"),
    "1/1.1/一、": (("multi", "multi"), "han"),
    "一/（一）/1./（1）": (("han", "han_paren", "dec_dot"), "paren_dec"),
    "第N章/第N条/（一）": (("chapter", "article"), "han_paren"),
}
"""Styles of the headings from the chapter down, and that of the lists below them."""

_LISTS: Final = ("paren_dec", "dec_dot", "dec_comma", "half_paren", "circled")
_ITEMS: Final = (
    "编织袋二千条",
    "县水利局组织巡查堤防，发现险情立即报告",
    "县公安局维护秩序，疏导交通",
    "乡镇人民政府组织群众转移，清点人数",
    "县卫生健康局组织救治伤员",
    "县交通运输局抢修公路，保障运输",
    "县气象局加密监测，每小时通报一次",
)
_MANY: Final = 10
"""A plan has up to so many sections in a chapter, so that a list may end in any of their
numbers."""


def plan(order: str, seed: int) -> tuple[str, list[Clause]]:
    """A plan that numbers in this order, and its numbered clauses in reading order."""
    return _Plan(Random(seed), *ORDERS[order]).written()


def mixed(seed: int) -> tuple[str, list[Clause]]:
    """Headings of any family, lists of any style that its headings do not have."""
    rng = Random(seed)
    known = [order[0] for order in ORDERS.values()] + list(FAMILIES.values())
    styles = rng.choice(known)
    free = [one for one in _LISTS if one not in styles and one.replace("dot", "wide") not in styles]
    return _Plan(rng, styles, rng.choice(free)).written()


class _Plan:
    def __init__(self, rng: Random, styles: tuple[str, ...], listing: str) -> None:
        self.rng, self.styles, self.listing = rng, styles, listing
        self.lines = ["安澜县防汛抗旱应急预案"]
        self.want: list[Clause] = []
        self.articles = 0

    def written(self) -> tuple[str, list[Clause]]:
        self._grow([])
        return "\n".join(self.lines), self.want

    def _grow(self, path: list[int]) -> None:
        rng, depth = self.rng, len(path)
        style = self.styles[depth]
        last = depth + 1 == len(self.styles)
        for ordinal in range(1, rng.randint(3, _MANY if depth == 1 else 6) + 1):
            here = [*path, ordinal]
            if style == "article":
                self._article()
                continue
            lead = WRITTEN[style](here)
            heading = rng.choice(SUBJECTS) + rng.choice(ENDINGS)
            self._clause(depth + 1, lead, heading)
            # A bare 1 is known for a number by the first 1.1 alone.
            if not last and (rng.random() < 0.7 or here == [1]):
                self._grow(here)
            elif rng.random() < 0.6:
                self._list(depth + 2)
            else:
                self.lines.append(rng.choice(SENTENCES))

    def _article(self) -> None:
        self.articles += 1
        lead = WRITTEN["article"]([self.articles])
        if self.rng.random() < 0.5:
            self._clause(2, lead, "县防汛抗旱指挥部履行下列职责：")
            self._list(3)
        else:
            self._clause(2, lead, f"{self.rng.choice(_ITEMS)}。")

    def _list(self, depth: int) -> None:
        count = self.rng.randint(2, 8)
        mark = self.rng.choice(("；", "。", ""))
        for at in range(1, count + 1):
            text = self.rng.choice(_ITEMS) + ("。" if at == count and mark else mark)
            self._clause(depth, WRITTEN[self.listing]([at]), text)

    def _clause(self, depth: int, lead: str, words: str) -> None:
        self.lines.append(lead + words)
        self.want.append((depth, lead.strip(), words))
