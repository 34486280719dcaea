"""What is to be done is a sentence and stays in the text, however short; a name is a heading."""

import pytest

from content.plans.domain.pipeline import extract_pasted, parse

TOP = "安澜县低温雨雪冰冻灾害应急预案\n一、处置\n"
BOTTOM = "\n（四）停水停电的，由供水供电单位抢修。\n二、附则\n自印发之日起施行。"
SIBLINGS = (
    "（一）各村逐户查看老人和病人，安排到集中安置点取暖，不漏一户一人，每两小时报一次。\n"
    "（二）道路结冰的，由交通部门撒盐除冰，封闭危险路段，通知过往车辆绕行，必要时请求支援。\n"
)


def third(text):
    [node] = [one for one in parse(extract_pasted(text)).nodes if one.number == "（三）"]
    return node


@pytest.mark.parametrize(
    "sentence",
    [
        "发现有人一氧化碳中毒的，立即开窗并拨打120。不得在室内用炭火取暖。",
        "发生险情时，组织群众转移。各村清点人数。",
        "收到预警后，停止户外作业。人员撤到安全地带。",
        "遇险立即撤离。不得返回取物。",
        "严禁在室内用炭火取暖。夜里也要开窗。",
        "各单位应当清点人数。少一人也要找。",
        "發現有人中毒的，立即開窗。不得在室內用炭火取暖。",
    ],
)
def test_a_sentence_between_sentences_is_read_as_one(sentence, nothing_lost):
    text = TOP + SIBLINGS + "（三）" + sentence + BOTTOM
    nothing_lost(parse(extract_pasted(text)), [])
    assert (third(text).heading, third(text).text) == ("", sentence)


def test_a_rule_for_a_case_is_a_sentence_also_where_its_siblings_have_names():
    named = "（一）排查\n各村逐户查看。\n（二）除冰\n交通部门撒盐。\n"
    sentence = "发现中毒的，立即开窗。拨打120。"
    assert third(TOP + named + "（三）" + sentence + BOTTOM).heading == ""


@pytest.mark.parametrize(
    "name",
    [
        "严禁炭火取暖",
        "加强监测，及时预警",
        "必须坚持的原则",
        "立即响应",
        "灾后恢复重建",
        "善后处置",
    ],
)
def test_a_name_between_names_is_a_heading(name):
    named = "（一）排查。各村逐户查看。\n（二）除冰。交通部门撒盐。\n"
    node = third(f"{TOP}{named}（三）{name}。各村逐户查看，一户不漏。{BOTTOM}")
    assert (node.heading, node.text) == (name, "各村逐户查看，一户不漏。")
