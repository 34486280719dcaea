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


ANNEXES = "\n附件1\n成员单位职责\n县公安局：维护秩序。\n附件2\n物资清单\n雨衣二十件。\n"
NAMES = "附件：1.成员单位职责\n　　　2.物资清单\n\n"


@pytest.mark.parametrize("names", ["", NAMES, NAMES.replace("附件：", "附件：\n")])
@pytest.mark.parametrize("remark", ["", "（此件公开发布）\n"])
@pytest.mark.parametrize("order", ["{names}{signed}", "{signed}{names}"])
def test_the_signature_is_found_above_the_first_annex(names, remark, order, nothing_lost):
    above = order.format(names=names, signed=SIGNED + remark)
    parsed = parse(extract_pasted(BODY + above + ANNEXES))
    nothing_lost(parsed)
    facts = parsed.metadata
    assert (facts.issuer, facts.signed_on) == ("安澜县人民政府", date(2026, 3, 1))
    [closing] = [node.text for node in parsed.nodes if node.kind == NodeKind.CLOSING]
    lines = [line.strip() for line in above.split("\n") if line.strip()]
    assert closing.split("\n") == lines
    assert [n.heading for n in parsed.nodes if n.kind == NodeKind.ANNEX] == [
        "成员单位职责", "物资清单",
    ]  # fmt: skip


def test_the_imprint_below_the_annexes_closes_a_document_that_is_signed_above_them(nothing_lost):
    imprint = "抄送：县委办公室。\n安澜县人民政府办公室 2026年3月2日印发\n"
    parsed = parse(extract_pasted(BODY + SIGNED + ANNEXES + imprint))
    nothing_lost(parsed)
    closing = [node.text for node in parsed.nodes if node.kind == NodeKind.CLOSING]
    assert closing == [SIGNED.strip(), imprint.strip()]
    assert parsed.metadata.signed_on == date(2026, 3, 1)


def test_a_form_in_an_annex_does_not_sign_what_is_signed_above_the_annexes(nothing_lost):
    form = "附件3\n格式文本\n安澜县应急管理局\n2027年5月6日\n"
    parsed = parse(extract_pasted(BODY + SIGNED + ANNEXES + form))
    nothing_lost(parsed)
    facts = parsed.metadata
    assert (facts.issuer, facts.signed_on) == ("安澜县人民政府", date(2026, 3, 1))
    assert "2027年5月6日" in parsed.nodes[-1].text


@pytest.mark.parametrize(
    "tail",
    [
        "附件：成员单位职责\n县公安局：维护秩序。\n县水利局：巡查堤防。\n",
        "附件：1.成员单位职责\n县公安局：维护秩序。\n",
        "附件：\n1.雨衣。\n2.手电。\n领用时登记。\n",
        "附件：成员单位职责\n附件2：物资清单\n雨衣二十件。\n",
    ],
)
def test_an_annex_that_has_a_text_is_no_list_of_names(tail, nothing_lost):
    parsed = parse(extract_pasted(BODY + tail))
    nothing_lost(parsed)
    assert not any(node.kind == NodeKind.CLOSING for node in parsed.nodes)
    assert any(node.kind == NodeKind.ANNEX for node in parsed.nodes)


@pytest.mark.parametrize("names", [NAMES, NAMES.replace("附件：", "附件：\n"), "附件：通讯录\n"])
@pytest.mark.parametrize(
    "foot",
    [
        "抄送：县委办，县人大办。\n安澜县人民政府办公室　　　　2025年1月16日印发\n",
        "抄送：县委办，\n县人大办，\n县武装部。\n",
        "安澜县人民政府办公室\n2025年1月16日印发\n",
        "（此件公开发布）\n抄送：县委办。\n",
    ],
)
def test_annexes_that_are_named_above_the_imprint_are_missed_where_they_are_absent(
    names, foot, nothing_lost
):
    parsed = parse(extract_pasted(BODY + names + foot))
    nothing_lost(parsed)
    [closing] = [node.text for node in parsed.nodes if node.kind == NodeKind.CLOSING]
    lines = [line.strip() for line in (names + foot).split("\n") if line.strip()]
    assert closing.split("\n") == lines
    assert not any(node.kind == NodeKind.ANNEX for node in parsed.nodes)
    missing = [note for note in parsed.notes if note.code == "annex_missing"]
    assert len(missing) == sum(line != "附件：" for line in names.split("\n") if line)


def test_the_file_that_a_page_links_to_is_an_annex_that_is_not_there(nothing_lost):
    parsed = parse(extract_pasted(f"{BODY}附件：1.县防指成员名单.doc\n"))
    nothing_lost(parsed)
    assert [n.kind for n in parsed.nodes][-1] == NodeKind.CLOSING
    assert "annex_missing" in {note.code for note in parsed.notes}
