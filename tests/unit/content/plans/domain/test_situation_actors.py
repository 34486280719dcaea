"""Who acts on a card: everybody that the part names, or nobody."""

import pytest

from content.plans.domain.situations import cards_of
from tests.samples.actors import said


def told(text):
    return [(card.actors, card.limit) for card in cards_of([said(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "村（社区）掌握老人的住址，震后由帮扶人首先查看并协助转移。",
        "县地震局发现地震谣言后，应当在2小时内报告，由值班室另行澄清。",
        "发现险情的，村应当立即报告，由包村人带队转移。",
        "发布黄色预警的，护林员全部到岗，暂停审批野外用火。",
        "收到预警后，巡查人员到岗，宣布停止景区经营。",
        "医疗机构、学校等单位，以及执行职务的医务人员、检疫人员等，发现可疑情况，应当报告。",
        "收到预警后，转移责任人到岗，低洼处的老幼病残人员先转移。",
        "发生火灾时，县消防救援大队赶赴现场，山上的游客和务工人员立即撤离。",
    ],
)
def test_where_a_second_one_cannot_be_told_nobody_is_named_and_no_limit_is_set(text):
    assert told(text) == [((), "")]


@pytest.mark.parametrize(
    ("text", "actors", "limit"),
    [
        ("转移时由村干部带队，沿公路撤离。", ("村干部",), ""),
        ("明火扑灭后，由专业队伍清理余火，看守人员应当看守。", ("专业队伍", "看守人员"), ""),
        ("发现火灾的，任何单位和个人应当立即报警。", ("任何单位和个人",), "立即"),
        ("收到预警后，乡镇应当在15分钟内通知到村。", ("乡镇人民政府",), "15分钟内"),
        ("组长不在校时，由副组长指挥。", ("副组长",), ""),
        ("由于道路中断无法到达的，乡镇应当立即报告。", ("乡镇人民政府",), "立即"),
        ("接到指令后，县公安局封闭道路，暂停通行。", ("县公安局",), ""),
        ("发现损坏的由管理单位在7日内修复。", (), "7日内"),
        ("发现泄漏的，县水利局应当在15分钟内关断，报告县防指。", ("县水利局",), "15分钟内"),
    ],
)
def test_whoever_is_the_only_one_or_named_with_all_others_stays(text, actors, limit):
    assert told(text) == [(actors, limit)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "村（社区）发现突发事件，立即电话报告镇应急办；镇应急办接报后立即报告县应急委办公室。",
            ("村（社区）", "镇应急办"),
        ),
        (
            "水库大坝出现裂缝的，县水利局应当立即降低水位；下游乡镇根据命令转移群众。",
            ("县水利局", "下游乡镇"),
        ),
        ("发现缺员，班主任立即报告；由教师和救援人员查找。", ("班主任", "教师", "救援人员")),
        ("收到通知后，县、乡镇人民政府应当到岗。", ("县人民政府", "乡镇人民政府")),
    ],
)
def test_all_who_act_in_what_is_shown_are_named_in_its_order(text, actors):
    assert told(text) == [(actors, "")]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("储罐受火焰烘烤时，用水冷却罐体；巡检人员立即撤离。", ""),
        ("发现山火马上报警，报告村里；村民不得自行上山扑救。", "马上"),
        ("指挥部办公室接报后应当在20分钟内研判；有权决定的负责同志应当在10分钟内决定。", ""),
    ],
)
def test_nobody_is_named_where_only_a_part_of_what_is_shown_says_who(text, limit):
    assert told(text) == [((), limit)]


def test_who_acts_before_the_situation_or_on_a_card_of_their_own_is_not_named_on_this_one():
    before = "护林员每日巡护；接到核查通知的，乡镇应当在30分钟内派人核查。"
    assert told(before) == [(("乡镇人民政府",), "30分钟内")]
    alike = "发布黄色预警的，护林员应当到岗；发布橙色预警的，村（社区）应当值守。"
    assert told(alike) == [(("护林员",), ""), (("村（社区）",), "")]
