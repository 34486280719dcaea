# ruff: noqa: E501 - documents as data
"""Pasted text as it really arrives."""

import time

import pytest

from content.plans.domain import errors
from content.plans.domain.extracted import RepairKind
from content.plans.domain.limits import SIZE_LIMIT
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes


def read(text):
    return parse(extract_pasted(text))


def test_inline_pinyin_is_taken_out_and_real_brackets_stay(nothing_lost):
    parsed = read("一、总则\n加强应(yìng)急(jí)管理（试行），处（chǔ）置险情(A级)。")
    nothing_lost(parsed)
    assert parsed.nodes[-1].text == "加强应急管理（试行），处置险情(A级)。"
    assert [r.original for r in parsed.repairs] == ["(yìng)", "(jí)", "（chǔ）"]


def test_straight_quotes_are_paired_only_where_that_is_certain():
    parsed = read('一、总则\n实行"一岗双责"。建立“黑名单"制度。\n只有一个"引号。')
    assert parsed.nodes[-1].text == '实行“一岗双责”。建立“黑名单”制度。\n只有一个"引号。'
    assert sum(r.kind == RepairKind.QUOTE for r in parsed.repairs) == 3


def test_a_title_printed_twice_is_shown_once(nothing_lost):
    parsed = read("安澜县应急体系规划\n安澜县应急体系规划\n\n前言文字。\n一、总则\n正文。")
    nothing_lost(parsed)
    assert parsed.metadata.title == "安澜县应急体系规划"
    assert [r.kind for r in parsed.repairs] == [RepairKind.DUPLICATE_TITLE]


def test_odd_spaces_ligatures_and_invisible_characters_are_mended():
    parsed = read("一、总则\n使用\ufb01re\u00a0系统\u200b和⼈员。")
    assert parsed.nodes[-1].text == "使用fire 系统和人员。"


def test_bullets_of_word_become_signs_everybody_has_and_the_repair_is_recorded(nothing_lost):
    parsed = read("一、总则\n\uf0b7做好防汛。\n\uf0a7查\u00ad险\u200b。")
    nothing_lost(parsed)
    assert parsed.nodes[-1].text == "•做好防汛。\n▪查险。"
    assert [(r.original, r.replacement) for r in parsed.repairs] == [
        ("\uf0b7", "•"), ("\uf0a7", "▪"), ("\u00ad", ""), ("\u200b", ""),
    ]  # fmt: skip


def test_an_unknown_private_character_is_kept_and_told(nothing_lost):
    parsed = read("一、总则\n\ue863家沟村做好防汛。")
    nothing_lost(parsed)
    assert parsed.nodes[-1].text.startswith("\ue863家沟村")
    assert "有 1 个字符" in next(note.text for note in parsed.notes if note.code == "private")


def test_a_chapter_in_one_line_is_cut_at_its_numbers(nothing_lost, tree):
    filler = "各乡镇、各部门要高度重视，结合实际抓好落实，确保各项措施到位。" * 3
    parsed = read(
        f"安澜县工作方案\n一、总体要求（一）指导思想。{filler}（二）工作原则。{filler}\n"
        f"二、主要任务（一）监测预警。{filler}按照第（一）项办理。（二）信息报告。{filler}"
    )
    nothing_lost(parsed)
    assert tree(parsed) == [
        (1, "一、", "总体要求"), (2, "（一）", "指导思想"), (2, "（二）", "工作原则"),
        (1, "二、", "主要任务"), (2, "（一）", "监测预警"), (2, "（二）", "信息报告"),
    ]  # fmt: skip


def test_articles_count_on_across_chapters(tree):
    parsed = read(
        "安澜县演练管理办法\n第一章 总则\n第一条 为了规范演练，制定本办法。\n第二条 本办法适用于全县。\n"
        "第二章 组织\n第三条 县人民政府每年组织演练。\n第四条 有下列情形的：\n（一）发生变化的；\n（二）其他。"
    )
    numbers = [(n.depth, n.number) for n in parsed.nodes if n.kind == NodeKind.CLAUSE]
    assert numbers == [
        (0, "第一章"), (1, "第一条"), (1, "第二条"), (0, "第二章"), (1, "第三条"), (1, "第四条"),
        (2, "（一）"), (2, "（二）"),
    ]  # fmt: skip


def test_a_text_without_any_number_is_kept_as_paragraphs_with_a_note(nothing_lost):
    parsed = read("关于做好防汛工作的说明\n汛期将至。\n请各村做好准备。\n注意安全。")
    nothing_lost(parsed)
    assert "flat" in {note.code for note in parsed.notes}
    assert "".join(n.text for n in parsed.nodes) == "汛期将至。请各村做好准备。注意安全。"


def test_a_broken_sequence_is_reported_and_nothing_moves(nothing_lost):
    parsed = read("一、甲\n正文。\n三、丙\n正文。\n三、丁\n正文。")
    nothing_lost(parsed)
    assert [n.number for n in parsed.nodes] == ["一、", "三、", "三、"]
    assert {"gap", "repeat"} <= {note.code for note in parsed.notes}


def test_an_annex_that_is_named_but_absent_is_reported():
    parsed = read("一、总则\n联系方式见附件1。\n二、附则\n自印发之日起施行。")
    assert any(n.code == "annex_missing" and "附件1" in n.text for n in parsed.notes)


def test_laws_are_recognised_as_basis():
    parsed = read(
        "为了安全，根据《中华人民共和国突发事件应对法》，制定本预案。\n一、总则\n按《安澜县防汛应急预案》执行。"
    )
    assert [(r.kind, r.name, r.basis) for r in parsed.references] == [
        ("law", "中华人民共和国突发事件应对法", True), ("plan", "安澜县防汛应急预案", False),
    ]  # fmt: skip


def test_thresholds_of_a_response_plan_are_no_targets_but_its_duties_are():
    parsed = read(
        "安澜县地震应急预案\n一、分级\n死亡10人以上、救援率达到90%以上的为Ⅱ级。\n二、演练\n县应急局每年至少组织1次演练。"
    )
    assert [(t.stratum, t.value, t.unit) for t in parsed.targets] == [("县应急局", "1", "次")]


def test_markdown_marks_are_recorded_and_tables_read(nothing_lost, tree):
    parsed = parse_bytes(
        "# 安澜县方案\n\n## 一、总则\n\n**重点**是[演练](/x)。\n\n| 级别 | 条件 |\n|---|---|\n| Ⅰ | 10人 |\n".encode(),
        "a.md",
    )
    nothing_lost(parsed)
    assert parsed.metadata.title == "安澜县方案"
    assert tree(parsed) == [(1, "一、", "总则")]
    assert [c.text for c in parsed.cells] == ["级别", "条件", "Ⅰ", "10人"]
    assert next(n.text for n in parsed.nodes if n.text) == "重点是演练。"


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "a.txt", errors.EmptyDocument),
        (b" \n\t ", "a.txt", errors.EmptyDocument),
        ("\u200b\ufeff".encode(), "a.txt", errors.EmptyDocument),
        ("总\x00则".encode(), "a.txt", errors.NulCharacters),
        (b"PK\x03\x04xxxx", "a.txt", errors.WrongExtension),
        (b"%PDF-1.7", "a.txt", errors.WrongExtension),
        (b"%PDF-1.7", "a.pdf", errors.CorruptPdf),
        (b"\x89PNG\r\n", "a.md", errors.WrongExtension),
        (b"\xff\xfe\x00\xd8A\x00", "a.txt", errors.UndecodableText),
        (bytes(range(128, 256)) * 4, "a.txt", errors.UndecodableText),
        (b"x" * (SIZE_LIMIT + 1), "a.txt", errors.TooLarge),
    ],
)  # fmt: skip
def test_bad_files_are_refused_in_words(data, name, refusal):
    with pytest.raises(refusal) as caught:
        parse_bytes(data, name)
    assert caught.value.message.endswith("库里没有改动。")


def test_a_pasted_text_with_half_a_character_says_where():
    with pytest.raises(errors.LoneSurrogates) as caught:
        read("应急\ud800管理")
    assert "第 3 字" in caught.value.message


def test_one_line_of_a_megabyte_is_cut_into_paragraphs_and_nothing_is_lost(nothing_lost):
    line = "发现险情立即报告，先转移群众再处置。" * 20_000
    began = time.process_time()
    parsed = read(line)
    nothing_lost(parsed)
    assert len(parsed.nodes) > 100
    assert max(len(n.text) for n in parsed.nodes) <= 4000
    assert "cut" in {note.code for note in parsed.notes}
    print(f"1 MB line: {time.process_time() - began:.2f} s")


def test_twenty_thousand_clauses_keep_their_order():
    text = "安澜县大方案\n" + "\n".join(
        f"{n}.第{n}项。第{n}项的内容，每年至少检查{n}次。" for n in range(1, 1000)
    )
    text += "\n" + "\n".join(f"第{n}条 内容{n}。" for n in range(1, 19_001))
    parsed = read(text)
    bodies = [n.text for n in parsed.nodes if n.style == "article"]
    assert bodies == [f"内容{n}。" for n in range(1, 19_001)]
