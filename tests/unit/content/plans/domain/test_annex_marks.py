"""A plan is the annex of the notice that issues it; the line that says so is no title."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes

TITLE = "安澜县地质灾害应急预案"
NOTICE = (
    "安政办发〔2025〕9号\n\n关于印发安澜县地质灾害应急预案的通知\n\n各乡镇：\n现印发给你们。\n\n"
    "附件：安澜县地质灾害应急预案\n\n安澜县人民政府办公室\n2025年5月6日\n\n"
)
BODY = "\n\n一、总则\n为防灾。\n二、组织\n县自然资源局负责。\n附件1：通讯录\n附件2：物资表\n"
MARKS = ["附件", "附 件", "附件1", "附件 1", "附件一", "附件：", "附件1：", "附录", "附", "附１"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("notice", [NOTICE, ""])
def test_the_mark_above_the_title_is_of_the_notice(mark, gap, notice, nothing_lost):
    parsed = parse(extract_pasted(notice + mark + gap + TITLE + BODY))
    nothing_lost(parsed)
    assert parsed.metadata.title == TITLE
    marked = next(node for node in parsed.nodes if node.text.split("\n")[-1] == mark)
    assert marked.kind is NodeKind.NOTICE
    assert [n.heading for n in parsed.nodes if n.kind is NodeKind.ANNEX] == ["通讯录", "物资表"]
    assert "annex_missing" not in {note.code for note in parsed.notes}


def test_the_mark_above_the_title_of_a_word_file_is_of_the_notice(word, nothing_lost):
    lines = [line for line in f"{NOTICE}附件\n{TITLE}{BODY}".split("\n") if line]
    parsed = parse_bytes(word.docx("".join(word.paragraph(line) for line in lines)), "a.docx")
    nothing_lost(parsed)
    assert parsed.metadata.title == TITLE


@pytest.mark.parametrize("title", ["附件管理办法", "附条件许可工作方案", "附属医院火灾应急预案"])
def test_a_title_that_begins_like_a_mark_stays_whole(title):
    assert parse(extract_pasted(title + BODY)).metadata.title == title
