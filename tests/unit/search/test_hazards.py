"""Which hazards a typed text names: too few lead to the steps for another, too many hide advice."""

import pytest

from search.query.hazards import named

FIRE, QUAKE, LIFT = "home-fire", "earthquake", "lift"


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("教室突发火灾躲课桌下吗", {FIRE}), ("突发火灾往哪跑", {FIRE}), ("爆发火灾", {FIRE}),
        ("当地雷击", {"lightning"}), ("野地雷电", {"lightning"}), ("关火灾", {FIRE}),
        ("电梯里着火停电怎么办", {FIRE, LIFT}), ("坐电梯着火被困", {FIRE, LIFT}),
        ("在电梯里地震了停电", {QUAKE, LIFT}), ("被电梯困住了怎么办", {LIFT}),
        ("森林着火", {"forest-fire"}), ("山上起火了", {"forest-fire"}), ("房子烧了", {FIRE}),
        ("掉进水里", {"drowning"}), ("掉河里了", {"drowning"}), ("落水了", {"drowning"}),
        ("车熄火在水里", {"flood"}), ("水里车打不着火了", {"flood"}), ("涉水熄火", {"flood"}),
        ("水进屋了", {"flood"}), ("火车上着火", {FIRE}), ("救火", {FIRE}),
        ("触电", {"electricity"}),
        ("被电信骗了钱", {"fraud"}), ("被電信詐騙了", {"fraud"}), ("大风", {"gale"}),
    ],
)  # fmt: skip
def test_every_hazard_that_is_named_counts(typed: str, slugs: set[str]) -> None:
    assert {slug for several in named(typed) for slug in several} == slugs


@pytest.mark.parametrize(
    "typed",
    [
        "发火", "火车站", "孩子高烧了", "退烧了", "烧了40度", "重大风险隐患", "较大风险",
        "现代化工作",
        "信息化工程", "饮水来源", "自来水来了吗", "饮水进村", "停电到几点", "手机充电到", "带电脑",
        "青山体育馆", "捡到手雷", "手烫了冲水多久", "眼睛冲水", "马桶冲水", "滑冰", "落水管",
        "被电梯门夹住", "被水泥桶砸了", "控制血压在多少合适",
            "怎样控制高血压到正常", "房间电压在多少", "房价压在头顶", "房东压住押金",
            "电缆埋在地下", "埋在心里", "太阳沉下去", "心情沉下去", "路面沉下去了怎么办",
            "工资被老板卷走了", "集资款卷走了", "震惊", "雷锋精神", "水深火热",
    ],
)  # fmt: skip
def test_an_everyday_word_that_holds_one_names_none(typed: str) -> None:
    assert named(typed) == ()
