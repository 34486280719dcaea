"""Goals that a planning document states without a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.goals import bare_goals_of
from content.plans.domain.parse import NodeKind
from content.plans.domain.quantities import quantities
from content.plans.domain.targets import TargetSource, targets_of

UNDER = ("二、总体要求", "（三）主要目标")
GOALS = (
    "应急管理体系基本健全。",
    "公众避险自救能力明显提升。",
    "全社会应急意识进一步增强。",
    "形成统一指挥、上下联动的应急管理体制。",
)
NO_GOALS = (
    "持证应急志愿者不少于200人。",
    "重点目标包括：",
    "“十三五”期间，应急能力已经明显提升。",
    "示范社区，是指应急体系基本健全的社区。",
    "本规划由县人民政府印发。",
    "健全。",
)


def goals(text, headings=UNDER):
    source = TargetSource(7, NodeKind.CLAUSE, text, headings)
    return [one.sentence for one in bare_goals_of(source)]


@pytest.mark.parametrize("sentence", GOALS)
def test_a_goal_without_a_number_is_found_under_a_heading_of_goals(sentence):
    assert goals(sentence) == [sentence]


@pytest.mark.parametrize("sentence", NO_GOALS)
def test_numbers_history_definitions_and_other_sentences_are_none(sentence):
    assert goals(sentence) == []


def test_elsewhere_only_a_sentence_with_a_deadline_is_a_goal():
    tasks = ("三、主要任务", "（一）完善预案体系")
    assert goals("预案体系进一步完善。", tasks) == []
    assert goals("到2030年，预案体系进一步完善。", tasks) == ["到2030年，预案体系进一步完善。"]


@pytest.mark.parametrize("heading", ["一、现状与形势", "（二）基本原则", "五、保障措施"])
def test_under_review_principles_and_safeguards_nothing_is_a_goal(heading):
    assert goals(GOALS[0], (heading, "（三）主要目标")) == []


def test_traditional_script_is_read_alike_and_kept():
    assert goals("應急管理體系基本健全。", ("主要目標",)) == ["應急管理體系基本健全。"]


@given(st.lists(st.sampled_from([*GOALS, *NO_GOALS, "无关的话。", "\n", "　"]), max_size=12))
def test_each_goal_is_its_own_stretch_of_the_text_and_holds_no_number(parts):
    text = "".join(parts)
    end = 0
    for one in bare_goals_of(TargetSource(1, NodeKind.CLAUSE, text, UNDER)):
        assert end <= one.start < one.end and text[one.start : one.end] == one.sentence
        assert one.sentence == one.sentence.strip() and not list(quantities(one.sentence))
        end = one.end


def test_a_counted_number_is_a_number_whatever_its_direction():
    assert goals("形成覆盖全县的避难场所20处。") == []
    assert goals("到2030年，形成统一指挥的应急管理体制。") == [
        "到2030年，形成统一指挥的应急管理体制。"
    ]


@pytest.mark.parametrize(
    ("headings", "text", "name"),
    [
        (("主要目标", "公众应急知识知晓率"), "", "公众应急知识知晓率"),
        (UNDER, "强化科普，提高公众应急知识知晓率。", "公众应急知识知晓率"),
        (("主要目标", "灾害信息员"), "", "灾害信息员"),
    ],
)
def test_a_number_without_a_name_takes_that_of_the_words_before_it(headings, text, name):
    unit = "人" if name == "灾害信息员" else "%"
    text += f"由2020年的35{unit}提高到2025年的60{unit}。"
    (draft,) = targets_of([TargetSource(7, NodeKind.CLAUSE, text, headings)], "planning")
    assert (draft.subject, draft.value, draft.baseline) == (name, "60", "35")


@pytest.mark.parametrize("before", ["", "加强培训。"])
def test_a_number_that_nothing_names_is_left_to_the_editor_with_a_note(before):
    said = "由2020年的35%提高到2025年的60%。"
    source = TargetSource(7, NodeKind.CLAUSE, before + said, UNDER)
    assert targets_of([source], "planning") == []
    (goal,) = bare_goals_of(source)
    assert goal.sentence == said and goal.nameless


def test_a_number_with_its_name_is_no_goal_without_one():
    assert goals("知晓率由2020年的35%提高到2025年的60%。") == []
