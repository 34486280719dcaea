"""Situation → action: our own plans as judged by hand, and the forms of a sentence."""

import json
from dataclasses import replace

import pytest

from content.plans.domain import situation_words, situations
from content.plans.domain.actor_items import passages
from content.plans.domain.situation_reader import LONGEST
from content.plans.domain.situations import cards_of, situations_of
from tests.samples.actors import DOCUMENTS, ROOT, said, said_in

JUDGED = json.loads((ROOT / "tests" / "data" / "situations.json").read_text(encoding="utf-8"))
"""Every card was read beside its clause: situation, beginning of the text, who, how soon."""


def cards(*texts):
    return list(cards_of([said(text) for text in texts]))


def told(text):
    return [(card.situation, card.text, card.actors, card.limit) for card in cards(text)]


@pytest.mark.parametrize("name", sorted(JUDGED))
def test_the_cards_of_our_own_documents_are_those_that_were_judged_by_hand(name):
    found = [
        [card.situation, card.text.strip()[:20], "、".join(card.actors), card.limit]
        for card in cards_of(said_in((DOCUMENTS / name).read_bytes(), name))
    ]
    assert found == JUDGED[name]


def test_a_card_is_word_for_word_and_cut_at_full_stops_and_semicolons_only():
    for file in sorted(DOCUMENTS.glob("*.*")):
        for card in cards_of(said_in(file.read_bytes(), file.name)):
            assert card.text in card.said.text
            before = card.said.text.split(card.text)[0].rstrip()
            assert not before or before[-1] in "。；！？" or before in card.said.text.split("\n")[0]
            assert card.text.rstrip()[-1] in "。；：！？"
            assert card.situation in card.text


@pytest.mark.parametrize(
    ("name", "situations"),
    [
        ("bortala-13th-five-year-plan.txt", [
            "突发事件发生后", "突发事件发生后", "较大以上各类突发事件应急处置结束后",
        ]),
        ("leping-14th-five-year-plan.txt", []),
        ("zengcheng-2015-work-plan.txt", ["遇緊急情況時"]),
    ],
)  # fmt: skip
def test_real_planning_documents_speak_of_few_situations(shared_plan, name, situations):
    found = cards_of(said_in(shared_plan(name), name))
    assert [card.situation for card in found] == situations


@pytest.mark.parametrize(
    ("text", "situation", "actors", "limit"),
    [
        ("发现泄漏的，县水利局应当在15分钟内关断。", "发现泄漏的", ("县水利局",), "15分钟内"),
        ("停电时，派人上门通知。", "停电时", (), ""),
        ("收到预警后，乡镇立即叫应村级责任人。", "收到预警后", ("乡镇人民政府",), "立即"),
        ("情况特别紧急的情况下，可以先启动。", "情况特别紧急的情况下", (), ""),
        ("响应期间，乡镇每2小时续报一次。", "响应期间", ("乡镇人民政府",), ""),
        ("当发生溃坝时，县水利局应当立即到场。", "当发生溃坝时", ("县水利局",), "立即"),
        ("转移指令解除前，不得返回。", "转移指令解除前", (), ""),
        ("未经县防指同意，队伍不得自行进入。", "未经县防指同意", (), ""),
        ("疏散时不乘电梯，不返回取物。", "疏散时", (), ""),
        ("遇漫水路段，停车掉头。", "遇漫水路段", (), ""),
        ("一旦发生险情，立即组织撤离。", "一旦发生险情", (), "立即"),
        ("如遇特殊情况，可以越级上报。", "如遇特殊情况", (), ""),
        ("主要负责同志外出时，由县长代行职责。", "主要负责同志外出时", ("县长",), ""),
        ("出现管涌后，县水利局派人到场。", "出现管涌后", ("县水利局",), ""),
        ("村（社区）发现火灾，立即拨打119。", "村（社区）发现火灾", ("村（社区）",), "立即"),
        ("县防指办公室接报后立即核实。", "县防指办公室接报后", ("县防指办公室",), "立即"),
        ("工作组应当在震后30分钟内出发。", "震后", ("工作组",), "30分钟内"),
        ("別處發生火災的，應當立即疏散。", "別處發生火災的", (), "立即"),
        (
            "1日内有3例以上，或者3日内有5例以上的，学校应当停课。",
            "1日内有3例以上，或者3日内有5例以上的", ("学校",), "",
        ),
    ],
)  # fmt: skip
def test_a_situation_is_found_in_the_forms_that_plans_use(text, situation, actors, limit):
    assert told(text) == [(situation, text, actors, limit)]


@pytest.mark.parametrize(
    "text",
    [
        "县水利局负责监测。",
        "必要时，请求支援。",
        "与此同时，做好统计。",
        "演练时通道畅通的，2分钟内到操场。",
        "造成30人以上死亡的，为特别重大事故。",
        "国家另有规定的，从其规定。",
        "迟报的，依法追究责任。",
        "防止发生次生事件，应当采取措施。",
        "符合条件之一的，启动相应级别的响应。",
        "地震预警是地震发生后，向公众发出的警报。",
        "收到橙色预警，或者水库出现险情。",
        "仍不能联络的，派人报告。",
        "应当建立健全先后有序、善后到位的机制。",
        "《防洪法》规定，发生洪水时，应当转移。",
        "坚持人民至上的，",
        "预案在执行中遇到的问题，由县应急管理局负责解释。",
        "因抢险救灾需要，可以依法征用物资。",
        "救援人员进入现场前，应当佩戴防护装备。",
        "",
        "的，",
        "；；；",
    ],
)
def test_what_names_no_situation_or_nothing_to_do_is_left_out(text):
    assert told(text) == []


def test_parts_that_are_alike_are_cards_of_their_own():
    text = "发布黄色预警的，护林员到岗；发布红色预警的，封闭林区；必要时请求支援。"
    assert [(card.situation, card.text) for card in cards(text)] == [
        ("发布黄色预警的", "发布黄色预警的，护林员到岗；"),
        ("发布红色预警的", "发布红色预警的，封闭林区；必要时请求支援。"),
    ]


def test_a_part_that_leans_on_what_stands_before_it_is_never_shown_alone():
    frame = "居民楼火灾时，出路没断的，离开；火封住出路的，退到房间等待。"
    assert [(one.situation, one.text) for one in cards(frame)] == [("居民楼火灾时", frame)]
    names = "组长不在校时，由副组长指挥；两人均不在校时，由值班人员指挥。"
    assert [(one.situation, one.text) for one in cards(names)] == [("组长不在校时", names)]
    level = "Ⅳ级：工作组出发；发现前兆的，群众立即转移。"
    assert [(one.situation, one.text) for one in cards(level)] == [("发现前兆的", level)]


def test_who_and_how_soon_are_of_the_part_that_the_situation_stands_in():
    text = "乡镇应当在2小时内报告；路断了的，县交通运输局在3小时内抢通。"
    assert [(one.situation, one.actors, one.limit) for one in cards(text)] == [
        ("路断了的", ("县交通运输局",), "3小时内"),
    ]
    (several,) = cards("发现险情的，村立即报告，最迟不超过15分钟。")
    assert several.limit == ""
    (length,) = cards("明火扑灭后，由专业队伍看守48小时。")
    assert length.limit == ""


def test_the_points_below_a_colon_belong_to_the_card():
    clauses = [
        said("有下列情形之一的，乡镇应当立即转移群众：", "4.1", anchor="head"),
        said("溪沟断流；", "（1）", depth=1),
        said("水库出险。", "（2）", depth=1),
    ]
    (card,) = cards_of(clauses)
    assert [item.label + item.text for item in card.items] == ["（1）溪沟断流；", "（2）水库出险。"]
    (alone,) = cards_of(clauses[:1])
    assert alone.is_open and not alone.items


def test_the_same_situation_in_two_clauses_is_one_but_not_where_it_points_at_what_follows():
    same = situations_of([said("转移时，先转移老人。"), said("转移的，不得返回。")])
    assert [(one.name, len(one.cards)) for one in same] == [("转移时", 2)]
    pointing = situations_of(
        [
            said("有下列情形之一的，应当报告：", anchor="a"),
            said("有下列情形之一的，应当撤离：", anchor="b"),
        ]
    )
    assert [len(one.cards) for one in pointing] == [1, 1]


def test_what_is_ordered_under_one_level_is_not_said_of_another():
    clauses = [
        replace(
            said("工作组在震后1小时内出发。"), chapter="响应", under=("响应", "Ⅰ级响应", "措施")
        ),
        replace(said("乡镇在震后2小时内报告。"), chapter="响应", under=("响应", "Ⅱ级响应", "措施")),
    ]
    assert [(one.name, one.where, len(one.cards)) for one in situations_of(clauses)] == [
        ("震后", ("Ⅰ级响应", "措施"), 1),
        ("震后", ("Ⅱ级响应", "措施"), 1),
    ]


@pytest.mark.parametrize("heading", ["预案管理", "附则", "培训与演练", "备案与公开"])
def test_what_is_done_with_a_plan_is_no_emergency(heading):
    assert list(cards_of([said("发生变化的，应当立即修订。", heading=heading)])) == []


def test_the_longest_sentence_that_opens_and_never_ends_gives_one_card_at_most():
    for mark in ("“", "（", "发现", "；", "，", "的，", "时，", "在", "或者", "发现险情的，"):
        words = mark * (LONGEST // len(mark))
        assert LONGEST - len(mark) < len(words) <= LONGEST
        assert len(list(cards_of([said(words)]))) <= 1


def test_each_piece_of_a_sentence_is_looked_at_once(monkeypatch):
    class Counted:
        asked = 0

        def match(self, piece):
            self.asked += 1

    place = Counted()
    monkeypatch.setattr(situation_words, "PLACE", place)
    assert cards("甲，" * 299 + "。") == []
    assert 0 < place.asked <= 300


@pytest.mark.parametrize("name", sorted(JUDGED))
def test_the_cards_of_one_clause_are_those_that_the_whole_text_has_of_it(name, monkeypatch):
    clauses = said_in((DOCUMENTS / name).read_bytes(), name)
    found = list(cards_of(clauses))
    read = []

    def remembered(clauses, at):
        read.append(clauses[at].anchor)
        return passages(clauses, at)

    monkeypatch.setattr(situations, "passages", remembered)
    for anchor in dict.fromkeys(card.said.anchor for card in found):
        read.clear()
        assert list(cards_of(clauses, only={anchor})) == [
            card for card in found if card.said.anchor == anchor
        ]
        # Whoever corrects one clause of a thousand waits for that one.
        assert set(read) <= {anchor}
