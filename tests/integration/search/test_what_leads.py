"""What may lead: no steps for a danger nobody named, no card that holds only common words.

Over the texts of the demonstration county, which has one guide: of earthquakes.
"""

import pytest

from search import selectors
from search.documents.services import row_of
from search.indexing.entries import entry

ADVICE = {"guide", "lesson", "course"}


def about(document) -> frozenset[str]:
    return frozenset(entry(row_of(document)).hazards)


def leading(answer: selectors.Answer, held) -> set[str]:
    return {held[hit.key].kind for group in answer.groups for hit in group.hits}


# None of these may ever enter the list of words for hazards: the rule must hold without it.
@pytest.mark.parametrize(
    "typed",
    [
        "孩子掉窟窿里了", "孩子吞了硬币", "果冻卡住了怎么办", "奶奶摔倒了起不来",
        "孩子被绳子勒住脖子",
        "手被卷进机器", "孩子走失了", "宝宝锁在车里", "孩子被锁车里", "爸爸打我", "我好怕",
        "烫到了",
        "热水器洗澡晕倒", "广播里说快跑", "孩子摸插座", "喝醉了叫不醒", "老人走丢了往哪找",
        "树倒砸人", "石头滚下来", "车门打不开", "刀割了手", "肚子疼得受不了了", "羊水破了打120",
    ],
)  # fmt: skip
def test_steps_for_a_danger_nobody_named_need_every_word_that_tells(ask, held, typed) -> None:
    answer = ask(typed)
    assert answer.plan.asked is None
    assert leading(answer, held).isdisjoint(ADVICE)
    assert answer.best is None or held[answer.best.key].kind not in ADVICE
    assert answer.is_loosened or not answer.total or leading(answer, held) == {"clause"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("被压住了怎么办", "guide:during:8"), ("在电梯里怎么办", "guide:during:3"),
        ("家具固定", "guide:before"), ("躲桌子底下", "guide:during"), ("应急包", "guide:before"),
    ],
)  # fmt: skip
def test_steps_that_hold_them_are_found_after_all_else(ask, held, typed: str, key: str) -> None:
    answer = ask(typed)
    kinds = [held[group.hits[0].key].kind for group in answer.groups]
    assert key in {hit.key for group in answer.groups for hit in group.hits}
    assert kinds == sorted(kinds, key=lambda kind: kind in ADVICE)
    assert answer.best is None or held[answer.best.key].kind not in ADVICE


@pytest.mark.parametrize(
    "typed",
    [
        "孩子留在车里",
        "在电梯里怎么办",
        "要不要关火",
        "房子要倒了",
        "被柜子压住",
        "广告牌掉下来",
        "柜子倒了压住孩子",
    ],
)
def test_no_card_tells_what_to_do_in_a_danger_nobody_named(ask, held, typed: str) -> None:
    """Each of its words stands in the guide."""
    best = ask(typed).best
    assert best is None or held[best.key].kind == "clause"


@pytest.mark.parametrize(
    "typed",
    [
        "大坝塌了", "大坝塌了怎么办", "大坝要塌", "大坝倒塌空旷", "水库大坝倒塌了", "下游大坝塌了",
        "青石水库大坝塌了", "水库要塌了", "滑坡倒塌", "滑坡空旷地带", "滑坡引导群众去哪",
        "滑坡撤离",
        "泥石流倒塌", "洪水晃动",
    ],
)  # fmt: skip
def test_no_card_comes_from_the_chapter_for_another_hazard(ask, held, typed: str) -> None:
    best = ask(typed).best
    assert best is None or "地震" not in " ".join(held[best.key].path)


@pytest.mark.parametrize(
    "typed",
    [
        "煤气中毒打120", "煤气中毒送医院", "煤气中毒食品", "煤气中毒停止供应",
        "一氧化碳中毒拨打120",
        "烧炭中毒打120", "中毒送医院", "中毒打120", "爆炸打119",
    ],
)  # fmt: skip
def test_one_word_for_several_hazards_brings_no_steps_for_the_wrong_one(ask, typed: str) -> None:
    assert ask(typed).best is None


@pytest.mark.parametrize("typed", ["煤气中毒打120", "煤气中毒送医院", "一氧化碳中毒学校"])
def test_where_the_query_says_which_the_others_are_not_even_listed(ask, held, typed) -> None:
    for group in ask(typed).groups:
        for hit in group.hits:
            assert "食物" not in f"{held[hit.key].path}{held[hit.key].text}", typed


@pytest.mark.parametrize("typed", ["食物中毒怎么办", "学校食物中毒"])
def test_food_poisoning_still_finds_its_clauses(ask, held, typed: str) -> None:
    texts = [held[hit.key].text for group in ask(typed).groups for hit in group.hits]
    assert any("停止供餐" in text for text in texts)


@pytest.mark.parametrize("typed", ["草原起火", "地震在厕所", "小孩溺水", "晃得站不住", "地震 检查"])
def test_no_card_tells_those_in_charge_how_to_inquire_or_to_store(ask, held, typed) -> None:
    best = ask(typed).best
    assert best is None or held[best.key].kind == "guide"


def test_it_is_said_where_only_chapters_for_another_hazard_name_it(ask) -> None:
    answer = ask("滑坡空旷地带")
    assert answer.total and answer.is_foreign


@pytest.mark.parametrize("typed", ["大坝塌了", "大坝倒塌空旷", "大坝要塌了", "水库垮了"])
def test_under_a_dam_nobody_is_led_to_open_ground(ask, held, typed: str) -> None:
    answer = ask(typed)
    assert not any("空旷" in held[hit.key].text for group in answer.groups for hit in group.hits)
    assert answer.unwritten == ("洪水",)


@pytest.mark.parametrize("typed", ["洪水", "地震", "火灾 疏散", "煤气泄漏", "应急演练"])
def test_what_is_about_the_hazard_stands_before_what_names_it(ask, held, typed: str) -> None:
    answer = ask(typed)
    asked = answer.plan.asked.slugs if answer.plan.asked else frozenset()
    keys = [group.hits[0].key for group in answer.groups]
    foreign = [bool(of := about(held[key])) and of.isdisjoint(asked) for key in keys]
    assert not answer.is_foreign
    assert foreign == sorted(foreign) or not asked


def test_who_asks_for_it_is_given_it(ask, held) -> None:
    keys = [hit.key for group in ask("森林火灾 火因调查").groups for hit in group.hits]
    assert "查明起火原因" in held[keys[0]].text


@pytest.mark.parametrize(
    "typed",
    [
        "地震后闻到煤气味", "震后闻到煤气", "地震过后煤气味怎么办", "地震后闻到燃气味",
        "余震煤气泄漏",
        "地震煤气泄漏",
    ],
)  # fmt: skip
def test_gas_after_an_earthquake_leads_to_the_step_of_the_guide(ask, typed: str) -> None:
    answer = ask(typed)
    assert answer.best is not None and answer.best.key == "guide:after"
    assert answer.unwritten == ("燃气",)


@pytest.mark.parametrize("typed", ["大地在抖", "床在抖", "屋子抖起来了", "地牛翻身", "桌子抖"])
def test_an_earthquake_told_in_several_words_leads_to_what_to_do_now(ask, typed: str) -> None:
    assert ask(typed).groups[0].hits[0].key == "guide:during"


@pytest.mark.parametrize("typed", ["地震来了往哪跑", "地震往哪跑"])
def test_where_to_run_has_a_card(ask, typed: str) -> None:
    assert ask(typed).best.key == "guide:during"


WHERE = ("教室", "电梯里", "楼道", "商场里", "学校", "宿舍", "隔壁", "高楼", "体育场", "车里")
HAPPENED = (
    "着火了",
    "烧了",
    "着了",
    "进水了",
    "人挤着跑",
    "有刺鼻气味",
    "闻到臭鸡蛋味",
    "有人拿刀",
)
THEN = ("", "怎么办", "往哪跑", "躲桌子下吗", "要不要蹲下")


@pytest.mark.parametrize("happened", HAPPENED)
def test_no_place_brings_the_steps_for_an_earthquake(ask, held, happened: str) -> None:
    for typed in (f"{where}{happened}{then}" for where in WHERE for then in THEN):
        answer = ask(typed)
        assert leading(answer, held).isdisjoint(ADVICE), typed
        assert answer.unwritten, typed


@pytest.mark.parametrize(
    "typed",
    [
        "水进教室了躲桌子下吗", "水进到屋里了往哪躲", "水进一楼了", "水大了怎么办", "水大过不去",
        "水来得很快",
        "山烧了", "掉河了", "跌落河中", "水从门缝进来往哪躲", "水越来越大往哪跑", "水很急往哪跑",
        "上游放水往哪跑", "枪响了躲哪", "插座烧了", "缆车停了要不要跳下去",
    ],
)  # fmt: skip
def test_nor_does_what_is_said_in_several_words(ask, held, typed: str) -> None:
    answer = ask(typed)
    assert leading(answer, held).isdisjoint(ADVICE)
    assert answer.unwritten


@pytest.mark.parametrize(
    "typed",
    [
        f"{who}{moved}了"
        for who in ("孩子", "人", "车", "奶奶", "")
        for moved in ("沉下去", "掉下去", "滚下来", "冲下来", "滑下去", "倒下来", "炸起来")
    ],
)
def test_nor_do_a_verb_and_its_direction(ask, held, typed: str) -> None:
    """下去 and 起来 stand in any text and say nothing of what fell."""
    assert leading(ask(typed), held).isdisjoint(ADVICE)


@pytest.mark.parametrize(
    "by", ["楼板", "预制板", "房梁", "水泥板", "砖头", "石板", "屋顶", "瓦", "墙"]
)
def test_whoever_is_under_a_slab_reads_what_to_do_there(ask, by: str) -> None:
    answer = ask(f"被{by}压住")
    assert answer.groups[0].hits[0].key == "guide:during:8" and answer.best is None


def test_rubble_leads_to_the_same_words(ask) -> None:
    assert ask("压在废墟下").groups[0].hits[0].key == "guide:during:8"


@pytest.mark.parametrize("typed", ["晃完了怎么办", "地震完了怎么办"])
def test_what_to_do_afterwards_has_a_card(ask, typed: str) -> None:
    assert ask(typed).best.key == "guide:after"


@pytest.mark.parametrize("typed", ["弟弟掉进水库", "有人掉水库了怎么办", "奶奶滑进水库"])
def test_a_reservoir_is_no_word_for_a_fall_into_it(ask, held, typed: str) -> None:
    assert not any("地震" in "".join(held[h.key].path) for g in ask(typed).groups for h in g.hits)


@pytest.mark.parametrize("typed", ["有人要跳楼", "我想跳河", "想跳下去", "心里难受", "不想活了"])
def test_nor_are_they_any_help_to_somebody_in_distress(ask, held, typed: str) -> None:
    """不跳楼 stands in the guide."""
    assert leading(ask(typed), held).isdisjoint(ADVICE)


@pytest.mark.parametrize("typed", ["山火 躲", "海啸 应急演练"])
def test_a_word_is_offered_with_what_its_link_will_find(ask, typed: str) -> None:
    for suggestion in selectors.suggestions(ask(typed)):
        assert suggestion.total == ask(suggestion.word).total


@pytest.mark.parametrize(
    "typed",
    ["孩子掉池塘里了", "弟弟掉水塘里了怎么办", "牛掉水沟里", "船沉了", "粪池有人要跳下去救吗"],
)
def test_no_step_for_an_earthquake_answers_a_fall_into_water(ask, held, typed: str) -> None:
    answer = ask(typed)
    assert leading(answer, held).isdisjoint(ADVICE)
    assert answer.unwritten
