# ruff: noqa: E501 - documents as data
"""A document of a known tree while it is written, and as text, web page, Word and PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from random import Random
from typing import Final

from content.plans.domain.numerals import format_han
from tests.samples.plan_texts import ENDINGS, SUBJECTS, Heading
from tests.samples.word import docx

Block = str | list[list[str]]
"""A line, or a table of rows of cells."""

SENTENCES: Final = (
    "各乡镇、各部门要压实责任，落实到人。", "发生险情后立即组织群众转移。",
    "县应急管理局会同有关部门组织实施；每年总结一次。", "一旦发生，30分钟内报告，1小时内书面报告。",
    "2026年6月底前，报县应急委办公室备案。", "1.5米以上的积水路段要设警示标志。",
    "第三章规定的情形除外。", "24小时内降雨量可能超过50毫米的，发布蓝色预警。",
    "3人以上死亡的，启动一级响应。", "按照《中华人民共和国突发事件应对法》执行。",
    "组长由县长担任，副组长由分管副县长担任。", "一是压实责任。二是加强值守。",
)  # fmt: skip
ITEMS: Final = (
    "县水利局负责水情监测", "县气象局负责预报预警", "县公安局负责警戒和疏导交通", "乡镇负责组织转移",
    "县卫生健康局负责医疗救治",
)  # fmt: skip
HAZARDS: Final = ("防汛抗旱", "地质灾害", "森林火灾", "地震", "低温雨雪冰冻灾害", "危险化学品事故")


@dataclass
class Sample:
    """`want`: the headings that a person reads; `outline`: depth and number of every numbered
    clause, with a heading or not."""

    blocks: list[Block] = field(default_factory=list)
    want: list[Heading] = field(default_factory=list)
    outline: list[tuple[int, str]] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    """Lines that may be left out: of contents."""

    @property
    def title(self) -> str:
        """The first line, or the one behind the notice, or two."""
        lines = [one.strip("　") for one in self.blocks if isinstance(one, str) and one]
        if lines[0] == "安澜县人民政府":
            return lines[0] + lines[1]
        return (
            lines[lines.index("（此件公开发布）") + 1] if "（此件公开发布）" in lines else lines[0]
        )

    @property
    def text(self) -> str:
        return "\n".join(
            block if isinstance(block, str) else _tabbed(block) for block in self.blocks
        )

    @property
    def has_table(self) -> bool:
        return any(not isinstance(block, str) for block in self.blocks)

    def head(self, depth: int, number: str, name: str, gap: str = "") -> None:
        self.blocks.append(f"{number}{gap}{name}")
        self.heard(depth, number, name)

    def heard(self, depth: int, number: str, name: str) -> None:
        """A heading whose line is written already."""
        self.want.append((depth, number, name))
        self.outline.append((depth, number))


def _tabbed(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _markup(sample: Sample) -> str:
    parts = []
    for block in sample.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
        else:
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in block
            )
            parts.append(f"<table>{rows}</table>")
    return "".join(parts)


def as_web(sample: Sample) -> bytes:
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><div class=nav><a href=/>首页</a>"
        f"<a href=/x>政务公开</a></div><div class=content>{_markup(sample)}</div></body></html>"
    ).encode()


def as_word(sample: Sample) -> bytes:
    parts = []
    for block in sample.blocks:
        if isinstance(block, str):
            parts.append(_paragraph(block))
        else:
            rows = "".join(
                "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
                for row in block
            )
            parts.append(f"<w:tbl>{rows}</w:tbl>")
    return docx("".join(parts))


def as_paper(sample: Sample) -> bytes:
    from weasyprint import HTML

    sheet = (
        '@page { size: A4; margin: 2.5cm; @bottom-center { content: "— " counter(page) " —"; font-size: 9pt } } '
        'body { font: 14pt "Noto Sans CJK SC"; line-height: 1.6 } p { margin: 0; text-indent: 2em } '
        "table { border-collapse: collapse; width: 100% } td { border: 1px solid #000; padding: 2mm }"
    )
    return bytes(HTML(string=f"<style>{sheet}</style>{_markup(sample)}").write_pdf())


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def name_of(rng: Random) -> str:
    return rng.choice(SUBJECTS) + rng.choice(ENDINGS)


def add_text(rng: Random, sample: Sample, most: int = 3, indent: str = "") -> None:
    sample.blocks.extend(indent + rng.choice(SENTENCES) for _ in range(rng.randint(1, most)))


def add_items(rng: Random, sample: Sample, depth: int, written: Callable[[int], str]) -> None:
    chosen = rng.sample(ITEMS, rng.randint(2, 4))
    ends = ["；"] * (len(chosen) - 1) + ["。"]
    for at, (one, end) in enumerate(zip(chosen, ends, strict=True), start=1):
        sample.blocks.append(f"{written(at)}{one}{end}")
        sample.outline.append((depth, written(at).strip("　")))


def paren_han(at: int) -> str:
    return f"（{format_han(at)}）"


def paren(at: int) -> str:
    return f"（{at}）"


def circled(at: int) -> str:
    return chr(0x2460 + at - 1)
