"""Response levels by the words of a text, and by what the editors say on top of them."""

import pytest

from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import Correction, CorrectionKind
from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.responses import ladders_of
from tests.samples.responses import parts_of

WHEN, BY, DONE = (
    CorrectionKind.LEVEL_WHEN, CorrectionKind.LEVEL_BY, CorrectionKind.LEVEL_DONE,
)  # fmt: skip
WHOLE, NONE = CorrectionKind.LEVEL, CorrectionKind.NO_LEVEL
HEAVY, LIGHT = "Ⅰ级", "Ⅱ级"

PLAN = """安澜县防汛应急预案

1 应急响应

1.1 响应启动条件

Ⅰ级：水位超过保证水位的。

河水漫过堤顶就算严重。

1.2 Ⅰ级响应行动

县长到场指挥。值班室记录。

1.3 第二档怎么办

（1）什么时候

水位到了警戒线。

（2）措施

乡镇转移群众。

1.4 其他

指挥长说了算。遇到下面两种：

（1）断电；

（2）断路。
"""


def read(*told, text=PLAN):
    """By level what it says, where the editors say `told`: (kind, words, levels)."""
    corrections = [
        Correction(kind, Squeezed(text).locate(text.index(words)), called=called)
        for kind, words, called in told
    ]
    parsed = parse(extract_pasted(text), corrections)
    assert not [note for note in parsed.notes if note.code == "correction_lost"]
    return {
        response.name: [
            [one.text for one in part]
            for part in (response.conditions, response.deciders, response.actions)
        ]
        for ladder in ladders_of(parts_of(parsed))
        for response in ladder.responses
    }


def test_what_is_read_by_itself():
    assert read() == {
        HEAVY: [["水位超过保证水位的。"], [], ["县长到场指挥。值班室记录。"]],
    }


@pytest.mark.parametrize(("kind", "place"), [(WHEN, 0), (BY, 1), (DONE, 2)])
def test_a_sentence_that_was_missed_is_what_the_editor_says_it_is(kind, place):
    found = read((kind, "河水漫过", HEAVY))[HEAVY]
    assert "河水漫过堤顶就算严重。" in found[place]
    assert sum("河水漫过堤顶就算严重。" in part for part in found) == 1


def test_a_level_that_was_not_read_joins_the_ladder_that_was():
    found = read((WHEN, "河水漫过", LIGHT), (DONE, "乡镇转移", f"{HEAVY}、{LIGHT}"))
    assert found[LIGHT] == [["河水漫过堤顶就算严重。"], [], ["乡镇转移群众。"]]
    assert found[HEAVY][2][-1] == "乡镇转移群众。"


def test_a_sentence_that_says_nothing_of_a_level_is_taken_out_and_the_rest_stays():
    assert read((NONE, "值班室", ""))[HEAVY][2] == ["县长到场指挥。"]
    assert read((NONE, "县长到场", ""), (DONE, "值班室", HEAVY))[HEAVY][2] == ["值班室记录。"]
    assert read((NONE, "Ⅰ级：水位", "")) == {}


def test_a_wrong_level_and_a_wrong_part_are_mended():
    assert read((WHEN, "Ⅰ级：水位", LIGHT)) == {
        HEAVY: [[], [], ["县长到场指挥。值班室记录。"]],
        LIGHT: [["Ⅰ级：水位超过保证水位的。"], [], []],
    }
    assert read((BY, "县长到场", HEAVY))[HEAVY][1:] == [["县长到场指挥。值班室记录。"], []]


def test_a_heading_is_of_a_level_with_all_below_it():
    found = read((WHOLE, "第二档", LIGHT))
    assert found[LIGHT][2][-1] == "乡镇转移群众。"
    assert "水位到了警戒线。" in found[LIGHT][2]
    found = read((WHOLE, "第二档", LIGHT), (WHEN, "什么时候", LIGHT))
    assert found[LIGHT] == [["水位到了警戒线。"], [], ["乡镇转移群众。"]]
    found = read((WHEN, "什么时候", LIGHT), (DONE, "（2）措施", LIGHT))
    assert found[LIGHT] == [["水位到了警戒线。"], [], ["乡镇转移群众。"]]


def test_a_heading_that_is_no_level_takes_all_below_it_out():
    assert read((NONE, "1.2 Ⅰ级响应行动", ""))[HEAVY][2] == []
    assert read((NONE, "1 应急响应", "")) == {}


def test_points_below_a_colon_go_with_the_sentence_above_them():
    found = read((WHEN, "遇到下面", LIGHT))
    assert found[LIGHT][0] == ["遇到下面两种：", "（1）断电；", "（2）断路。"]
    found = read((WHEN, "遇到下面", LIGHT), (NONE, "断路", ""))
    assert found[LIGHT][0] == ["遇到下面两种：", "（1）断电；"]


def test_who_starts_it_is_said_in_another_clause():
    told = (BY, "指挥长说了算", HEAVY), (NONE, "遇到下面", "")
    assert read(*told)[HEAVY][1] == ["指挥长说了算。"]


def test_all_levels_of_a_text_in_which_none_was_read():
    text = "安澜县防汛应急预案\n\n1 分档\n\n水大了就算严重。\n\n2 做法\n\n全员上堤。\n"
    assert read(text=text) == {}
    assert read((WHEN, "水大了", HEAVY), (DONE, "全员", HEAVY), text=text) == {
        HEAVY: [["水大了就算严重。"], [], ["全员上堤。"]],
    }


TABLE = """安澜县防汛应急预案

一、总则

为了防汛，制定本预案。

二、响应分级

级别\t启动条件\t启动决定
Ⅰ级\t水位超过保证水位\t县长
第二档\t水位超过警戒水位\t副县长
"""


def test_rows_and_cells_of_a_table_are_told():
    heavy = [["水位超过保证水位"], ["县长"], []]
    assert read(text=TABLE) == {HEAVY: heavy}
    found = read((WHOLE, "第二档", LIGHT), text=TABLE)
    assert found == {HEAVY: heavy, LIGHT: [["水位超过警戒水位"], ["副县长"], []]}
    found = read((DONE, "水位超过保证", HEAVY), text=TABLE)
    assert found == {HEAVY: [[], ["县长"], ["水位超过保证水位"]]}
    assert read((NONE, "Ⅰ级", ""), text=TABLE) == {}
    found = read((NONE, "县长", ""), text=TABLE)
    assert found == {HEAVY: [["水位超过保证水位"], [], []]}
