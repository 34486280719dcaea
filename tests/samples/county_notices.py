"""Notices, plans and rules as offices write them."""

from __future__ import annotations

from random import Random

from content.plans.domain.numerals import format_han
from tests.samples.plan_texts import SUBJECTS
from tests.samples.written import (
    HAZARDS,
    SENTENCES,
    Sample,
    add_items,
    add_text,
    circled,
    name_of,
    paren,
    paren_han,
)


def red_notice(rng: Random) -> Sample:
    """A notice on red letterhead, its plan behind, two annexes named and there."""
    sample = Sample()
    hazard = rng.choice(HAZARDS)
    annexes = rng.sample(("成员单位职责", "物资清单", "通讯录"), 2)
    sample.blocks += [
        "安澜县人民政府办公室文件",
        f"安政办发〔2026〕{rng.randint(1, 40)}号",
        "",
        "安澜县人民政府办公室关于印发",
        f"《安澜县{hazard}应急预案》的通知",
        "各乡镇人民政府，县直各有关单位：",
        f"《安澜县{hazard}应急预案》已经县人民政府同意，现印发给你们，请认真贯彻执行。",
        "安澜县人民政府办公室",
        "2026年3月12日",
        "（此件公开发布）",
        "",
        f"安澜县{hazard}应急预案",
        "",
    ]
    for one in range(1, rng.randint(3, 6)):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        if rng.random() < 0.7:
            for two in range(1, rng.randint(3, 4)):
                sample.head(2, paren_han(two), name_of(rng))
                add_text(rng, sample)
                if rng.random() < 0.4:
                    add_items(rng, sample, 3, lambda at: f"{at}.")
        else:
            add_text(rng, sample)
    for at, name in enumerate(annexes, start=1):
        sample.blocks += [f"附件{at}", name]
        sample.heard(1, f"附件{at}", name)
        add_text(rng, sample)
    sample.blocks += [
        "抄送：县委办公室，县人大常委会办公室。",
        "安澜县人民政府办公室　　2026年3月12日印发",
    ]
    return sample


def contents(rng: Random) -> Sample:
    """1 / 1.1 / 1.1.1 with a list of contents and its leaders, and items （1）."""
    sample = Sample()
    hazard = rng.choice(HAZARDS)
    sample.blocks.append(f"安澜县{hazard}应急预案")
    at = len(sample.blocks)
    gap = rng.choice((" ", "　", ""))
    lines: list[str] = []
    for one in range(1, rng.randint(3, 6)):
        sample.head(1, f"{one}", name_of(rng), gap or " ")
        lines.append(f"{one} {sample.want[-1][2]}")
        for two in range(1, rng.randint(2, 4)):
            sample.head(2, f"{one}.{two}", name_of(rng), gap)
            lines.append(f"{one}.{two} {sample.want[-1][2]}")
            if rng.random() < 0.4:
                for three in range(1, 3):
                    sample.head(3, f"{one}.{two}.{three}", name_of(rng), gap)
                    add_text(rng, sample)
            else:
                add_text(rng, sample)
                if rng.random() < 0.5:
                    add_items(rng, sample, 3, paren)
    leader = rng.choice(("…………", "......................", "·········", "\t"))
    listed = ["目　录", *(f"{line}{leader}{page}" for page, line in enumerate(lines, start=1))]
    sample.blocks[at:at] = listed
    sample.noise.extend(listed)
    return sample


def articles(rng: Random) -> Sample:
    """第X章 第X条 with paragraphs and items （一）; articles count on over the chapters."""
    sample = Sample()
    sample.blocks.append(f"安澜县{rng.choice(HAZARDS)}应急管理办法")
    article = 0
    gap = rng.choice(("　", " ", "  "))
    for one in range(1, rng.randint(3, 6)):
        sample.head(1, f"第{format_han(one)}章", name_of(rng), gap)
        for _ in range(rng.randint(2, 4)):
            article += 1
            sample.blocks.append(f"第{format_han(article)}条{gap}{rng.choice(SENTENCES[:2])}")
            sample.outline.append((2, f"第{format_han(article)}条"))
            if rng.random() < 0.4:
                sample.blocks.append("有下列情形之一的，应当立即报告：")
                add_items(rng, sample, 3, paren_han)
            elif rng.random() < 0.4:
                add_text(rng, sample, 2)
    sample.blocks += [f"第{format_han(article + 1)}条{gap}本办法自2026年5月1日起施行。"]
    sample.outline.append((2, f"第{format_han(article + 1)}条"))
    return sample


def official(rng: Random) -> Sample:
    """一、（一）1.（1）①, as GB/T 9704 has it; the third with its full stop and text behind."""
    sample = Sample()
    sample.blocks += [f"安澜县2026年{rng.choice(HAZARDS)}工作方案", "为做好工作，制定本方案。"]
    stop = rng.random() < 0.5
    for one in range(1, rng.randint(3, 5)):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        for two in range(1, rng.randint(3, 4)):
            name = name_of(rng)
            sample.heard(2, paren_han(two), name)
            if stop:
                sample.blocks.append(f"{paren_han(two)}{name}。{rng.choice(SENTENCES[:3])}")
                continue
            sample.blocks.append(f"{paren_han(two)}{name}")
            for three in range(1, rng.randint(3, 4)):
                name = name_of(rng)
                sample.heard(3, f"{three}.", name)
                sample.blocks.append(f"{three}.{name}。{rng.choice(SENTENCES[:3])}")
                if rng.random() < 0.4:
                    add_items(rng, sample, 4, rng.choice((paren, circled)))
    return sample


def forms(rng: Random) -> Sample:
    """A short notice with annexes that are forms: tables with their captions."""
    sample = Sample()
    sample.blocks += [
        f"安澜县应急管理局关于开展{rng.choice(HAZARDS)}隐患排查工作的通知",
        "各乡镇、各有关单位：",
        "为做好隐患排查，现将有关事项通知如下：",
    ]
    for one in range(1, rng.randint(3, 5)):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        add_text(rng, sample)
    sample.blocks += ["附件：1.隐患排查登记表", "2.联系人名单", "安澜县应急管理局", "2026年4月2日"]
    for at, name in enumerate(("隐患排查登记表", "联系人名单"), start=1):
        sample.blocks += [f"附件{at}", name]
        sample.heard(1, f"附件{at}", name)
        sample.blocks.append(
            [
                ["序号", "名称", "地点", "责任人"],
                *(
                    [str(row), rng.choice(SUBJECTS), "青河镇柳树村", "村主任"]
                    for row in range(1, rng.randint(3, 6))
                ),
            ]
        )
    return sample


def two_lines(rng: Random) -> Sample:
    """The number of a chapter in one line and its name in the next, sections in one."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}防治规划"]
    for one in range(1, rng.randint(3, 6)):
        name = name_of(rng)
        number = f"第{format_han(one)}章"
        sample.blocks += [number, name]
        sample.heard(1, number, name)
        for two in range(1, rng.randint(2, 4)):
            sample.head(2, f"第{format_han(two)}节", name_of(rng), "　")
            add_text(rng, sample)
    return sample


def stopped(rng: Random) -> Sample:
    """Every heading ends in a full stop, its text below."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}应急预案"]
    for one in range(1, rng.randint(3, 5)):
        name = name_of(rng)
        sample.blocks.append(f"{format_han(one)}、{name}。")
        sample.heard(1, f"{format_han(one)}、", name)
        for two in range(1, rng.randint(3, 4)):
            name = name_of(rng)
            sample.blocks.append(f"{paren_han(two)}{name}。")
            sample.heard(2, paren_han(two), name)
            add_text(rng, sample)
    return sample


def mixed_numerals(rng: Random) -> Sample:
    """第1章 beside 第二章, full-width and half-width digits, dots and brackets mixed."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}应急预案"]
    for one in range(1, rng.randint(3, 6)):
        number = f"第{rng.choice((str(one), format_han(one), chr(0xFF10 + one)))}章"
        sample.head(1, number, name_of(rng), rng.choice((" ", "　")))
        for two in range(1, rng.randint(3, 5)):
            digit = rng.choice((str(two), chr(0xFF10 + two)))
            sample.head(2, f"{digit}{rng.choice(('.', '．', '、'))}", name_of(rng))
            add_text(rng, sample)
    return sample


def worn(rng: Random) -> Sample:
    """Numbers that skip, come twice or begin anew, as they do after years of amendments."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}应急预案"]
    chapters = rng.choice(([1, 2, 4, 5], [1, 2, 2, 3], [1, 2, 3, 3, 4], [1, 3, 4]))
    for one in chapters:
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        for two in rng.choice(([1, 2, 3], [1, 2, 4], [1, 1, 2], [1, 2, 2, 3])):
            sample.head(2, paren_han(two), name_of(rng))
            add_text(rng, sample)
    return sample
