"""A point that stands below a duty of somebody is not one more duty of the same."""

import pytest

from content.plans.domain.actors import Said, actors_of, without_repeated


def said(anchor, text, heading="", label="", depth=0, above=""):
    return Said(anchor, "2 职责", label, heading, text, depth, "", above)


def cards(*clauses):
    return {
        actor.name: [
            (duty.sentence, [item.text for item in duty.items])
            for duty in without_repeated(actor).duties
        ]
        for actor in actors_of(clauses)
    }


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("县水利局承担下列工作：\n（1）负责汛情监测；\n（2）承担调度。", "县水利局"),
        ("主要职责：\n（1）负责汛情监测；\n（2）承担调度。", "县水利局"),
    ],
)
def test_points_of_the_same_text_stand_once(text, heading):
    ((lead, points),) = cards(said("a", text, heading))["县水利局"]
    assert text.startswith(lead) and points == ["（1）负责汛情监测；", "（2）承担调度。"]


def test_points_that_are_clauses_of_their_own_stand_once():
    ((_lead, points),) = cards(
        said("a", "县水利局主要职责：", "县水利局职责"),
        said("b", "负责汛情监测。", label="（1）", depth=1, above="县水利局职责"),
        said("c", "承担调度。", label="（2）", depth=1, above="县水利局职责"),
    )["县水利局"]
    assert points == ["负责汛情监测。", "承担调度。"]


def test_a_point_of_somebody_else_and_what_stands_elsewhere_stay():
    found = cards(
        said("a", "县水利局承担下列工作：\n（1）负责监测；\n（2）县气象局负责预报。", "分工"),
        said("b", "县水利局负责监测。", "其他"),
    )
    assert [sentence for sentence, _points in found["县气象局"]] == ["（2）县气象局负责预报。"]
    assert [sentence for sentence, _points in found["县水利局"]][-1] == "县水利局负责监测。"
