"""What looks like a subject and is a fact, an adverb or a list of who is in a group."""

import pytest

from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actors import actors_of
from tests.samples.actors import duties_in, said


@pytest.mark.parametrize(
    "sentence",
    [
        "上坪村有6个村民小组，应当逐户登记。",
        "全镇下辖十二个村，负责巡查。",
        "待风力减弱后再组织扑救。",
        "统一组织扑救。",
        "组长：值班长  副组长：安全员",
        "指挥长：县长；副指挥长：分管副县长；成员：县水利局局长。",
        "组长：校长。",
    ],
)
def test_nobody_is_told_something(sentence):
    assert duties_in(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("县公安局：负责火案侦破，协同县林业局开展查处。", {"县公安局"}),
        ("由指挥长报县委主要负责同志同意后，启动Ⅰ级响应。", {"指挥长"}),
        ("由县气象局预报雨情。", set()),
        ("每个村每年至少开展2次转移演练。", {"村（社区）"}),
        ("再生资源公司应当供应物资。", {"再生资源公司"}),
        ("待命人员应当在30分钟内出动。", {"待命人员"}),
        ("社会组织应当服从指挥。", {"社会组织"}),
        ("县气象预报中心负责预报。", {"县气象预报中心"}),
        ("申报单位应当提供材料。", {"申报单位"}),
        ("组长：负责全面指挥。", {"组长"}),
        ("组长：组织疏散，清点人数。", {"组长"}),
        ("后勤保障组负责供餐。", {"后勤保障组"}),
    ],
)
def test_who_is_told_something_is_read_with_the_words_around_them(sentence, names):
    assert set(duties_in(sentence)) == names


def test_a_group_of_villagers_is_no_mention_of_the_village():
    clauses = [said("每个村应当巡查。"), said("每个村（居）民小组确定1名责任人。")]
    (village,) = [
        one for one in with_mentions(actors_of(clauses), clauses) if one.name == "村（社区）"
    ]
    assert village.names == ("每个村",) and not village.mentions
