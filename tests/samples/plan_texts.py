"""Plan documents of a known tree, with everything around it that misleads a reader of numbers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from content.plans.domain.numerals import format_han

Heading = tuple[int, str, str]
"""Depth from 1, number as written, heading."""

WRITTEN: Final[dict[str, Callable[[list[int]], str]]] = {
    "part": lambda path: f"第{format_han(path[-1])}部分 ",
    "chapter": lambda path: f"第{format_han(path[-1])}章 ",
    "section": lambda path: f"第{format_han(path[-1])}节 ",
    "article": lambda path: f"第{format_han(path[-1])}条 ",
    "han": lambda path: f"{format_han(path[-1])}、",
    "han_gap": lambda path: f"{format_han(path[-1])} ",
    "letter": lambda path: f"{chr(0x40 + path[-1])}. ",
    "han_paren": lambda path: f"（{format_han(path[-1])}）",
    "han_circled": lambda path: chr(0x3220 + path[-1] - 1),
    "dec_dot": lambda path: f"{path[-1]}.",
    "dec_wide": lambda path: f"{path[-1]}．",
    "dec_comma": lambda path: f"{path[-1]}、",
    "paren_dec": lambda path: f"（{path[-1]}）",
    "half_paren": lambda path: f"{path[-1]}）",
    "circled": lambda path: chr(0x2460 + path[-1] - 1),
    "multi": lambda path: ".".join(map(str, path)) + " ",
    "multi_glued": lambda path: ".".join(map(str, path)),
    "multi_dot": lambda path: ".".join(map(str, path)) + ("." if len(path) == 1 else " "),
}
FAMILIES: Final = {
    "一(一)1": ("han", "han_paren", "dec_dot"),
    "一㈠1": ("han", "han_circled", "dec_dot"),
    "一空(一)1": ("han_gap", "han_paren", "dec_dot"),
    "一(一)A": ("han", "han_paren", "letter"),
    "章节": ("chapter", "section", "han", "han_paren"),
    "多级": ("multi", "multi", "multi", "multi"),
    "多级连写": ("multi_glued", "multi_glued", "multi_glued"),
    "多级带点": ("multi_dot", "multi_dot", "multi_dot"),
    "部分": ("part", "han", "dec_comma"),
    "倒置": ("han_paren", "han", "half_paren"),
    "章一(一)": ("chapter", "han", "han_paren", "dec_wide"),
    "五层": ("han", "han_paren", "dec_dot", "paren_dec", "circled"),
    "章(一)1": ("chapter", "han_paren", "dec_dot"),
    "部分章节": ("part", "chapter", "section", "han_paren"),
}
MULTI: Final = frozenset({"multi", "multi_glued", "multi_dot"})
_TITLES: Final = (
    "安澜县综合应急工作方案", "安澜县自然灾害救助应急预案", "安澜县“十五五”应急体系建设规划",
)  # fmt: skip
SUBJECTS: Final = (
    "组织", "指挥", "监测", "预警", "信息", "物资", "队伍", "宣传", "恢复", "值守", "医疗", "交通",
    "通信", "治安", "资金", "气象", "地震", "防汛", "森林防火", "危险化学品", "城镇燃气", "学校",
    "乡镇", "社会",
)  # fmt: skip
ENDINGS: Final = (
    "领导机构", "体系建设", "职责分工", "报告制度", "储备管理", "工作要求", "保障措施", "响应程序",
    "调度机制", "演练培训", "与救援", "和善后处置", "、公布与解除", "（分级）标准", "“一张图”管理",
    "总则", "能力提升工程", "责任追究",
)  # fmt: skip
SENTENCES: Final = (
    "各乡镇、各部门要压实责任，落实到人。",
    "发生险情后立即组织群众转移。",
    "按照《中华人民共和国突发事件应对法》执行。",
    "县应急管理局会同有关部门组织实施；每年总结一次。",
    "到2030年，公众应急知识知晓率达到80%以上。",
    "造成3人以上10人以下死亡，或者10人以上50人以下重伤的，为较大事故。",
    "一旦发生，30分钟内报告，1小时内书面报告。",
    "2026年5月12日前，完成自查；6月底前，报县应急委办公室。",
    "一是压实责任。二是加强值守。",
    "第三章规定的情形除外。",
    "第一章、第二章另有规定的，从其规定。",
    "1.5米以上的积水路段要设警示标志。",
    "2.5万人以上的乡镇设专职人员。",
    "要做到：早发现、早报告、早处置。",
    "组长由县长担任，副组长由分管副县长担任",
    "24小时内降雨量可能超过50毫米的，发布蓝色预警。",
    "3人以上死亡的，启动一级响应。",
    "2026年6月底前完成修订。",
    "1小时内口头报告，2小时内书面报告；",
    "5个工作日内报县应急委办公室备案",
)
_DUTIES: Final = (
    "应急管理部门负责综合协调；", "水利部门负责水情监测；", "气象部门负责预报预警；",
    "卫生健康部门负责医疗救治。",
)  # fmt: skip
_LONGEST_LEAD: Final = 20
"""So many lines may stand between a chapter and its first section."""
_IN_ONE_LINE: Final = 9
"""So many of the sentences may stand behind a heading in its line."""


def document(family: str, seed: int) -> tuple[str, list[Heading]]:
    """A document that numbers like this family, and the headings that a person reads in it."""
    rng = Random(seed)
    return _written(rng, FAMILIES[family], mixed=False)


def mixture(seed: int) -> tuple[str, list[Heading]]:
    """A document that numbers otherwise below some of its chapters."""
    rng = Random(seed)
    return _written(rng, rng.choice(list(FAMILIES.values())), mixed=True)


def _written(rng: Random, styles: tuple[str, ...], *, mixed: bool) -> tuple[str, list[Heading]]:
    lines: list[str] = [rng.choice(_TITLES)]
    want: list[Heading] = []
    if rng.random() < 0.7:
        lines.append("为做好工作，制定本方案。")
    body = _Body(rng, lines, want, mixed=mixed)
    body.grow(0, [], styles)
    if rng.random() < 0.4:
        body.annexes()
    if rng.random() < 0.3:
        chapters = [f"{number} {name}" for depth, number, name in want if depth == 1]
        lines[1:1] = ["目录", *(f"{name}……{at}" for at, name in enumerate(chapters, start=1))]
    return "\n".join(lines), want


class _Body:
    def __init__(self, rng: Random, lines: list[str], want: list[Heading], *, mixed: bool) -> None:
        self.rng, self.lines, self.want, self.mixed = rng, lines, want, mixed
        self.glued = rng.random() < 0.4
        self.listing = rng.choice(("paren_dec", "circled", "half_paren"))

    def grow(self, depth: int, path: list[int], styles: tuple[str, ...]) -> None:
        rng = self.rng
        for ordinal in range(1, rng.randint(2, 5 if depth else 7) + 1):
            below = self._below(styles) if depth == 0 and self.mixed else styles
            lead = WRITTEN[below[depth]]([*path, ordinal])
            heading = rng.choice(SUBJECTS) + rng.choice(ENDINGS)
            self.want.append((depth + 1, lead.strip(), heading))
            last = depth + 1 == len(below)
            # A bare 1 is known for a number by the first 1.1 alone.
            is_sure = below[depth] in MULTI and path == [] and ordinal == 1
            if not last and (rng.random() < (0.5 if depth else 0.8) or is_sure):
                self.lines.append(lead + heading)
                if rng.random() < 0.3:
                    count = rng.randint(1, _LONGEST_LEAD) if depth == 0 else 1
                    self.lines.extend(rng.choice(SENTENCES) for _ in range(count))
                self.grow(depth + 1, [*path, ordinal], below)
            elif self.glued and last and depth and below[depth] not in MULTI:
                self.lines.append(f"{lead}{heading}。{rng.choice(SENTENCES[:_IN_ONE_LINE])}")
            else:
                self.lines.append(lead + heading)
                self._text(below)

    def _text(self, styles: tuple[str, ...]) -> None:
        rng = self.rng
        self.lines.extend(rng.choice(SENTENCES) for _ in range(rng.randint(1, 3)))
        if self.listing not in styles and rng.random() < 0.2:
            self.lines.extend(
                WRITTEN[self.listing]([at]) + duty for at, duty in enumerate(_DUTIES, start=1)
            )

    def _below(self, styles: tuple[str, ...]) -> tuple[str, ...]:
        rng = self.rng
        if styles[0] in MULTI or rng.random() >= 0.4:
            return styles
        other = tuple(style for style in rng.choice(list(FAMILIES.values())) if style != styles[0])
        if MULTI.intersection(other) and styles[0] not in ("chapter", "han", "part"):
            return styles
        return (styles[0], *other)

    def annexes(self) -> None:
        for ordinal, name in enumerate(
            self.rng.sample(("成员单位职责", "物资清单", "通讯录"), 2), start=1
        ):
            self.want.append((1, f"附件{ordinal}", name))
            self.lines += [f"附件{ordinal}", name, self.rng.choice(SENTENCES[:5])]
