"""A text in traditional script is read as the same text in simplified script is."""

import re

import pytest
from opencc import OpenCC

from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes
from content.plans.domain.script import folded

TITLES = ("应急预案", "规定", "意见", "纲要", "细则", "手册", "条例", "规划", "办法", "工作方案")


@pytest.fixture(scope="module")
def traditional():
    return OpenCC("s2tw").convert


def shape(parsed):
    return [
        (n.kind, n.parent, n.depth, n.style, len(n.number), len(n.heading), len(n.text), n.table)
        for n in parsed.nodes
    ]


def test_the_demonstration_documents_keep_their_tree_in_traditional_script(
    outlines, traditional, nothing_lost
):
    documents = [file for file, _ in outlines if file.suffix != ".docx"]
    assert len(documents) > 7
    for file in documents:
        text = file.read_text(encoding="utf-8")
        other = traditional(text)
        assert len(other) == len(text), file.name
        here = parse_bytes(text.encode(), file.name)
        there = parse_bytes(other.encode(), file.name)
        nothing_lost(there)
        assert shape(there) == shape(here), file.name
        assert there.metadata.title == traditional(here.metadata.title)
        assert there.metadata.script == "hant"
        for key in ("family", "kind", "signed_on", "published_on", "effective_on", "period_start"):
            assert getattr(there.metadata, key) == getattr(here.metadata, key), (file.name, key)
        assert [f.key for f in there.fields] == [f.key for f in here.fields], file.name
        assert [f.raw for f in there.fields] == [traditional(f.raw) for f in here.fields]
        assert [(r.kind, r.start, r.end) for r in there.repairs] == [
            (r.kind, r.start, r.end) for r in here.repairs
        ], file.name
        assert [(r.node, r.kind, r.basis, r.start) for r in there.references] == [
            (r.node, r.kind, r.basis, r.start) for r in here.references
        ], file.name
        assert [(t.node, t.comparator, t.value, t.unit, t.period) for t in there.targets] == [
            (t.node, t.comparator, t.value, t.unit, t.period) for t in here.targets
        ], file.name
        assert [note.code for note in there.notes] == [note.code for note in here.notes]


@pytest.mark.parametrize("ending", TITLES)
def test_every_kind_of_title_is_found_in_either_script(ending, traditional):
    text = f"安澜县冰雹防御{ending}\n1 总则\n1.1 目的\n为了防雹。\n1.2 依据\n依据法律。\n"
    for script in (str, traditional):
        written = script(text)
        assert parse(extract_pasted(written)).metadata.title == written.split("\n")[0]


def test_names_of_targets_and_references_are_the_words_of_the_text(traditional):
    text = traditional(
        "安澜县应急宣传规划\n一、总则\n根据《中华人民共和国突发事件应对法》，见附录一。\n"
        "二、目标\n到2027年底，居民应急知识知晓率不低于80%。\n每年组织2次综合应急演练。\n"
    )
    parsed = parse(extract_pasted(text))
    assert [(r.kind, r.name, r.basis) for r in parsed.references] == [
        ("law", "中華人民共和國突發事件應對法", False),
        ("annex", "附錄一", False),
    ]
    assert [(t.subject, t.comparator, t.value, t.period) for t in parsed.targets] == [
        ("居民應急知識知曉率", "ge", "80", "到2027年底"),
        ("綜合應急演練", "ge", "2", "每年"),
    ]
    for target in parsed.targets:
        assert target.sentence in text


def test_a_folded_text_is_as_long_as_it_was(traditional, outlines):
    for file, _ in outlines:
        if file.suffix == ".docx":
            continue
        text = file.read_text(encoding="utf-8")
        assert len(folded(traditional(text))) == len(text)
    assert folded("計畫與預案") == "计划与预案"
    assert re.fullmatch("安政办发.*号", folded("安政辦發〔2026〕4號"))
