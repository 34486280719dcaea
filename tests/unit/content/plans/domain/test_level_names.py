"""The levels that a heading, a cell or a sentence names, alone, in lists and in ranges."""

import pytest

from content.plans.domain.level_names import levels_in, names_of
from content.plans.domain.pipeline import extract_pasted, parse


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ⅰ级响应", "Ⅰ级"),
        ("Ⅰ、Ⅱ级响应", "Ⅰ级 Ⅱ级"),
        ("Ⅰ、Ⅱ、Ⅲ级应急响应", "Ⅰ级 Ⅱ级 Ⅲ级"),
        ("Ⅰ级和Ⅱ级响应行动", "Ⅰ级 Ⅱ级"),
        ("Ⅰ级响应、Ⅱ级响应", "Ⅰ级 Ⅱ级"),
        ("Ⅳ、Ⅲ级响应", "Ⅲ级 Ⅳ级"),
        ("一、二级响应", "Ⅰ级 Ⅱ级"),
        ("一级、二级响应", "Ⅰ级 Ⅱ级"),
        ("I、II级响应", "Ⅰ级 Ⅱ级"),
        ("1、2级响应", "Ⅰ级 Ⅱ级"),
        ("Ⅱ级至Ⅳ级响应", "Ⅱ级 Ⅲ级 Ⅳ级"),
        ("二至四级应急响应", "Ⅱ级 Ⅲ级 Ⅳ级"),
        ("Ⅰ—Ⅲ级响应", "Ⅰ级 Ⅱ级 Ⅲ级"),
        ("I-III级响应", "Ⅰ级 Ⅱ级 Ⅲ级"),
        ("Ⅳ级～Ⅱ级响应", "Ⅱ级 Ⅲ级 Ⅳ级"),
        ("Ⅱ级（含）以上响应", "Ⅰ级 Ⅱ级"),
        ("Ⅱ级（重大）及以上应急响应", "Ⅰ级 Ⅱ级"),
        ("Ⅲ级以下响应", "Ⅲ级 Ⅳ级"),
        ("Ⅲ级以下（不含Ⅲ级）响应", "Ⅳ级"),
        ("三级以上（含三级）响应", "Ⅰ级 Ⅱ级 Ⅲ级"),
        ("Ⅰ级（红色）、Ⅱ级（橙色）响应", "Ⅰ级 Ⅱ级"),
        ("红色、橙色响应", "红色 橙色"),
        ("红、橙色应急响应", "红色 橙色"),
        ("红色预警", ""),
        ("二、一级响应", "Ⅰ级"),
        ("11级大风", ""),
        ("县级", ""),
    ],
)
def test_every_level_of_a_list_or_a_range_is_named(written, names):
    assert names_of(written) == names.split()


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("启动Ⅰ、Ⅱ级响应由县长决定。", [1, 2]),
        ("启动Ⅱ级以上响应，须报县长批准。", [1, 2]),
        ("一级响应由县长决定启动。", [1]),
        ("一级由县长决定启动，二级由副县长决定启动。", [1, 2]),
        ("达到Ⅲ级预警标准的，由县长决定启动Ⅳ级响应。", [4]),
        ("发生4级以上地震的，由县长决定启动三级响应。", [3]),
        ("除Ⅰ级响应外，由县防指决定启动。", []),
        ("未达到Ⅳ级响应条件的，由乡镇决定启动本级预案。", []),
        ("可以提高一级，由县长决定启动响应。", []),
        ("上一级响应由市人民政府决定启动。", []),
        ("一般由县长决定启动响应。", []),
    ],
)
def test_a_sentence_names_only_levels_of_a_response_that_it_does_not_leave_out(sentence, levels):
    assert levels_in(sentence) == levels


def test_a_long_list_without_an_end_is_read_in_one_pass():
    for written in ("Ⅰ、" * 20_000, "一级、" * 20_000, "红、" * 20_000, "Ⅰ级（" * 20_000):
        assert levels_in(written) in ([], [1])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Ⅰ、Ⅱ级响应由县长决定启动。", ""),
        ("Ⅱ、Ⅲ、Ⅳ级响应由县防指决定启动。", ""),
        ("一、二级响应由县长决定启动。", ""),
        ("三、四级应急响应由县防指决定启动。", ""),
        ("二、三、四级响应由县防指决定启动。", ""),
        ("Ⅰ、组织领导由县长负责。", "Ⅰ、"),
        ("Ⅰ、Ⅰ级响应由县长决定启动。", "Ⅰ、"),
        ("一、一级响应由县长决定启动。", "一、"),
        ("一、二级医院负责收治病人。", "一、"),
    ],
)
def test_a_level_at_the_beginning_of_a_line_is_no_number_of_a_clause(line, number):
    text = f"安澜县预案\n\n1 总则\n\n为了安全。\n\n2 响应\n\n{line}\n"
    (node,) = [one for one in parse(extract_pasted(text)).nodes if line[-6:] in one.text]
    assert node.text.endswith(line.removeprefix(number)) and node.number in (number, "2")


def test_four_items_numbered_from_the_fourth_level_keep_their_numbers():
    items = ["一、四级响应", "二、三级响应", "三、二级响应", "四、一级响应"]
    text = "安澜县预案\n\n" + "\n\n".join(f"{item}\n\n做好工作。" for item in items)
    numbers = [one.number for one in parse(extract_pasted(text)).nodes if one.number]
    assert numbers == ["一、", "二、", "三、", "四、"]
