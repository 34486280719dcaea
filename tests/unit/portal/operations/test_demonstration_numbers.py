"""Numbers that the documents of the demonstration share: who is moved at which level, who starts
it, how soon is reported, and what questions and lessons say of it."""

import json
import re

import pytest

from tests.samples.demonstration import COURSE, QUESTIONS, document

MOVED = re.compile(r"紧急转移(?:安置)?(\d+)人以上(?:、不足(\d+)人)?")


def levels(stem: str, heading: str) -> list[str]:
    """What stands under `heading` for each of the levels Ⅰ to Ⅳ."""
    text = document(stem)
    return re.split(r"[ ）][ⅠⅡⅢⅣ]级", text[text.index(heading) :])[1:5]


@pytest.mark.parametrize(
    ("stem", "heading"),
    [
        ("general-plan", "4.3.1 响应级别"),
        ("earthquake-plan", "4.3.1 县级响应启动条件"),
        ("flood-drought-plan", "4.3.1 防汛响应启动条件"),
        ("forest-fire-plan", "4.3.1 县级响应启动条件"),
    ],
)
def test_plans_move_the_same_number_of_people_at_the_same_level(stem, heading):
    found = [MOVED.search(row) for row in levels(stem, heading)]
    assert [row and row.groups() for row in found] == [
        ("1000", None),
        ("300", "1000"),
        ("100", "300"),
        ("1", "100"),
    ]


@pytest.mark.parametrize(
    ("stem", "heading"),
    [
        ("general-plan", "4.3.1 响应级别"),
        ("earthquake-plan", "4.3.1 县级响应启动条件"),
        ("flood-drought-plan", "4.3.1 防汛响应启动条件"),
        ("forest-fire-plan", "4.3.1 县级响应启动条件"),
        ("public-health-plan", "4.3.1 响应级别"),
    ],
)
def test_every_plan_has_a_level_started_by_the_same_rank(stem, heading):
    first, second, third, fourth = levels(stem, heading)
    assert "县应急委主任" in first and "县应急委主任" in second
    assert "指挥长" in third and "县应急委主任" not in third
    assert "办公室主任" in fourth.splitlines()[0]


WARNING = re.compile(r"(暴雨|山洪灾害气象风险)(橙色|红色)")


def test_a_red_warning_starts_a_higher_level_than_the_orange_one_of_its_kind():
    rows = levels("flood-drought-plan", "4.3.1 防汛响应启动条件")
    # The last row runs on to the next Ⅳ级, which stands in 4.3.2: of each, its first line.
    started = {
        found: level
        for level, row in enumerate(rows)
        for found in WARNING.findall(row.split("\n")[0])
    }
    assert {kind for kind, _colour in started} == {"暴雨", "山洪灾害气象风险"}
    for kind in ("暴雨", "山洪灾害气象风险"):
        assert started[kind, "红色"] < started[kind, "橙色"]


def test_the_town_moves_everybody_where_the_county_does():
    """Both red warnings start Ⅲ, at which the plan of the county moves all who live in danger."""
    county, town = document("flood-drought-plan"), document("town-plan")
    actions = county[county.index("4.3.2 防汛响应行动") :]
    assert "群众全部转移" in actions[actions.index("Ⅲ级：") : actions.index("Ⅱ级：")]
    assert "收到其中任何一种红色预警，危险区、低洼处的群众全部转移" in town


@pytest.mark.parametrize(
    ("stem", "heading"),
    [
        ("general-plan", "4.1.1 报告时限"),
        ("earthquake-plan", "4.1.2 灾情速报"),
        ("flood-drought-plan", "4.1.1 报告时限"),
        ("forest-fire-plan", "4.1.2 报告时限"),
        ("town-plan", "1.报告时限"),
    ],
)
def test_a_village_has_a_quarter_of_an_hour_and_a_town_half_an_hour(stem, heading):
    text = document(stem)
    clause = text[text.index(heading) :][:420]
    assert clause.index("15分钟") < clause.index("30分钟") < clause.index("1小时内补报")


def test_the_lesson_shows_the_magnitudes_of_the_plan():
    plan = document("earthquake-plan")
    lesson = json.dumps(COURSE["lessons"][1], ensure_ascii=False)
    for level in ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"):
        row = re.search(rf"^\| {level}级 \| (.+?) \| (.+?) \|", plan, re.MULTILINE)
        assert row
        shown = re.search(rf"\| {level}级 \| (.+?) \| (.+?) \|", lesson)
        assert shown and shown[2] == row[2]
        assert re.findall(r"\d\.0级(?:以上)?", shown[1]) == re.findall(r"\d\.0级(?:以上)?", row[1])


# The national rule a county rule is compared with.
COMPARED = {("q-ph-01", "24小时")}


@pytest.mark.parametrize(
    "question", [pytest.param(q, id=q["id"]) for q in QUESTIONS if "document" in q["source"]]
)
def test_a_number_in_an_explanation_stands_in_the_document(question):
    text = document(question["source"]["document"]) + question["stem"]
    text += "".join(option["text"] for option in question.get("options", []))
    for number in re.findall(
        r"\d+(?:\.\d+)?(?:分钟|小时|日|级|例|升|周岁|次)", question["explanation"]
    ):
        if (question["id"], number) not in COMPARED:
            # 5分钟 does not stand in 15分钟.
            assert re.search(rf"(?<![\d.]){re.escape(number)}", text), number
