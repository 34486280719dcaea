# ruff: noqa: E501 - documents as data
"""Plans with a known tree, for the tests of every format."""

import random

from content.plans.domain.numerals import format_han

FAMILIES = {
    "一(一)1": [lambda n: f"{format_han(n)}、", lambda n: f"（{format_han(n)}）", lambda n: f"{n}．"],
    "一㈠1": [lambda n: f"{format_han(n)}、", lambda n: chr(0x3220 + n - 1), lambda n: f"{n}."],
    "章节": [
        lambda n: f"第{format_han(n)}章 ", lambda n: f"第{format_han(n)}节 ",
        lambda n: f"{format_han(n)}、", lambda n: f"（{n}）",
    ],
    "多级": ["multi"] * 3,
    "部分": [lambda n: f"第{format_han(n)}部分 ", lambda n: f"{format_han(n)}、", lambda n: f"{n}、"],
    "倒置": [lambda n: f"（{format_han(n)}）", lambda n: f"{format_han(n)}、", lambda n: f"{n}）"],
}  # fmt: skip
SUBJECTS = [
    "组织领导",
    "监测预警",
    "信息报告",
    "物资储备",
    "队伍建设",
    "宣传教育",
    "恢复重建",
    "值班值守",
    "会商研判",
]
SENTENCES = [
    "各乡镇、各部门要压实责任，落实到人。", "发生险情后立即组织群众转移。",
    "按照《中华人民共和国突发事件应对法》执行。", "县应急管理局会同有关部门组织实施；每年总结一次。",
]  # fmt: skip


def document(family, seed):
    """A document with a known tree: its text and the expected (depth, number, heading)."""
    rng = random.Random(seed)
    styles = FAMILIES[family]
    lines, want = ["安澜县综合应急工作方案", "为做好工作，制定本方案。"], []
    glued = rng.random() < 0.4

    def grow(depth, path):
        for n in range(1, rng.randint(2, 5 if depth else 6) + 1):
            heading = rng.choice(SUBJECTS)
            style = styles[depth]
            if style == "multi":
                number = ".".join(str(p) for p in [*path, n])
                lead = number + " "
            else:
                lead = style(n)
                number = lead.strip()
            want.append((depth + 1, number, heading))
            deeper = depth + 1 < len(styles) and rng.random() < 0.7
            if deeper:
                lines.append(lead + heading)
                if rng.random() < 0.3:
                    lines.append(rng.choice(SENTENCES))
                grow(depth + 1, [*path, n])
            elif glued and style != "multi" and depth:
                lines.append(f"{lead}{heading}。{rng.choice(SENTENCES)}")
            else:
                lines.append(lead + heading)
                lines.extend(rng.choice(SENTENCES) for _ in range(rng.randint(1, 2)))

    grow(0, [])
    return "\n".join(lines), want
