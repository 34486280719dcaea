"""Laws, plans and places of this document that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .annex_names import is_mark
from .parse import NodeKind, Reference
from .script import folded

_QUOTED: Final = re.compile(r"《([^《》]{2,80}(?:〈[^〉]*〉[^《》]*)?)》")
_STANDARD: Final = re.compile(
    r"\b(?:GB|AQ|YJ|DB\d{2,6}|XF|GA|JGJ|MZ)(?:/[TZ])?\s?\d{2,6}(?:\.\d+)*(?:[-—–]\d{4})?"
)
_INTERNAL: Final = re.compile(
    r"(?:本预案|本规划|本办法|本方案)?第[一二三四五六七八九十百\d]{1,4}[章节条](?:第[一二三四五六七八九十\d]{1,3}[款项])?"
    r"|第\d{1,2}(?:\.\d{1,2}){1,3}[条款节项]"
    r"|(?:见|按照|参照|依照)\s*(?:本预案)?\s*\d{1,2}(?:\.\d{1,2}){1,3}"
    r"|(?:按|依据|根据)\s*(?:本预案)?\s*\d{1,2}(?:\.\d{1,2}){1,3}"
    r"(?=\s*(?:[的和、，,。；;）)及或与条款节项]|规定|执行|办理|要求|处置|程序|报告|上报|启动|开展|实施|组织|落实|进行|$))"
)
_ANNEX: Final = re.compile(
    r"附(?:件|录|表|图)\s*(?:\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?![\d份个张幅页种项类])"
    r"|[一二三四五六七八九十]{1,2}(?=的)|[一二三四五六七八九十\d]{0,2}(?=[）)。，,、；;》\s]|$))"
)
_DOTTED: Final = re.compile(r"附[件录表图](\d{1,2}(?:\.\d{1,2})+)")
_CHAPTER: Final = re.compile(r"第(\d{1,2})章")
_BASIS: Final = re.compile(r"根据|依据|依照|按照|编制依据|遵循")
_MADE: Final = re.compile(
    r"(?:制定|制订|编制|修订|印发)了?本(?:预案|规划|计划|方案|办法|规定|细则|制度|手册)"
)
_SENTENCE: Final = 120
"""Characters of a sentence that are looked at before and behind what it names."""
_LAW: Final = re.compile(r"(?:法|条例|规定|办法|决定|细则|规则|解释)(?:[（(].*)?$")
_PLAN: Final = re.compile(r"(?:预案|规划|计划|要点|方案|纲要|手册)(?:[（(].*)?$")


def references_of(texts: Sequence[tuple[int, NodeKind, str, str]]) -> list[Reference]:
    """References of (node, kind, heading, text), in reading order, each named once a node."""
    out: list[Reference] = []
    for node, kind, heading, text in texts:
        seen: set[tuple[str, str]] = set()
        basis_section = bool(re.search(r"编制依据|依据", folded(heading)))
        for reference in _of_text(node, kind, text, basis_section):
            if (reference.kind, reference.name) not in seen:
                seen.add((reference.kind, reference.name))
                out.append(reference)
    return out


def _is_ground(plain: str, match: re.Match[str], kind: NodeKind) -> bool:
    """Whether the sentence says that the document rests on what it names here: in what leads into
    it any 根据 does, in a clause only one that ends in 制定本预案."""
    before = plain[max(0, match.start() - _SENTENCE) : match.start()].rsplit("。", 1)[-1]
    if _BASIS.search(before) is None:
        return False
    after = plain[match.end() : match.end() + _SENTENCE].split("。", 1)[0]
    return kind in (NodeKind.PREAMBLE, NodeKind.NOTICE) or _MADE.search(after) is not None


def plain_number_of(name: str) -> str:
    """9.1 of 附件9.1 and 4 of 第4章: the annex may be the clause 9.1 in a chapter 附件, the chapter
    be numbered 4; "" of another name."""
    found = _DOTTED.fullmatch(name) or _CHAPTER.fullmatch(name)
    return found[1] if found else ""


def _of_text(node: int, kind: NodeKind, text: str, basis_section: bool) -> Iterator[Reference]:
    plain = folded(text)
    for match in _QUOTED.finditer(plain):
        name = text[slice(*match.span(1))].strip()
        if _LAW.search(match[1].strip()):
            what = "law"
        elif _PLAN.search(match[1].strip()):
            what = "plan"
        else:
            continue
        grounds = basis_section or _is_ground(plain, match, kind)
        yield Reference(node, what, name, grounds, match.start(), match.end())
    for match in _STANDARD.finditer(text):
        yield Reference(node, "standard", match[0], basis_section, match.start(), match.end())
    for match in _INTERNAL.finditer(plain):
        # 《…》第三十条 cites the other document.
        if text[: match.start()].rstrip()[-1:] != "》":
            named = text[slice(*match.span())].strip()
            yield Reference(node, "internal", named, False, match.start(), match.end())
    if kind != NodeKind.ANNEX:
        for match in _ANNEX.finditer(plain):
            if kind == NodeKind.NOTICE and is_mark(_line_at(plain, match.start())):
                continue
            name = re.sub(r"\s", "", text[slice(*match.span())])
            yield Reference(node, "annex", name, False, match.start(), match.end())


def _line_at(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].strip()
