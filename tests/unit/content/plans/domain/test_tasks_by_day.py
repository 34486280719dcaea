"""Where the words of a clause are parted into tasks: at points and at days."""

from datetime import date

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.tasks import TaskSource, tasks_of

PLACE = ("主要任务", "加强演练")


def source(text):
    return TaskSource(1, NodeKind.CLAUSE, PLACE[-1], text, PLACE)


def test_points_that_are_due_on_different_days_are_tasks_of_their_own():
    text = "一是在2026年底前完成县级预案修订。二是到2027年，村级预案编制率达到90%。三是加强备案。"
    found = tasks_of([source(text)], year=None)
    assert [(task.name, task.due) for task in found] == [
        ("在2026年底前完成县级预案修订", date(2026, 12, 31)),
        ("到2027年，村级预案编制率达到90%", date(2027, 12, 31)),
        ("加强备案", None),
    ]
    assert "".join(task.wording for task in found) == text


@pytest.mark.parametrize("unit", ["牵头单位：县水利局。", "（责任单位：县水利局）"])
def test_points_under_one_unit_are_not_due_on_the_day_of_another(unit):
    text = f"一是2026年6月底前完成甲工程；二是推进乙工程；三是2027年底前完成丙工程。{unit}"
    found = tasks_of([source(text)], year=None)
    assert [(task.name, task.due, task.leads) for task in found] == [
        ("2026年6月底前完成甲工程", date(2026, 6, 30), ("县水利局",)),
        ("推进乙工程", None, ("县水利局",)),
        ("2027年底前完成丙工程", date(2027, 12, 31), ("县水利局",)),
    ]
    assert "".join(task.wording for task in found) == text


def test_points_of_one_unit_among_others_are_due_on_their_own_days():
    text = (
        "一是2026年6月底前完成甲工程（责任单位：县教育局）；二是推进乙工程；"
        "三是2027年底前完成丙工程（责任单位：县水利局）。"
    )
    found = tasks_of([source(text)], year=None)
    assert [(task.due, task.leads) for task in found] == [
        (date(2026, 6, 30), ("县教育局",)),
        (None, ("县水利局",)),
        (date(2027, 12, 31), ("县水利局",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一是每年修订预案。二是加强备案。",
        "2026年底前做好以下工作：一是完成修订。二是完成编制。",
        "一是在2026年底前完成修订。二是在2026年底前完成编制。",
        "一是完成修订。二是完成编制。（责任单位：县应急局；完成时限：2027年底前）",
        "一是2026年6月底前完成修订。二是年底前完成编制。（完成时限：2027年底前）",
    ],
)
def test_points_of_one_deadline_or_under_one_stay_one_task(text):
    (found,) = tasks_of([source(text)], year=None)
    assert found.wording == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "在2026年底前完成县级修订，在2027年底前完成村级编制。",
            ["加强演练：在2026年底前完成县级修订", "加强演练：在2027年底前完成村级编制"],
        ),
        (
            "县级预案在2026年底前完成修订，村级预案编制，在2027年底前完成。",
            ["加强演练：县级预案在2026年底前完成修订", "加强演练：村级预案编制，在2027年底前完成"],
        ),
        (
            "持证志愿者到2026年达到12人，到2027年达到200人以上。",
            ["加强演练：持证志愿者到2026年达到12人", "加强演练：持证志愿者到2027年达到200人以上"],
        ),
        (
            "建设平台，2026年底前上线运行。加强维护，并在2027年底前覆盖乡镇。（责任单位：县应急局）",
            ["加强演练：建设平台，2026年底前上线运行", "加强演练：在2027年底前覆盖乡镇"],
        ),
        (
            "2026年底前做好以下工作：一是完成修订。二是到2027年底前完成编制。",
            ["加强演练：2026年底前做好以下工作：一是完成修订", "加强演练：到2027年底前完成编制"],
        ),
    ],
)
def test_a_sentence_that_names_two_days_is_two_tasks_each_with_its_own(text, names):
    first, second = tasks_of([source(text)], year=None)
    assert [first.name, second.name] == names
    assert (first.due, second.due) == (date(2026, 12, 31), date(2027, 12, 31))
    assert first.leads == second.leads
    assert first.wording + "，" + second.wording == text or first.wording + second.wording == text


@pytest.mark.parametrize(
    "text",
    [
        "2026年底前、2027年底前分别完成县级和村级修订。",
        "到2026年、2027年分别达到12人、200人。",
        "完成修订（县级2026年底前，村级2027年底前）。",
    ],
)
def test_two_days_that_no_comma_parts_are_no_day_of_the_task(text):
    (found,) = tasks_of([source(text)], year=None)
    assert found.deadline and found.due is None


def test_a_sentence_that_begins_with_its_day_is_called_by_its_own_words():
    text = (
        "四个专项预案各演练1次，其中防汛演练在5月15日前完成，森林火灾演练在9月底前完成。"
        "责任单位：县应急管理局。"
    )
    found = tasks_of([source(text)], year=2026, yearly=True)
    assert [(task.name, task.due) for task in found] == [
        (
            "加强演练：四个专项预案各演练1次，其中防汛演练在5月15日前完成",
            date(2026, 5, 15),
        ),
        ("加强演练：森林火灾演练在9月底前完成", date(2026, 9, 30)),
    ]


def test_half_a_year_between_two_days_has_a_task_of_its_own():
    text = "力争2027年6月建成，2027年下半年试运行，2028年底前投用。"
    found = tasks_of([source(text)], year=None)
    assert [task.due for task in found] == [
        date(2027, 6, 30), date(2027, 12, 31), date(2028, 12, 31),
    ]  # fmt: skip
    assert found[1].name == "加强演练：2027年下半年试运行"


def test_who_does_the_first_half_of_a_sentence_does_the_second():
    text = "由县应急局牵头在2026年底前完成县级修订，在2027年底前完成村级编制。加强备案。"
    first, second = tasks_of([source(text)], year=None)
    assert first.leads == second.leads == ("县应急局",)


def test_points_of_a_clause_that_was_decided_on_whole_stay_one_task():
    text = "一是在2026年底前完成修订。二是在2027年底前完成编制。"
    (found,) = tasks_of([source(text)], year=None, decided={1: [text]})
    assert (found.wording, found.due) == (text, date(2027, 12, 31))
    half = "一是在2026年底前完成修订，在2027年底前完成编制。"
    text = f"{half}二是加强备案。"
    first, second = tasks_of([source(text)], year=None, decided={1: [half]})
    assert (first.wording, first.due) == (half, date(2027, 12, 31)) and second.name == "加强备案"
