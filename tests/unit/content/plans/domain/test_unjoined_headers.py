"""Disclosure headers whose labels and values no colon joins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes

BODY = "安澜县防雷应急预案\n1 总则\n1.1 目的\n为了防雷。\n2 响应\n2.1 行动\n立即避险。\n"
KNOWN = {
    "index_number": "620722087/2020-00915", "document_number": "安政发〔2020〕110号",
    "issuer": "安澜县人民政府办公室", "signed_on": "2020年12月8日",
}  # fmt: skip
LABELS = {
    "index_number": "索 引 号", "document_number": "发文字号", "issuer": "发布机构",
    "signed_on": "成文日期",
}  # fmt: skip


def fields(parsed):
    return {field.key.value: field.value for field in parsed.fields if field.label}


def pasted(text):
    return parse(extract_pasted(text))


PAIRS = [(LABELS[key], value) for key, value in KNOWN.items()]
ROWS = [(*PAIRS[0], *PAIRS[1]), (*PAIRS[2], *PAIRS[3])]


def written(form):
    if form == "below":
        return "".join(f"{label}\n{value}\n" for label, value in PAIRS)
    sign = {"tabs": "\t", "bars": " | ", "spaces": " "}[form]
    rows = "".join(sign.join(row) + "\n" for row in ROWS)
    return rows.replace("索 引 号", "索引号") if form == "spaces" else rows


@pytest.mark.parametrize("form", ["tabs", "bars", "spaces", "below"])
def test_labels_and_values_are_metadata_however_they_are_parted(form, nothing_lost, tree):
    parsed = pasted(written(form) + BODY)
    nothing_lost(parsed)
    assert fields(parsed) == KNOWN
    assert parsed.metadata.title == "安澜县防雷应急预案" and not parsed.tables
    assert tree(parsed) == tree(pasted(BODY))


def test_a_word_table_at_the_top_is_the_header(word, nothing_lost):
    def cell(text):
        return f"<w:tc>{word.paragraph(text)}</w:tc>"

    rows = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in ROWS)
    lines = "".join(word.paragraph(line) for line in BODY.splitlines())
    parsed = parse_bytes(word.docx(f"<w:tbl>{rows}</w:tbl>{lines}"), "a.docx")
    nothing_lost(parsed)
    assert fields(parsed) == KNOWN and not parsed.tables


@pytest.mark.parametrize("colon", ["：", ":", " ："])
@pytest.mark.parametrize("form", ["below", "table", "page"])
def test_labels_with_a_colon_have_their_value_in_the_next_line_or_cell(
    form, colon, word, nothing_lost, tree
):
    rows = [(f"{label}{colon}", value) for label, value in PAIRS]
    if form == "below":
        parsed = pasted("".join(f"{label}\n{value}\n" for label, value in rows) + BODY)
    elif form == "table":
        made = "".join(
            f"<w:tr>{''.join(f'<w:tc>{word.paragraph(text)}</w:tc>' for text in row)}</w:tr>"
            for row in rows
        )
        lines = "".join(word.paragraph(line) for line in BODY.splitlines())
        parsed = parse_bytes(word.docx(f"<w:tbl>{made}</w:tbl>{lines}"), "a.docx")
    else:
        made = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
        lines = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
        page = f"<html><body><table>{made}</table>{lines}</body></html>"
        parsed = parse_bytes(page.encode(), "a.html")
    nothing_lost(parsed)
    assert fields(parsed) == KNOWN
    assert parsed.metadata.title == "安澜县防雷应急预案" and not parsed.tables
    assert tree(parsed) == tree(pasted(BODY))


@pytest.mark.parametrize("label", ["名称：", "备注：", "公开目录："])
def test_a_label_with_a_colon_and_no_value_does_not_take_the_title(label, nothing_lost):
    parsed = pasted(f"索引号：\nA-1/2\n发文字号：\n安政发〔2020〕110号\n{label}\n{BODY}")
    nothing_lost(parsed)
    assert parsed.metadata.title == "安澜县防雷应急预案"
    assert (parsed.metadata.index_number, parsed.metadata.document_number) == (
        "A-1/2", "安政发〔2020〕110号",
    )  # fmt: skip


def test_a_class_of_documents_is_the_value_of_its_label_and_no_title(nothing_lost):
    parsed = pasted(
        f"索引号：\nA-1/2\n公开目录：\n应急预案\n发文字号：\n安政发〔2020〕110号\n{BODY}"
    )
    nothing_lost(parsed)
    assert (parsed.metadata.catalogue, parsed.metadata.title) == ("应急预案", "安澜县防雷应急预案")


def test_a_label_without_a_value_does_not_take_the_title(nothing_lost):
    parsed = pasted("索引号\n620722087/2020-00915\n发布机构\n县政府办\n文号\n" + BODY)
    nothing_lost(parsed)
    assert fields(parsed)["document_number"] == ""
    assert parsed.metadata.title == "安澜县防雷应急预案"


def test_two_labels_of_one_line_are_two_fields_with_a_colon_too(nothing_lost):
    parsed = pasted("文  号：安政发〔2020〕1号 是否有效：是\n发布机构：县政府办\n" + BODY)
    nothing_lost(parsed)
    assert fields(parsed)["document_number"] == "安政发〔2020〕1号"


@pytest.mark.parametrize(
    "lines",
    [
        "文件\t文号\t成文日期\n甲预案\t安政发〔2020〕1号\t2020年1月1日\n"
        "乙预案\t安政发〔2020〕2号\t2020年1月2日\n",
        "名称\t数量\t备注\n帐篷\t20\t县库\n棉被\t30\t县库\n",
    ],
)
def test_a_list_with_the_same_words_in_its_head_stays_a_table(lines, nothing_lost):
    parsed = pasted("安澜县防雷应急预案\n" + lines + "1 总则\n为了防雷。\n")
    nothing_lost(parsed)
    assert len(parsed.tables) == 1 and not fields(parsed)


@given(
    st.lists(
        st.sampled_from(
            [
                "索引号",
                "文号 ",
                "发布机构\t",
                "|",
                "2020-01-02",
                "县政府办",
                "\n",
                " ",
                "安澜县预案",
            ]
        ),
        max_size=24,
    )
)
def test_no_character_of_any_such_header_is_lost(nothing_lost, pieces):
    nothing_lost(pasted("".join(pieces) + "\n" + BODY))
