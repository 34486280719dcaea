"""What the editor should look at after an import, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from content.pages.domain.pasted import PRIVATE

from .annex_names import names_in
from .corrections.model import Correction, Hints
from .extracted import Extracted
from .left_numbers import numbers_left
from .numbers import Number
from .parse import NodeKind, Note, Parse
from .references import plain_number_of
from .run_in import run_in
from .script import folded
from .tree import Tree
from .unseen import unseen_in

_IRREGULAR: Final = {
    "gap": "编号不连续：这里应是第 {expected} 项，写的是第 {found} 项。",
    "repeat": "编号重复：这里应是第 {expected} 项，写的是第 {found} 项。",
    "restart": "同级编号从头开始，请看看上一级标题是不是漏了。",
    "late": "这一级编号从第 {found} 项开始，前面可能有缺失。",
}
_RUN_IN: Final = "“{name}”像是标题，和正文写在一行，没有分开。是标题的，在校对时改正。"
_UNNUMBERED: Final = ("附件", "附表", "附录", "附图")
_LIMIT: Final = 50
_QUOTED: Final = 30
_LOST: Final = (
    "第 {number} 处改正没找到原句“{words}”，没有用上。原文改过的，编辑要在草稿上重新改正。"
)
_UNUSED: Final = "第 {number} 处改正没有用上：“{words}”现在不是单独的一行。编辑要在草稿上重新改正。"
_ASTRAY: Final = (
    "第 {number} 处改正没有用上：“{words}”现在不在条文的正文里。编辑要在草稿上重新改正。"
)


def notes_of(parsed: Parse, tree: Tree, degraded: bool, extracted: Extracted) -> Parse:
    """The same parse with its notes."""
    notes: list[Note] = []
    if degraded:
        notes.append(
            Note("degraded", "结构没能认出来，正文按段落收下，一字未少。请在校对时补标题。")
        )
    elif tree.flat:
        notes.append(Note("flat", "没有找到编号或标题，正文按段落收下，一字未少。"))
    if extracted.unread:
        pages = "、".join(str(page) for page in extracted.unread[:_LIMIT])
        notes.append(Note("unread", f"第 {pages} 页是图片，里面的字没有读出来。请对照原件补上。"))
    if extracted.hidden:
        notes.append(
            Note(
                "hidden",
                f"有 {extracted.hidden} 个字在 Word 里设成了隐藏文字，打印不出来，没有读进正文。"
                "要用的，在 Word 里取消隐藏再传一次。",
            )
        )
    notes.extend(unseen_in(parsed, extracted.unseen)[:_LIMIT])
    if tree.cut:
        notes.append(
            Note("cut", "有的段落太长，已断成几段，有句号、分号的断在它们后面，文字没有改动。")
        )
    held = (*(node.heading + node.text for node in parsed.nodes), *(c.text for c in parsed.cells))
    private = sum(len(PRIVATE.findall(text)) for text in held)
    if private:
        notes.append(
            Note(
                "private",
                f"有 {private} 个字符只有原来的字体才显示得出，都留着没动。请对照原件重打。",
            )
        )
    if not parsed.metadata.title:
        notes.append(Note("no_title", "文件里没有标题，请补上。"))
    for irregular in tree.irregular[:_LIMIT]:
        text = _IRREGULAR[irregular.kind].format(expected=irregular.expected, found=irregular.found)
        notes.append(Note(irregular.kind, text, tree.placed_nodes.get(irregular.line)))
    notes.extend(numbers_left(parsed, tree.said)[:_LIMIT])
    notes.extend(_run_in(parsed)[:_LIMIT])
    for table in parsed.tables:
        if not table.certain:
            notes.append(Note("table_guessed", "这张表的列数是猜的，请对照原文。", table.node))
    for target in parsed.targets:
        if not target.comparator:
            notes.append(
                Note(
                    "no_direction",
                    f"“{target.subject}”只写了 {target.value}{target.unit}，没写方向。",
                    target.node,
                )
            )
    notes.extend(_missing_annexes(parsed))
    counts = Counter(repair.kind for repair in parsed.repairs)
    for kind, count in sorted(counts.items()):
        notes.append(Note(f"repair_{kind}", str(count)))
    return replace(parsed, notes=tuple(notes))


def told(parsed: Parse, corrections: Sequence[Correction], hints: Hints) -> Parse:
    """The same parse with what became of the corrections that could not be used."""
    lost = [(number, _LOST) for number in hints.missing]
    lost += [(number, _UNUSED) for number in hints.unused]
    lost += [(number, _ASTRAY) for number in hints.astray]
    notes = [
        Note(
            "correction_lost",
            text.format(number=number, words=corrections[number - 1].at.words[:_QUOTED]),
        )
        for number, text in sorted(lost)
    ]
    return replace(parsed, notes=(*notes, *parsed.notes)) if notes else parsed


def _run_in(parsed: Parse) -> list[Note]:
    """Names that may be headings of the sentence behind them."""
    found: list[Note] = []
    for at, node in enumerate(parsed.nodes):
        if not node.number or node.kind != NodeKind.CLAUSE:
            continue
        written = f"{node.heading}{node.mark}" or node.text
        joined = run_in(written, Number(node.style, 1, 0)) if written else None
        if joined is not None and not joined.is_sure:
            name = written[joined.begin : joined.end]
            found.append(Note("run_in", _RUN_IN.format(name=name), at))
    return found


def _missing_annexes(parsed: Parse) -> list[Note]:
    there = {
        number
        for node in parsed.nodes
        if (number := node.number.rstrip("：:.、． ").replace(" ", ""))
        if node.kind == NodeKind.ANNEX or "." in number
    }
    annexes = any(node.kind == NodeKind.ANNEX for node in parsed.nodes)
    headings = {_plain(node.heading) for node in parsed.nodes if node.heading}
    missing: dict[str, Note] = {}
    for at, node in enumerate(parsed.nodes):
        if node.kind != NodeKind.CLOSING:
            continue
        for number, name in names_in(node.text):
            annex = f"附件{number}"
            if annex not in there and _plain(name) not in headings and (number or not annexes):
                text = f"文末列了{annex}“{name}”，文件里没有。"
                missing.setdefault(annex, Note("annex_missing", text, at))
    for reference in parsed.references:
        if reference.kind != "annex":
            continue
        name = folded(reference.name)
        is_there = (
            (annexes or name in headings) if name in _UNNUMBERED
            else reference.name in there or plain_number_of(name) in there
        )  # fmt: skip
        if not is_there:
            text = f"正文提到{reference.name}，文件里没有。"
            missing.setdefault(reference.name, Note("annex_missing", text, reference.node))
    return list(missing.values())


def _plain(heading: str) -> str:
    return "".join(folded(heading).rstrip("：: ").split())
