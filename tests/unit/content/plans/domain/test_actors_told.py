"""Who acts in a clause by its words, and by what the editors say on top of them."""

from dataclasses import replace

import pytest

from content.plans.domain import serial
from content.plans.domain.actor_told import Acting, Told, retold
from content.plans.domain.actors import actors_of
from content.plans.domain.corrections.locating import Squeezed
from content.plans.domain.corrections.model import ACTORS, ROLES, Correction, CorrectionKind
from content.plans.domain.kept import dump, load
from content.plans.domain.pipeline import extract_pasted, parse
from content.plans.domain.situations import cards_of
from tests.samples.actors import said

NONE, NAMED, ADDED = CorrectionKind.NO_ACTOR, CorrectionKind.ACTOR_NAMED, CorrectionKind.ACTOR
TEXT = "县水利局负责汛情监测。县公安局负责维持秩序。路线由带队的人定。"
SECOND, THIRD = TEXT.index("县公安局"), TEXT.index("路线")


def told(*values, text=TEXT):
    """By actor its sentences, where the editors say `values` of a clause with this text."""
    clause = replace(said(text), told=tuple(Told(*one) for one in values))
    return {
        actor.name: [duty.sentence for duty in actor.duties] for actor in actors_of([clause])
    }  # fmt: skip


def test_one_who_does_not_act_is_left_out_of_all_sentences_of_the_clause():
    assert told((NONE, "县水利局")) == {"县公安局": ["县公安局负责维持秩序。"]}
    assert told((NONE, "县教育局")) == told()


def test_another_name_takes_the_sentences_of_the_one_that_was_read():
    found = told((NAMED, "县水利局", "县水务局"))
    assert found["县水务局"] == ["县水利局负责汛情监测。"] and "县水利局" not in found


def test_a_name_that_is_not_read_any_more_stands_where_the_editor_pointed():
    assert told((NAMED, "县教育局", "带队干部", THIRD))["带队干部"] == ["路线由带队的人定。"]


def test_one_who_is_added_acts_in_the_sentence_that_holds_the_place():
    for start in (THIRD, THIRD + 3, len(TEXT) - 1):
        assert told((ADDED, "带队干部", "", start))["带队干部"] == ["路线由带队的人定。"]
    assert told((ADDED, "县水利局", "", SECOND))["县水利局"] == [
        "县水利局负责汛情监测。", "县公安局负责维持秩序。",
    ]  # fmt: skip
    assert told((ADDED, "县水利局", "", 0)) == told()


def test_what_is_said_is_said_in_its_order():
    added, gone = (ADDED, "带队干部", "", THIRD), (NONE, "带队干部")
    assert "带队干部" not in told(added, gone)
    assert "带队干部" in told(gone, added)
    assert "包村干部" in told(added, (NAMED, "带队干部", "包村干部"))


def test_a_name_that_is_told_is_that_of_the_whole_text():
    text = "县防汛抗旱指挥部（以下简称县防指）负责指挥。路线由带队的人定。"
    added = (ADDED, "县防指", "", text.index("路线"))
    assert told(added, text=text) == {
        "县防汛抗旱指挥部": [
            "县防汛抗旱指挥部（以下简称县防指）负责指挥。", "路线由带队的人定。",
        ]
    }  # fmt: skip


def test_another_name_of_the_same_actor_is_the_one_that_was_told():
    text = "村委会负责巡查。"
    assert list(told(text=text)) == ["村（居）民委员会"]
    assert list(told((NAMED, "村（居）民委员会", "村委会"), text=text)) == ["村委会"]


def test_what_was_said_of_a_short_name_holds_when_a_later_text_says_what_it_stands_for():
    text = "县防汛抗旱指挥部（以下简称县防指）统一调度。县防指负责指挥。"
    assert told(text=text) and not told((NONE, "县防汛抗旱指挥部"), text=text)
    (left,) = told((NONE, "县防指"), text=text)
    assert left == "县防汛抗旱指挥部"
    assert told((NONE, "县防指"), text=text)[left] == [text[: text.index("县防指负责")]]


def test_nobody_is_added_to_a_clause_without_a_sentence():
    assert told((ADDED, "带队干部"), text="") == {}
    assert told((ADDED, "带队干部"), text=" \n ") == {}


@pytest.mark.parametrize(("text", "name"), [("责任单位：县水利局。", "县气象局")])
def test_one_who_is_added_below_a_task_has_the_whole_task_to_do(text, name):
    whole = f"开展汛前检查。\n{text}"
    found = told((ADDED, name, "", whole.index(text)), text=whole)
    assert found[name] == found["县水利局"] == [whole]


def test_a_card_of_a_situation_names_who_the_editors_say():
    text = "发现管涌的，县水利局应当立即到场。发现裂缝的，应当立即报告。"

    def cards(*values):
        clause = replace(said(text), told=tuple(Told(*one) for one in values))
        return [card.actors for card in cards_of([clause])]

    assert cards() == [("县水利局",), ()]
    assert cards((NONE, "县水利局")) == [(), ()]
    assert cards((NAMED, "县水利局", "县水务局")) == [("县水务局",), ()]
    assert cards((ADDED, "巡堤员", "", text.index("发现裂缝"))) == [("县水利局",), ("巡堤员",)]


ROWS = (
    ("工作任务", "牵头单位", "配合单位"),
    ("监测水情雨情", "县水利局", "县气象局"),
    ("维护治安秩序", "县公安局", "各乡镇"),
)


def test_rows_of_a_table_are_told_as_sentences_are():
    def of_table(*values):
        clause = replace(said(""), rows=ROWS, told=tuple(Told(*one) for one in values))
        return {
            actor.name: [(duty.sentence, duty.office) for duty in actor.duties]
            for actor in actors_of([clause])
        }

    water, peace = "监测水情雨情", "维护治安秩序"
    assert of_table((NONE, "县气象局"), (NONE, "县公安局")) == {
        "县水利局": [(water, "")], "乡镇人民政府": [(peace, "配合单位")],
    }  # fmt: skip
    renamed = of_table((NAMED, "县气象局", "县气象台"))
    assert renamed["县气象台"] == [(water, "配合单位")] and "县气象局" not in renamed
    assert of_table((ADDED, "县武警中队", "", 2))["县武警中队"] == [(peace, "")]
    assert of_table((ADDED, "县武警中队", "", 0)) == of_table()


def test_names_are_the_same_once():
    read = [[Acting("甲", "甲")], [Acting("乙", "乙")]]
    found = retold(read, [(0, 5), (5, 9)], [Told(NAMED, "甲", "乙"), Told(ADDED, "乙", "", 5)], str)
    assert found == [[Acting("乙", "乙")], [Acting("乙", "乙")]]


def test_what_is_told_lies_with_what_was_read_out():
    clause = replace(said(TEXT), told=(Told(str(ADDED), "带队干部", "", THIRD),))
    values = actors_of([clause])
    assert load(dump(values)) == values


PLAN = """安澜县防汛应急预案

1 总则

为了防汛，制定本预案。

2 处置

2.1 转移。县水利局负责测报。"路线"由带队的人定(dìng)。
到了以后清点人数。
"""


def at(words, kind=ADDED, name="带队干部", called=""):
    return Correction(
        kind, Squeezed(PLAN).locate(PLAN.index(words)), name=name, called=called
    )  # fmt: skip


@pytest.mark.parametrize("words", ["县水利局负责", '"路线"', "路线", "到了以后"])
def test_a_place_of_the_original_is_found_in_the_text_of_its_clause(words):
    parsed = parse(extract_pasted(PLAN), [at(words)])
    (found,) = parsed.told
    node = parsed.nodes[found.node]
    assert node.heading == "转移"
    assert node.text[found.told.start :].lstrip("“").startswith(words.strip('"')[:2])
    assert not parsed.notes or "correction_lost" not in [note.code for note in parsed.notes]
    assert serial.load(serial.dump(parsed)) == parsed


def test_what_is_told_changes_nothing_else_that_is_read():
    plain = parse(extract_pasted(PLAN))
    parsed = parse(extract_pasted(PLAN), [at("县水利局负责"), at("到了以后", NONE, "县水利局")])
    assert parsed.nodes == plain.nodes and parsed.spans == plain.spans
    assert [one.told.kind for one in parsed.told] == [ADDED, NONE]


def test_a_place_in_a_cell_is_its_row():
    lines = ["\t".join(row) for row in ROWS]
    text = "\n".join(["安澜县防汛应急预案", "", "一、分工", "", *lines])
    correction = Correction(ADDED, Squeezed(text).locate(text.index("维护治安")), name="县武警中队")
    parsed = parse(extract_pasted(text), [correction])
    (found,) = parsed.told
    assert parsed.nodes[found.node].table is not None
    assert found.told.start == 2


@pytest.mark.parametrize("words", ["安澜县防汛", "2 处置"])
def test_what_is_no_text_of_a_clause_is_noted(words):
    parsed = parse(extract_pasted(PLAN), [at(words)])
    assert not parsed.told
    (note,) = [note for note in parsed.notes if note.code == "correction_lost"]
    assert note.text.startswith("第 1 处改正没有用上") and "不在条文的正文里" in note.text


def test_words_that_are_gone_are_noted_with_the_number_of_their_correction():
    other = Correction(ADDED, Squeezed("别处的一句话。").locate(0), name="带队干部")
    parsed = parse(extract_pasted(PLAN), [at("县水利局负责"), other])
    (note,) = [note for note in parsed.notes if note.code == "correction_lost"]
    assert note.text.startswith("第 2 处改正没找到原句")
    assert len(parsed.told) == 1


def test_no_line_is_read_otherwise_for_who_acts_in_it():
    assert not ACTORS & ROLES
