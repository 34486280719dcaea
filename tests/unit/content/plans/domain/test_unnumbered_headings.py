# ruff: noqa: E501 - documents as data
"""A heading whose number was forgotten and that an editor names: what stands around it keeps its
place."""

import pytest

from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import Correction, CorrectionKind
from content.plans.domain.pipeline import extract_pasted, parse

FORGOTTEN = "保障措施"
DEPTHS = [0, 1, 1, 0, 1, 1, 0, 1]
FAMILIES = {
    "decimal": "1 总则|1.1 目的|1.2 依据|2 职责|2.1 县级|2.2 乡级|3 附则|3.1 解释",
    "han": "一、总则|（一）目的|（二）依据|二、职责|（一）县级|（二）乡级|三、附则|（一）解释",
    "articles": "第一章 总则|第一条 目的|第二条 依据|第二章 职责|第三条 县级|第四条 乡级|第三章 附则|第五条 解释",
    "points": "一、总则|1. 目的|2. 依据|二、职责|1. 县级|2. 乡级|三、附则|1. 解释",
}


def headings(parsed):
    return [(n.depth, n.number, n.heading) for n in parsed.nodes if n.kind == "clause"]


def with_forgotten(lines, before, level):
    """The headings of the text with an unnumbered one before line `before`, which is said to be
    of `level`."""
    body = [f"{line}\n本条的文字写在这里。" for line in lines]
    body.insert(before, FORGOTTEN + "\n储备物资每年检查一次。")
    text = "安澜县防汛应急预案\n" + "\n".join(body)
    at = text.index("\n" + FORGOTTEN) + 1
    said = Correction(CorrectionKind.HEADING, Squeezed(text).locate(at), level)
    return headings(parse(extract_pasted(text), [said]))


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_heading_without_number_leaves_its_neighbours_where_they_are(family, level):
    lines = FAMILIES[family].split("|")
    text = "安澜县防汛应急预案\n" + "\n".join(f"{line}\n本条的文字写在这里。" for line in lines)
    plain = headings(parse(extract_pasted(text)))
    assert [depth for depth, *_ in plain] == DEPTHS
    # Where nothing that stands deeper follows: that would be drawn below the new heading.
    places = [at for at in range(level - 1, len(lines)) if DEPTHS[at] < level]
    assert places
    for before in places:
        found = with_forgotten(lines, before, level)
        assert found[before] == (level - 1, "", FORGOTTEN)
        assert found[:before] + found[before + 1 :] == plain, before
