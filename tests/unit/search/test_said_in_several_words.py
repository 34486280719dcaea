"""What happened, said in several words: every way to fall into any water, and what is no fall."""

from itertools import product

import pytest

from search.query.hazards import named

WATERS = [
    "水里", "河里", "大河里", "河沟里", "池塘里", "水塘里", "鱼塘里", "荷塘里", "水库里", "水沟里",
    "水坑里", "水池里", "水缸里", "水井里", "水渠里", "井里", "枯井里", "湖里", "海里", "江里",
    "渠里", "潭里", "泳池里", "游泳池里", "粪坑里", "粪池里", "化粪池里", "沼气池里", "冰窟里",
    "冰窟窿里", "冰下", "河沟", "池塘", "鱼塘", "水塘", "水库", "水沟", "水坑", "粪坑", "冰窟窿",
    "下水道", "窨井",
]  # fmt: skip
FALLS = [
    "掉", "掉进", "掉进了", "掉到", "掉入", "落", "落进", "落入", "跌", "跌进", "跌落", "跌入",
    "滑", "滑进", "滑到", "滑落", "摔", "摔进", "摔到", "坠", "坠入", "坠落", "栽进", "冲进",
    "冲到", "卷进",
]  # fmt: skip
WHO = ("", "孩子", "小孩", "弟弟", "奶奶", "有人", "牛", "车")
AFTER = ("", "了", "了怎么办", "要跳下去救吗")


def slugs(typed: str) -> set[str]:
    return {slug for several in named(typed) for slug in several}


@pytest.mark.parametrize("water", WATERS)
def test_whoever_falls_into_water_is_drowning(water: str) -> None:
    missed = [
        typed
        for who, fall, after in product(WHO, FALLS, AFTER)
        if "drowning" not in slugs(typed := f"{who}{fall}{water}{after}")
    ]
    assert not missed


PLACES = [
    "商场", "学校", "教室", "隔壁", "宿舍", "楼道", "仓库", "工厂", "超市", "医院", "邻居家",
    "房子",
    "屋里", "厨房", "车间", "网吧", "酒店", "饭店", "电梯里", "楼上", "楼下", "车里", "客厅",
    "阳台",
]  # fmt: skip
INSIDE = [
    "家里", "屋里", "教室", "客厅", "厨房", "地下室", "车里", "车库", "院子", "一楼", "二楼",
    "房间",
    "店里", "村里", "卧室", "楼道", "电梯", "学校", "仓库", "小区",
]  # fmt: skip


@pytest.mark.parametrize(
    "event", ["着火了", "起火了", "烧了", "着了", "烧起来了", "都烧了", "烧没了", "燃了"]
)
def test_whatever_burns_is_on_fire(event: str) -> None:
    assert not [place for place in PLACES if "home-fire" not in slugs(f"{place}{event}")]


@pytest.mark.parametrize("event", ["水进", "水灌进", "水漫进", "水涌进", "水冲进", "雨水进"])
def test_wherever_water_comes_in_it_is_a_flood(event: str) -> None:
    missed = [
        place
        for place, end in product(INSIDE, ("", "了", "来了"))
        if "flood" not in slugs(f"{event}{place}{end}")
    ]
    assert not missed


@pytest.mark.parametrize(
    "typed",
    [
        "滑冰", "学滑冰", "滑水", "滑雪", "落水管", "马桶冲水", "冲水马桶", "眼睛冲水",
        "手烫了冲水多久",
        "冲水池", "冲厕所", "冲澡", "倒水", "角落水池", "坐落在江边", "落到江苏", "跌到海南",
        "掉到海口",
        "冲到河北", "倒在河南", "落到湖北", "落到河边", "滑到池边", "落井下石", "掉井盖",
        "落到水平线",
        "掉到水果堆里", "村落河边", "部落海", "降落江上", "段落", "掉头发", "掉价", "跌价", "落户",
        "摔跤",
        "冲刺", "落后", "掉队", "油倒进池子",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_not(typed: str) -> None:
    assert "drowning" not in slugs(typed)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("船沉了", "drowning"), ("冰面塌了", "drowning"), ("冰裂了", "drowning"),
        ("水特别大", "flood"), ("水真大", "flood"), ("水变大了", "flood"), ("水快来了", "flood"),
        ("山着了", "forest-fire"), ("水进来了", "flood"), ("水进车了", "flood"),
        ("水进厨房了", "flood"), ("水大了", "flood"),
        ("水进地下室了", "flood"), ("水进到屋里", "flood"), ("水来啦", "flood"),
        ("雨水进来了", "flood"),
        ("水从门缝进来", "flood"), ("水快到脖子了", "flood"), ("水没过车窗", "flood"),
        ("水库要垮了", "flood"), ("大坝倒塌", "flood"), ("水灌进来", "flood"),
        ("水漫到二楼了", "flood"),
        ("屋头燃起来了", "home-fire"), ("窗帘着了", "home-fire"), ("被子烧着了", "home-fire"),
        ("锅烧了", "home-fire"), ("线路烧了", "home-fire"), ("山烧了", "forest-fire"),
        ("山上房子着火", "home-fire"), ("野外车着火", "home-fire"), ("草原起火", "forest-fire"),
        ("化工罐着火", "chemical"), ("化工仓库着火", "chemical"), ("化工厂爆炸", "chemical"),
        ("电梯掉下去了", "lift"), ("电梯打不开", "lift"), ("升降机困人", "lift"),
        ("房子动了", "earthquake"), ("床在抖", "earthquake"), ("楼摇", "earthquake"),
        ("地牛翻身", "earthquake"), ("粪池有人倒了", "confined-space"),
    ],
)  # fmt: skip
def test_everyday_words_name_what_happened(typed: str, slug: str) -> None:
    assert slug in slugs(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "全家发烧了怎么办", "家人发烧了", "大家发烧了", "孩子烧了三天", "宝宝烧了", "家里烧了水",
        "着了凉",
        "电视开着了", "睡着了", "孩子睡着了", "老人在家睡着了", "猜着了", "口水大了", "热水来了",
        "自来水来了",
        "送水到门口",
        "停水到几点", "热水进房间", "饮水进村", "绿化工程", "现代化工作", "信息化工程", "冰箱坏了",
        "冰糖",
        "手在抖", "心动了", "灯笼", "电动车", "车间", "水表", "水费", "桌子", "床单",
    ],
)  # fmt: skip
def test_everyday_words_that_hold_the_same_signs_name_nothing(typed: str) -> None:
    assert named(typed) == ()
