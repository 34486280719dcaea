"""A plan as its editor has it in mind, and what editors do to it from version to version."""

import random
from dataclasses import dataclass, field

from content.plans.domain.changes import ChangeKind
from content.plans.domain.numerals import format_han

WORDS = [
    "县应急管理局", "乡镇人民政府", "村民委员会", "水库管理单位", "值班人员", "转移责任人",
    "抢险队伍", "气象台站", "供电单位", "学校负责人", "立即报告", "组织转移", "逐户核对",
    "设置标志", "储备物资",
    "开展演练", "发布预警", "统计灾情", "封闭道路", "安置群众", "检查堤防", "清点人数", "更新名单",
    "在一小时内", "每年汛前", "接到通知后", "险情扩大时", "天黑以前", "必要时", "灾后三日内",
    "危险区", "安置点", "低洼村组", "下游河段", "山区景区", "地下车库", "临时仓库", "通信线路",
]  # fmt: skip
HEADINGS = [
    "信息报告", "先期处置", "监测预警", "队伍保障", "物资保障", "转移安置", "宣传教育", "值班值守",
    "会商研判", "恢复重建", "总结评估", "培训演练", "责任落实", "通信保障", "交通管制", "医疗救护",
]  # fmt: skip
FAMILIES = {
    "一（一）": (lambda n, _c: f"{format_han(n)}、", lambda n, _c: f"（{format_han(n)}）"),
    "章条": (lambda n, _c: f"第{format_han(n)}章 ", lambda n, _c: f"第{format_han(n)}节 "),
    "多级": (lambda n, _c: f"{n} ", lambda n, c: f"{c}.{n} "),
}


@dataclass
class Section:
    key: int
    heading: str
    sentences: list[str]


@dataclass
class Chapter:
    key: int
    heading: str
    sections: list[Section] = field(default_factory=list)


class Draft:
    """A document as its editor has it in mind; each clause by a key of its own."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.family = self.rng.choice(list(FAMILIES))
        self.keys = iter(range(1, 100_000))
        self.chapters = [self.chapter() for _ in range(self.rng.randint(2, 5))]

    def sentence(self):
        return "".join(self.rng.sample(WORDS, self.rng.randint(4, 7))) + "。"

    def section(self):
        sentences = [self.sentence() for _ in range(self.rng.randint(2, 4))]
        return Section(next(self.keys), self.rng.choice(HEADINGS), sentences)

    def chapter(self):
        new = Chapter(next(self.keys), self.rng.choice(HEADINGS) + "工作")
        new.sections = [self.section() for _ in range(self.rng.randint(2, 4))]
        return new

    def rows(self):
        return [
            row
            for chapter in self.chapters
            for row in (chapter.key, *(s.key for s in chapter.sections))
        ]

    def text(self):
        lines = ["安澜县综合应急工作方案"]
        first, second = FAMILIES[self.family]
        for number, chapter in enumerate(self.chapters, start=1):
            lines.append(f"{first(number, 0)}{chapter.heading}")
            for place, section in enumerate(chapter.sections, start=1):
                lines.append(f"{second(place, number)}{section.heading}")
                lines.append("".join(section.sentences))
        return "\n".join(lines)

    # What an editor does. Each returns (kind, keys before, keys after).

    def insert_chapter(self):
        new = self.chapter()
        self.chapters.insert(0, new)
        return [(ChangeKind.ADDED, (), (key,)) for key in (new.key, *(s.key for s in new.sections))]

    def mend(self, free):
        section = free()
        at = self.rng.randrange(len(section.sentences))
        old = section.sentences[at]
        place = self.rng.randrange(len(old) - 2)
        section.sentences[at] = old[:place] + "字" + old[place + 1 :]
        return [(ChangeKind.EDITED, (section.key,), (section.key,))]

    def split(self, free):
        section = free(sentences=2)
        chapter = self.home(section)
        cut = self.rng.randrange(1, len(section.sentences))
        rest = Section(next(self.keys), self.rng.choice(HEADINGS), section.sentences[cut:])
        section.sentences = section.sentences[:cut]
        chapter.sections.insert(chapter.sections.index(section) + 1, rest)
        return [(ChangeKind.SPLIT, (section.key,), (section.key, rest.key))]

    def join(self, free):
        section = free(sentences=2, follows=True)
        chapter = self.home(section)
        at = chapter.sections.index(section)
        before = chapter.sections[at - 1]
        before.sentences += section.sentences
        chapter.sections.remove(section)
        return [(ChangeKind.JOINED, (before.key, section.key), (before.key,))]

    def move(self, free):
        section = free(alone=False)
        left = self.home(section)
        left.sections.remove(section)
        home = self.rng.choice([chapter for chapter in self.chapters if chapter is not left])
        home.sections.append(section)
        return [(ChangeKind.MOVED, (section.key,), (section.key,))]

    def delete(self, free):
        section = free(alone=False)
        self.home(section).sections.remove(section)
        return [(ChangeKind.GONE, (section.key,), ())]

    def home(self, section):
        return next(chapter for chapter in self.chapters if section in chapter.sections)


def free_of(draft, used):
    """Draws a section that nothing was done to, nor to its neighbours."""

    def draw(*, sentences=1, follows=False, alone=True):
        fits = []
        for chapter in draft.chapters:
            for at, section in enumerate(chapter.sections):
                near = {s.key for s in chapter.sections[max(0, at - 1) : at + 2]}
                if near & used or len(section.sentences) < sentences or (follows and not at):
                    continue
                if not alone and len(chapter.sections) < 2:
                    continue
                if follows and {s.key for s in chapter.sections[: at + 1]} & used:
                    continue
                fits.append(section)
        if not fits:
            raise LookupError
        section = draft.rng.choice(fits)
        chapter = draft.home(section)
        at = chapter.sections.index(section)
        used.update(s.key for s in chapter.sections[max(0, at - 1) : at + 2])
        return section

    return draw
