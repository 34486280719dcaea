"""Annexes with outlines of their own, and names and contents that lost their shape."""

from __future__ import annotations

from random import Random

from content.plans.domain.numerals import format_han
from tests.samples.written import (
    HAZARDS,
    ITEMS,
    SENTENCES,
    Sample,
    add_items,
    add_text,
    name_of,
    paren,
)


def annexed(rng: Random) -> Sample:
    """Annexes with an outline of their own, numbered like the body or in another way."""
    sample = Sample()
    sample.blocks += [f"安澜县{rng.choice(HAZARDS)}应急预案"]
    for one in range(1, rng.randint(3, 5)):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        add_text(rng, sample)
        if rng.random() < 0.5:
            add_items(rng, sample, 2, paren)
    mark = rng.choice(("附件", "附录", "附表"))
    for at, name in enumerate(
        rng.sample(("成员单位职责", "应急队伍清单", "专家名单", "避难场所"), 2), start=1
    ):
        sample.blocks += [f"{mark}{at}", name] if rng.random() < 0.5 else [f"{mark}{at}：{name}"]
        sample.heard(1, sample.blocks[-1].split(name)[0] or f"{mark}{at}", name)
        for two in range(1, rng.randint(3, 5)):
            if at == 1:
                sample.head(2, f"{format_han(two)}、", name_of(rng))
                add_text(rng, sample, 2)
            else:
                sample.blocks.append(f"{two}.{rng.choice(ITEMS)}。")
                sample.outline.append((2, f"{two}."))
    return sample


def behind_colons(rng: Random) -> Sample:
    """Half-width brackets and dots; items are whole paragraphs; names before colons are no
    headings where they are not sure."""
    sample = Sample()
    sample.blocks += [
        f"青河镇{rng.choice(HAZARDS)}工作方案",
        "根据上级要求，结合我镇实际，制定本方案。",
    ]
    for one in range(1, rng.randint(3, 5)):
        sample.head(1, f"{format_han(one)}.", name_of(rng))
        for two in range(1, rng.randint(3, 4)):
            sample.head(2, f"({format_han(two)})", name_of(rng))
            for three in range(1, rng.randint(3, 5)):
                sample.blocks.append(f"{three}、{''.join(rng.sample(SENTENCES[:5], 2))}")
                sample.outline.append((3, f"{three}、"))
                if rng.random() < 0.3:
                    add_items(rng, sample, 4, lambda at: f"({at})")
    return sample


def bare_contents(rng: Random) -> Sample:
    """A list of contents that lost its leaders and pages, as copied from a viewer."""
    sample = Sample()
    sample.blocks += [f"安澜县“十五五”{rng.choice(('应急体系', '防灾减灾'))}规划"]
    at = len(sample.blocks)
    names: list[str] = []
    for one in range(1, rng.randint(4, 6)):
        sample.head(1, f"第{format_han(one)}章", name_of(rng), " ")
        names.append(str(sample.blocks[-1]))
        for two in range(1, rng.randint(2, 4)):
            sample.head(2, f"第{format_han(two)}节", name_of(rng), " ")
            names.append(str(sample.blocks[-1]))
            add_text(rng, sample)
            if rng.random() < 0.4:
                for three in range(1, 3):
                    sample.head(3, f"{format_han(three)}、", name_of(rng))
                    add_text(rng, sample, 2)
    if len(set(names)) == len(names):
        sample.blocks[at:at] = ["目录", *names]
        sample.noise += ["目录", *names]
    return sample


def split_names(rng: Random) -> Sample:
    """Names of annexes and of the title over two centred lines."""
    sample = Sample()
    hazard = rng.choice(HAZARDS)
    sample.blocks += ["安澜县人民政府", f"{hazard}应急预案"]
    for one in range(1, 4):
        sample.head(1, f"{format_han(one)}、", name_of(rng))
        add_text(rng, sample)
    sample.blocks += ["附件1", "安澜县应急指挥部", "成员单位职责"]
    sample.heard(1, "附件1", "安澜县应急指挥部成员单位职责")
    add_text(rng, sample)
    return sample
