"""Who is to do a task, as planning documents say it beside the task."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.assignments import assigned_by, assignments_in, names_as_line, names_in
from content.plans.domain.script import folded

SAID = (
    ("（责任单位：县应急局、气象局；完成时限：6月底前）", ("县应急局", "气象局"), (), "6月底前"),
    ("牵头单位：县应急局；配合单位：教育局、民政局。", ("县应急局",), ("教育局", "民政局"), ""),
    ("牵头单位：县应急局 配合单位：县教育局", ("县应急局",), ("县教育局",), ""),
    ("责任单位：县应急管理局。", ("县应急管理局",), (), ""),
    ("牵头单位：县应急局；责任单位：各乡镇人民政府。", ("县应急局",), ("各乡镇人民政府",), ""),
    ("牵头单位：县水利局；实施主体：有关乡镇人民政府。", ("县水利局",), ("有关乡镇人民政府",), ""),
    ("实施单位：县水利局。", ("县水利局",), (), ""),
    ("（县应急局牵头，县教育局、各乡镇配合）", ("县应急局",), ("县教育局", "各乡镇"), ""),
    ("（县应急局牵头，各乡镇（街道）配合）", ("县应急局",), ("各乡镇（街道）",), ""),
    ("（县应急局、县气象局按职责分工负责）", ("县应急局", "县气象局"), (), ""),
    ("（县应急局负责）", ("县应急局",), (), ""),
    ("【责任单位】：县应急局", ("县应急局",), (), ""),
    ("完成时限：长期坚持", (), (), "长期坚持"),
    ("责任单位：县应急局，完成时限：6月底前。", ("县应急局",), (), "6月底前"),
    ("責任單位：縣應急局、縣氣象局。", ("縣應急局", "縣氣象局"), (), ""),
)  # fmt: skip


def read(text):
    return assignments_in(folded(text), text)


@pytest.mark.parametrize(("text", "leads", "helps", "when"), SAID)
def test_units_and_deadline_are_read_from_every_way_to_say_them(text, leads, helps, when):
    (found,) = read(f"组织一次演练。{text}")
    assert (found.leads, found.helps, found.when) == (leads, helps, when)
    assert found.start == len("组织一次演练。") and found.end == len("组织一次演练。" + text)


@pytest.mark.parametrize(
    "text",
    [
        "加强部门配合（包括应急、水利）。", "（以下简称县防指）", "（由办公室转来的材料）",
        "乡镇（街道）负责", "完成时间紧、任务重", "责任单位要抓好落实", "（见附件1）",
    ],
)  # fmt: skip
def test_other_words_and_brackets_name_nobody(text):
    assert read(text) == []


def test_the_name_of_a_person_is_never_taken():
    (found,) = read("责任单位：县应急局；责任人：张三；完成时限：6月底前")
    assert (found.leads, found.helps, found.when) == (("县应急局",), (), "6月底前")
    assert not any("张三" in part for part in (*found.leads, *found.helps, found.when))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("县住房和城乡建设局、县林业和草原局", ("县住房和城乡建设局", "县林业和草原局")),
        ("县应急局和县教育局", ("县应急局", "县教育局")),
        ("各村（社区、居委会）、县人民医院", ("各村（社区、居委会）", "县人民医院")),
        ("县教育局、县消防救援局等部门", ("县教育局", "县消防救援局", "等部门")),
        ("县应急局，县应急局", ("县应急局",)),
        ("县应急局、县住房和城乡建设局及各乡镇", ("县应急局", "县住房和城乡建设局", "各乡镇")),
        ("县应急局和各乡镇（街道）", ("县应急局", "各乡镇（街道）")),
        ("县应急局及各镇（街道）", ("县应急局", "各镇（街道）")),
        ("县教育局与县应急局", ("县教育局", "县应急局")),
        ("县公安局 县交通运输局", ("县公安局", "县交通运输局")),
        ("县公安局　县民政局和各乡镇", ("县公安局", "县民政局", "各乡镇")),
        ("县教育与体育局", ("县教育与体育局",)),
        ("县 教 育 局", ("县 教 育 局",)),
        ("与会单位", ("与会单位",)),
        ("、，；", ()),
    ],
)
def test_names_are_split_where_a_name_ends(written, names):
    assert names_in(written) == names


def test_names_are_said_as_a_line():
    assert names_as_line(("县教育局", "县民政局", "等部门")) == "县教育局、县民政局等部门"


def test_what_stands_behind_each_task_is_one_of_its_own():
    text = "编制预案（责任单位：县应急局）。开展演练。（县教育局牵头，各学校配合）"
    first, second = read(text)
    assert (first.leads, second.leads, second.helps) == (("县应急局",), ("县教育局",), ("各学校",))
    assert text[second.start : second.end] == "（县教育局牵头，各学校配合）"


def test_who_answers_leads_where_no_other_leads_and_helps_where_one_does():
    text = "编制预案。牵头单位：县应急局；责任单位：各乡镇。开展演练。责任单位：县教育局。"
    first, second = read(text)
    assert (first.leads, first.helps) == (("县应急局",), ("各乡镇",))
    assert (second.leads, second.helps) == (("县教育局",), ())


def test_a_sentence_itself_may_name_who_leads_with_whom():
    text = "由县应急管理局会同县教育局、县消防救援局等部门集中开展校园应急宣传。"
    found = assigned_by(text, text)
    assert (found.leads, found.helps) == (("县应急管理局",), ("县教育局", "县消防救援局"))
    assert assigned_by("由浅入深会同研究", "由浅入深会同研究") is None


@pytest.mark.parametrize(
    ("text", "leads", "helps", "when"),
    [
        (
            "县司法局牵头，县应急管理局、县财政局配合，9月底前完成。",
            ("县司法局",), ("县应急管理局", "县财政局"), "9月底前",
        ),
        ("由县应急管理局负责，12月底前完成。", ("县应急管理局",), (), "12月底前"),
        ("县应急管理局、县气象局负责。", ("县应急管理局", "县气象局"), (), ""),
        ("縣司法局牽頭，各鄉鎮配合。", ("縣司法局",), ("各鄉鎮",), ""),
    ],
)  # fmt: skip
def test_a_sentence_that_says_nothing_else_stands_beside_the_task_before_it(
    text, leads, helps, when
):
    (found,) = read(f"组织一次演练。{text}")
    assert (found.leads, found.helps, found.when) == (leads, helps, when)
    assert found.start == len("组织一次演练。")


@pytest.mark.parametrize(
    ("text", "leads", "helps"),
    [
        ("由县气象局、县水利局负责，在2027年6月底前完成改造。", ("县气象局", "县水利局"), ()),
        ("由县应急管理局负责编制预案。", ("县应急管理局",), ()),
        (
            "县应急管理局牵头，县委编办、各乡镇配合，2026年底前建成三级指挥平台。",
            ("县应急管理局",), ("县委编办", "各乡镇"),
        ),
        ("县应急管理局牵头组织，6月底前完成修订。", ("县应急管理局",), ()),
        (
            "此项工作由县教育局牵头，县公安局、县交通运输局按职责分工负责。",
            ("县教育局",), ("县公安局", "县交通运输局"),
        ),
    ],
)  # fmt: skip
def test_a_sentence_of_a_task_names_who_leads_it(text, leads, helps):
    found = assigned_by(folded(text), text)
    assert (found.leads, found.helps) == (leads, helps)


@pytest.mark.parametrize(
    "text",
    [
        "坚持预防为主，专人负责，6月底前完成。", "由负责人签字。", "由此负责的态度。",
        "主要领导牵头抓总，层层落实。", "加强领导，明确分工，各负其责。", "每月由浅入深负责。",
        "牵头，配合。", "统一负责，分级牵头。",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_names_nobody(text):
    assert read(text) == [] and assigned_by(folded(text), text) is None


PIECES = [*(row[0] for row in SAID), "（", "）", "责任单位：", "；", "组织演练。", "张", "、", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_what_is_found_stands_in_order_and_every_name_in_the_text(parts):
    text = "".join(parts)
    end = 0
    for one in read(text):
        assert end <= one.start < one.end <= len(text)
        assert all(name in text for name in (*one.leads, *one.helps))
        end = one.end


@given(st.text(alphabet="（）()责任单位：牵头配合，、。；县局\n", max_size=120))
def test_any_text_is_read_without_an_error(text):
    for one in read(text):
        assert 0 <= one.start < one.end <= len(text)


def test_a_megabyte_of_open_brackets_is_read_in_a_moment():
    for mark in ("（", "由", "县局牵头，", "县局、", "由县局负责，"):
        text = mark * 20_000
        assert read(text) == [] or assigned_by(text, text)
    assert names_in("县" * 100_000) == ("县" * 60,)
