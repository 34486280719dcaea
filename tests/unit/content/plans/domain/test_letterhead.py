"""The red head of a document and its number stand above the title and are no part of it."""

import pytest

from content.plans.domain.pipeline import extract_pasted, parse

TITLE = "安澜县防汛应急预案"
BODY = f"{TITLE}\n\n为做好防汛工作，制定本预案。\n\n一、总则\n\n每年演练。\n"


@pytest.mark.parametrize(
    "head",
    ["安澜县人民政府文件", "安澜县应急管理局文件", "安 澜 县 人 民 政 府 文 件",
     "中共安澜县委员会文件", "安瀾縣防汛抗旱指揮部文件"],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("number", ["", "安政发〔2026〕3号\n"])
def test_a_letterhead_is_no_part_of_the_title(head, gap, number, nothing_lost):
    parsed = parse(extract_pasted(head + gap + number + BODY))
    nothing_lost(parsed)
    assert parsed.metadata.title == TITLE
    assert parsed.metadata.document_number == number.strip()
    assert "".join(head.split()) in "".join("".join(node.text for node in parsed.nodes).split())


@pytest.mark.parametrize("number", ["安政发〔2026〕3号", "安政发【2026】3号", "安政发[2026] 3 号"])
def test_a_document_number_above_the_title_is_the_number(number, nothing_lost):
    parsed = parse(extract_pasted(f"{number}\n{BODY}"))
    nothing_lost(parsed)
    assert (parsed.metadata.title, parsed.metadata.document_number) == (TITLE, number)


def test_a_letterhead_is_no_part_of_the_title_of_a_notice(nothing_lost):
    notice = "安澜县人民政府办公室关于印发\n安澜县防汛应急预案的通知"
    text = f"安澜县人民政府办公室文件\n{notice}\n\n各乡镇人民政府：\n\n现印发给你们。\n\n{BODY}"
    parsed = parse(extract_pasted(text))
    nothing_lost(parsed)
    assert parsed.metadata.notice_title == notice.replace("\n", "")
    assert parsed.metadata.title == TITLE


@pytest.mark.parametrize(
    "title", ["安澜县人民政府\n防汛应急预案", "关于规范应急管理局文件\n管理工作的通知"]
)
def test_a_title_broken_in_two_stays_whole(title, nothing_lost):
    parsed = parse(extract_pasted(title + BODY.removeprefix(TITLE)))
    nothing_lost(parsed)
    assert parsed.metadata.title == title.replace("\n", "")
