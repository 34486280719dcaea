# ruff: noqa: E501 - documents as data
"""Cards, sheets and handbooks for those who act."""

from __future__ import annotations

from random import Random

from content.plans.domain.numerals import format_han
from tests.samples.plan_texts import SUBJECTS
from tests.samples.written import (
    HAZARDS,
    ITEMS,
    SENTENCES,
    Sample,
    add_items,
    add_text,
    circled,
    name_of,
    paren,
)


def village_cards(rng: Random) -> Sample:
    """The plan of a village: short chapters with a table each."""
    sample = Sample()
    sample.blocks += [f"青河镇柳树村{rng.choice(HAZARDS)}应急预案"]
    for one, name in enumerate(
        rng.sample(("基本情况", "应急小组", "转移路线", "预警信号", "物资清单", "联系电话"), 4),
        start=1,
    ):
        sample.head(1, f"{format_han(one)}、", name)
        sample.blocks.append(
            [
                ["项目", "内容"],
                *([rng.choice(SUBJECTS), rng.choice(ITEMS)] for _ in range(rng.randint(2, 5))),
            ]
        )
        if rng.random() < 0.3:
            add_text(rng, sample, 1)
    return sample


def on_site(rng: Random) -> Sample:
    """The scheme of a factory for one place: numbered chapters, tables of who does what."""
    sample = Sample()
    sample.blocks += [
        f"安澜县永兴化工有限公司{rng.choice(('触电', '灼烫', '中毒和窒息', '火灾'))}事故现场处置方案"
    ]
    names = ("事故风险描述", "应急工作职责", "应急处置", "注意事项")
    for one, name in enumerate(names, start=1):
        sample.head(1, f"{one}", name, " ")
        for two in range(1, 3):
            sample.head(2, f"{one}.{two}", name_of(rng), " ")
            if rng.random() < 0.5:
                sample.blocks.append(
                    [
                        ["岗位", "职责"],
                        *(
                            [rng.choice(("班长", "值班员", "车间主任")), rng.choice(ITEMS)]
                            for _ in range(2)
                        ),
                    ]
                )
            else:
                add_items(rng, sample, 3, rng.choice((paren, lambda at: f"{at}）", circled)))
    return sample


def slogans(rng: Random) -> Sample:
    """A sheet for every household: 三要三不要, without a single full stop."""
    sample = Sample()
    hazard = rng.choice(("防汛", "防火", "防溺水", "防震"))
    sample.blocks += [f"{hazard}避险明白纸"]
    for one, (name, word) in enumerate(
        (("三要", "要"), ("三不要", "不要"), ("记住这些电话", "")), start=1
    ):
        sample.head(1, f"{format_han(one)}、", name)
        if word:
            for at in range(1, 4):
                sample.outline += [(2, f"{format_han(at)}要")] if word == "要" else []
                sample.blocks.append(
                    f"{format_han(at)}{word}{rng.choice(('听从村干部安排', '提前准备干粮和水', '靠近河道沟口', '私自返回家中'))}"
                )
        else:
            sample.blocks += ["火警：119", "急救：120"]
    return sample


def questions(rng: Random) -> Sample:
    """A handbook of questions and answers, counted over the whole, or in each chapter, or not."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}知识手册"]
    kind = rng.choice(("Q", "问", "number", "问号"))
    count = 0
    for one in range(1, rng.randint(3, 5)):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        for at in range(1, rng.randint(3, 5)):
            count += 1
            number = {"Q": f"Q{count}：", "问": "问：", "number": f"{at}.", "问号": f"问{at}："}[
                kind
            ]
            asked = rng.choice(("地震来了怎么办", "能不能开灯", "家里进水了，先做什么", "怎样报警"))
            sample.blocks.append(f"{number}{asked}？")
            sample.heard(2, number, asked)
            sample.blocks.append(rng.choice(("答：", "A：", "")) + "听从指挥，就近避险。")
            if rng.random() < 0.3:
                sample.blocks.append("还要关好燃气。")
    return sample


def indented(rng: Random) -> Sample:
    """Full-width spaces as indents, chapter names spread and centred by them."""
    sample = Sample()
    sample.blocks += ["　　　　　　安澜县综合应急工作方案", ""]
    for one in range(1, rng.randint(3, 5)):
        name = rng.choice(("总　则", "附　则", "组织体系", "保障措施"))
        sample.blocks.append(f"　　　　　　第{format_han(one)}章　{name}")
        sample.heard(1, f"第{format_han(one)}章", name)
        for two in range(1, rng.randint(3, 4)):
            title = name_of(rng)
            sample.blocks.append(f"　　{format_han(two)}、{title}")
            sample.heard(2, f"{format_han(two)}、", title)
            add_text(rng, sample, 3, "　　")
            if rng.random() < 0.4:
                add_items(rng, sample, 3, lambda at: f"　　{paren(at)}")
    return sample


def steps(rng: Random) -> Sample:
    """A handbook of the duty desk: cases, steps below them."""
    sample = Sample()
    sample.blocks += ["安澜县应急值班操作手册"]
    for one in range(1, rng.randint(3, 4)):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        add_text(rng, sample, 1)
        for two in range(1, rng.randint(3, 4)):
            sample.head(
                2,
                f"情形{format_han(two)}：",
                rng.choice(("白天接到报告", "夜间接到报告", "节假日接到报告")),
            )
            for three in range(1, rng.randint(3, 5)):
                sample.head(
                    3, f"第{format_han(three)}步", rng.choice(("核实", "报告", "记录", "通知")), " "
                )
                add_text(rng, sample, 1)
    return sample


def levels(rng: Random) -> Sample:
    """Levels without numbers below the chapter of responses."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}应急预案"]
    written = rng.choice(("{}级响应", "（{}级）", "{}级应急响应"))
    for one, name in enumerate(("总则", "预警", "应急响应", "附则"), start=1):
        sample.head(1, f"{format_han(one)}、", name)
        if name == "预警":
            for of in ("一级（红色）预警", "二级（橙色）预警", "三级（黄色）预警"):
                sample.head(2, "", of)
                add_text(rng, sample, 2)
        elif name == "应急响应":
            for of in "ⅠⅡⅢ":
                sample.head(2, "", written.format(of))
                sample.blocks += ["启动条件：", rng.choice(SENTENCES), "响应措施："]
                add_items(rng, sample, 3, paren)
        else:
            add_text(rng, sample)
    return sample
