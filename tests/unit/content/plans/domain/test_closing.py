"""Who signs below the last clause, and when."""

from datetime import date

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes

BODY = "安澜县演练工作方案\n\n一、总则\n\n每年演练。\n\n二、附则\n\n本方案自印发之日起施行。\n\n"


@pytest.mark.parametrize(
    ("closing", "issuer"),
    [
        ("安澜县人民政府办公室\n2026年3月1日", "安澜县人民政府办公室"),
        ("安瀾縣應急管理局\n2026年3月1日", "安瀾縣應急管理局"),
        ("安澜县应急管理局\n安澜县教育局\n2026年3月1日", "安澜县应急管理局、安澜县教育局"),
        ("特此通知\n2026年3月1日", ""),
        ("2026年3月1日", ""),
    ],
)
def test_the_issuer_is_who_signs_above_the_date(closing, issuer):
    facts = parse(extract_pasted(BODY + closing)).metadata
    assert (facts.issuer, facts.signed_on) == (issuer, date(2026, 3, 1))


def test_the_header_goes_before_the_closing():
    head = "发布机构：安澜县人民政府\n文号：安政发〔2026〕9号\n\n"
    closing = "安澜县人民政府办公室\n2026年3月1日"
    assert parse(extract_pasted(head + BODY + closing)).metadata.issuer == "安澜县人民政府"


SIGNED = "安澜县人民政府\n2026年3月1日\n\n"
IMPRINTS = [
    "抄送：县委办公室，县人大常委会办公室，县政协办公室，县人武部。\n",
    "安澜县人民政府办公室　　　　　　　　2026年3月2日印发\n",
    "抄送：县委办公室，县人大常委会办公室。\n\n安澜县人民政府办公室 2026年3月2日印发\n",
    "抄送：县委各部门，县人大常委会办公室，县政协办公室，\n　　　县人民法院，县人民检察院，各人民\n"
    "　　　团体。\n安澜县人民政府办公室      2026 年 3 月 2 日 印发\n",
    "（此件公开发布）\n\n抄送：市应急管理局。\n\n安澜县人民政府办公室\n2026年3月2日印发\n",
    "抄報：市人民政府。\n抄送：縣委辦公室。\n"
    "安瀾縣人民政府辦公室　2026年3月2日印發\n（共印50份）\n",
    "（此件公开发布）\n\n- 12 -\n",
]


@pytest.mark.parametrize("imprint", IMPRINTS)
def test_the_signature_is_found_above_the_imprint(imprint, nothing_lost):
    parsed = parse(extract_pasted(BODY + SIGNED + imprint))
    nothing_lost(parsed)
    facts = parsed.metadata
    assert (facts.issuer, facts.signed_on) == ("安澜县人民政府", date(2026, 3, 1))
    [closing] = [node.text for node in parsed.nodes if node.kind == NodeKind.CLOSING]
    assert closing.startswith(SIGNED.strip())
    assert not any("日印发" in node.text or "抄送" in node.text for node in parsed.nodes[:-1])


def test_the_signature_is_found_above_an_imprint_in_a_table_of_word(word, nothing_lost):
    def cell(text):
        return f"<w:tc>{word.paragraph(text)}</w:tc>"

    rows = ("抄送：县委办公室，县政协办公室。", "安澜县人民政府办公室 2026年3月2日印发")
    table = "".join(f"<w:tr>{cell(row)}</w:tr>" for row in rows)
    lines = [line for line in (BODY + SIGNED).split("\n") if line]
    body = "".join(word.paragraph(line) for line in lines) + f"<w:tbl>{table}</w:tbl>"
    parsed = parse_bytes(word.docx(body), "a.docx")
    nothing_lost(parsed)
    facts = parsed.metadata
    assert (facts.issuer, facts.signed_on) == ("安澜县人民政府", date(2026, 3, 1))


@pytest.mark.parametrize(
    "above",
    [
        "各乡镇人民政府",
        "各乡镇人民政府，县政府各部门：",
        "请报县应急管理局",
        "演练情况请于年底前报县应急管理局",
        "演练总结及时报送县应急管理局",
        "由县应急管理局负责解释",
        "向县应急管理局",
        "有关委员会、局",
    ],
)
@pytest.mark.parametrize("signed", ["", "安澜县教育局\n"])
def test_whom_it_is_sent_to_and_the_end_of_a_sentence_sign_nothing(above, signed, nothing_lost):
    parsed = parse(extract_pasted(f"{BODY}{above}\n{signed}2026年3月1日\n"))
    nothing_lost(parsed)
    facts = parsed.metadata
    assert (facts.issuer, facts.signed_on) == (signed.strip(), date(2026, 3, 1))
    [closing] = [node.text for node in parsed.nodes if node.kind == NodeKind.CLOSING]
    assert above not in closing


@pytest.mark.parametrize(
    "issuer",
    ["和县人民政府", "应县应急管理局", "交城县人民政府", "呈贡区教育局", "全州县人民政府",
     "中共安澜县委组织部", "安澜经济开发区管理委员会", "经开区应急管理局",
     "安澜县预警信息发布中心"],
)  # fmt: skip
def test_names_that_begin_or_go_on_like_a_verb_sign(issuer):
    parsed = parse(extract_pasted(f"{BODY}{issuer}\n2026年3月1日\n\n抄送：县委办公室。\n"))
    assert parsed.metadata.issuer == issuer


def test_an_imprint_without_a_signature_signs_nothing(nothing_lost):
    parsed = parse(extract_pasted(BODY + "安澜县人民政府办公室 2026年3月2日印发\n"))
    nothing_lost(parsed)
    assert (parsed.metadata.issuer, parsed.metadata.signed_on) == ("", None)
    assert not any(node.kind == NodeKind.CLOSING for node in parsed.nodes)
