"""One actor has one card, under a name by which it can be known."""

import pytest

from tests.samples.actors import duties_in


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("8个乡镇在6月底前完成修订。", ["乡镇人民政府"]),
        ("全县8个乡镇应当建立台账。", ["乡镇人民政府"]),
        ("三个乡镇应当同时启动响应。", ["乡镇人民政府"]),
        ("全县60个村（社区）每年组织1次演练。", ["村（社区）"]),
        ("乡镇街道要组织开展应急演练。", ["乡镇人民政府"]),
        ("企事业单位应当编制预案。", ["企业事业单位"]),
        ("其他乡镇居民可以自愿报名。", ["其他乡镇居民"]),
        ("其他村民不得靠近现场。", ["其他村民"]),
        ("其他成员单位按照职责做好保障。", ["成员单位"]),
        ("其他有关部门应当配合。", ["有关部门"]),
    ],
)
def test_a_count_is_no_name_and_others_stay_others(sentence, names):
    assert list(duties_in(sentence)) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "其他人员不得擅自宣布。",
        "其他单位不得擅自发布。",
        "其他部门应当配合。",
        "2028年底前全部村组完成转移路线标识。",
        "各村组应当完成标识。",
    ],
)
def test_who_has_no_name_has_no_card(sentence):
    assert duties_in(sentence) == {}


def test_the_town_whose_text_it_is_has_one_card():
    found = duties_in("镇人民政府每年组织1次演练。", "本预案由青河镇人民政府负责解释。")
    assert list(found) == ["青河镇人民政府"] and len(found["青河镇人民政府"]) == 2
    found = duties_in("镇人民政府应当报告。", "本预案由安澜县青河镇人民政府制定。")
    assert "青河镇人民政府" in found and "镇人民政府" not in found


def test_another_town_is_not_the_town_whose_text_it_is():
    found = duties_in("镇人民政府应当报告。", "石桥镇人民政府应当通报水情。")
    assert sorted(found) == ["石桥镇人民政府", "镇人民政府"]
    found = duties_in("乡镇人民政府应当报告。", "本预案由各乡镇人民政府组织实施。")
    assert list(found) == ["乡镇人民政府"]
