"""Who issues a plan: its header, the notice that issues it, its cover or its red head say it."""

from datetime import date

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse

TITLE = "安澜县防汛应急预案"
BODY = f"{TITLE}\n\n1 总则\n1.1 目的\n为防汛。\n1.2 范围\n全县。\n2 组织\n县应急委负责。\n"
HEAD = "安澜县人民政府文件"
NUMBER = "安政发〔2025〕1号"
NOTICE = "关于印发《安澜县防汛应急预案》的通知"
TEXT = "各乡（镇）人民政府，县直各部门：\n　　现印发给你们，请认真贯彻执行。"


def facts(*parts):
    parsed = parse(extract_pasted("\n\n".join([*filter(None, parts), BODY])))
    assert parsed.metadata.title == TITLE
    return parsed.metadata


@pytest.mark.parametrize("head", ["", HEAD, f"{HEAD}\n{NUMBER}"])
@pytest.mark.parametrize("name", ["", "安澜县人民政府\n"])
@pytest.mark.parametrize("remark", ["", "（此件公开发布）", "附件", "附件：安澜县防汛应急预案"])
def test_who_signs_the_notice_issues_the_plan(head, name, remark):
    signature = "　　安澜县人民政府办公室\n　　2025年1月15日"
    found = facts(head, name + NOTICE, TEXT, signature, remark)
    assert (found.issuer, found.signed_on) == ("安澜县人民政府办公室", date(2025, 1, 15))


def test_all_who_sign_the_notice_issue_the_plan():
    signatures = "安澜县应急管理局\n安澜县教育局\n2025年1月15日"
    assert facts(NOTICE, TEXT, signatures).issuer == "安澜县应急管理局、安澜县教育局"


@pytest.mark.parametrize("verb", ["关于印发", "关于修订印发", "转发县应急管理局关于印发"])
def test_the_title_of_a_notice_that_nobody_signs_names_who_issues_it(verb):
    title = f"安澜县人民政府办公室{verb}《安澜县防汛应急预案》的通知"
    assert facts(HEAD, title, TEXT).issuer == "安澜县人民政府办公室"


def test_the_red_head_names_who_issues_what_nothing_else_says():
    assert facts("安 澜 县 人 民 政 府 文 件", NUMBER, NOTICE, TEXT).issuer == "安澜县人民政府"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("number", ["", NUMBER])
def test_the_red_head_names_who_issues_a_plan_without_a_notice(gap, number, nothing_lost):
    parsed = parse(extract_pasted(f"{HEAD}{gap}{number}{gap}{BODY}"))
    nothing_lost(parsed)
    assert parsed.metadata.issuer == "安澜县人民政府"


def test_a_line_of_the_preamble_that_reads_like_a_red_head_names_nobody():
    text = BODY.replace(TITLE, f"{TITLE}\n\n{HEAD}")
    assert parse(extract_pasted(text)).metadata.issuer == ""


@pytest.mark.parametrize("text", ["县应急管理局：", "各乡镇人民政府", "请报县应急管理局", ""])
def test_whom_a_notice_is_sent_to_does_not_issue_it(text):
    assert facts(NOTICE, text, "现印发给你们。").issuer == ""


def test_the_header_goes_before_the_notice():
    header = "索引号：A-1\n发布机构：安澜县人民政府"
    assert facts(header, NOTICE, TEXT, "安澜县应急管理局\n2025年1月15日").issuer == "安澜县人民政府"


def test_the_notice_goes_before_what_closes_the_plan():
    notice = f"{NOTICE}\n\n{TEXT}\n\n安澜县人民政府\n2025年1月15日\n\n"
    found = parse(extract_pasted(f"{notice}{BODY}\n安澜县水利局\n2024年5月1日\n")).metadata
    assert (found.issuer, found.signed_on) == ("安澜县人民政府", date(2025, 1, 15))


@pytest.mark.parametrize("gap", [" ", "　　　　　　", "\t"])
@pytest.mark.parametrize("signer", ["签发人：张三", "签 发 人: 张三　李四"])
def test_who_lets_it_go_out_stands_beside_the_number(gap, signer, nothing_lost):
    parsed = parse(
        extract_pasted(f"{HEAD}\n\n{NUMBER}{gap}{signer}\n\n{NOTICE}\n\n{TEXT}\n\n{BODY}")
    )
    nothing_lost(parsed)
    assert parsed.metadata.document_number == NUMBER
    name = signer.replace(":", "：").split("：")[1].strip()
    assert [(f.value, f.raw) for f in parsed.fields] == [(NUMBER, NUMBER), (name, signer)]


@pytest.mark.parametrize(
    ("day", "signed_on"),
    [("2025年5月", None), ("2025 年 5 月", None), ("二〇二五年五月", None),
     ("2025年5月6日", date(2025, 5, 6)), ("二〇二五年五月六日", date(2025, 5, 6))],
)  # fmt: skip
def test_a_cover_says_whose_the_plan_is(day, signed_on, nothing_lost):
    cover = f"{TITLE}\n\n（2025年修订）\n\n安澜县水利局\n安澜县应急管理局\n{day}\n\n"
    parsed = parse(extract_pasted(cover + BODY.removeprefix(TITLE)))
    nothing_lost(parsed)
    found = parsed.metadata
    assert (found.issuer, found.signed_on) == ("安澜县水利局、安澜县应急管理局", signed_on)
    assert not [node for node in parsed.nodes if node.kind is NodeKind.PREAMBLE]


def test_the_month_of_a_cover_does_not_hide_the_day_of_the_signature():
    text = BODY.replace(TITLE, f"{TITLE}\n安澜县水利局\n2025年5月")
    found = parse(extract_pasted(f"{text}\n安澜县人民政府\n2025年6月3日\n")).metadata
    assert (found.issuer, found.signed_on) == ("安澜县人民政府", date(2025, 6, 3))


@pytest.mark.parametrize("line", ["安澜县水利局", "安澜县水利局负责编制\n2025年5月", "2025年5月"])
def test_what_is_no_signature_below_the_title_is_a_preamble(line):
    parsed = parse(extract_pasted(BODY.replace(TITLE, f"{TITLE}\n\n{line}")))
    assert [node.text for node in parsed.nodes if node.kind is NodeKind.PREAMBLE] == [line]
    assert parsed.metadata.issuer == ""
