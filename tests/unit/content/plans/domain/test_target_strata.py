"""Each number is of whom the sentence says it is, and each thing of a list has its own."""

import pytest

from content.plans.domain.pipeline import extract_pasted, parse


def drafts(text):
    parsed = parse(extract_pasted(f"安澜县应急体系建设“十五五”规划\n一、任务\n{text}"))
    return [(t.subject, t.stratum, t.comparator, t.value, t.unit) for t in parsed.targets]


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        (
            "到2030年，公众应急知识知晓率城镇和农村分别达到75%、60%以上。",
            "公众应急知识知晓率", ["城镇", "农村"],
        ),
        (
            "城市居民和农村居民的知晓率分别达到75%、60%以上。",
            "知晓率", ["城市居民", "农村居民"],
        ),
        (
            "应急避难场所覆盖率城镇、农村分别达到75%、60%以上。",
            "应急避难场所覆盖率", ["城镇", "农村"],
        ),
    ],
)  # fmt: skip
def test_two_numbers_of_two_groups_are_each_of_one(text, what, who):
    assert drafts(text) == [
        (what, who[0], "ge", "75", "%"), (what, who[1], "ge", "60", "%"),
    ]  # fmt: skip


def test_groups_and_numbers_that_do_not_match_are_not_shared_out():
    assert [row[1] for row in drafts("知晓率城镇、农村和牧区分别达到75%、60%以上。")] == [
        "城镇、农村和牧区", "城镇、农村和牧区",
    ]  # fmt: skip
    assert [row[:2] for row in drafts("培训覆盖率、考核合格率分别达到95%、90%。")] == [
        ("培训覆盖率", ""), ("考核合格率", ""),
    ]  # fmt: skip


def test_what_stands_behind_among_them_is_whom_the_number_before_it_is_of():
    assert drafts("预警信息公众覆盖率达到97%，其中山区不低于95%，林区不低于90%。") == [
        ("预警信息公众覆盖率", "", "ge", "97", "%"),
        ("预警信息公众覆盖率", "山区", "ge", "95", "%"),
        ("预警信息公众覆盖率", "林区", "ge", "90", "%"),
    ]
    assert drafts("应急避难场所人均面积达到1.5平方米，其中城区不低于2平方米。")[1] == (
        "应急避难场所人均面积", "城区", "ge", "2", "平方米",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "每年组织防汛演练不少于12次，其中实战演练不少于4次。",
            [("防汛演练", "12"), ("实战演练", "4")],
        ),
        (
            "预警信息公众覆盖率达到97%，其中应急广播行政村覆盖率达到100%。",
            [("预警信息公众覆盖率", "97"), ("应急广播行政村覆盖率", "100")],
        ),
        (
            "预警信息公众覆盖率达到97%，山区应急广播覆盖率达到90%。",
            [("预警信息公众覆盖率", "97"), ("山区应急广播覆盖率", "90")],
        ),
    ],
)
def test_what_has_a_name_of_its_own_keeps_it(text, rows):
    assert [(row[0], row[3]) for row in drafts(text)] == rows


def test_each_thing_of_a_list_has_its_number():
    assert drafts("每年覆盖不少于20家企业、20个行政村、10所学校、1000户家庭。") == [
        ("企业", "", "ge", "20", "家"),
        ("行政村", "", "ge", "20", "个"),
        ("学校", "", "ge", "10", "所"),
        ("家庭", "", "ge", "1000", "户"),
    ]
    assert [row[:4] for row in drafts("培训应急人员2000名、志愿者500名。")] == [
        ("培训应急人员", "", "ge", "2000"), ("志愿者", "", "ge", "500"),
    ]  # fmt: skip


def test_one_thing_that_is_counted_in_two_ways_has_both_numbers():
    assert drafts("应急救援队伍达到12支、600人。") == [
        ("应急救援队伍", "", "ge", "12", "支"), ("应急救援队伍", "", "ge", "600", "人"),
    ]  # fmt: skip
    assert drafts("培训基层应急人员1000人次以上。") == [
        ("培训基层应急人员", "", "ge", "1000", "人次")
    ]


def test_a_part_that_is_counted_is_a_part_of_what_has_the_share():
    assert drafts("综合减灾示范社区创建比例达到80%，其中国家级不少于3个。")[1:] == [
        ("综合减灾示范社区", "国家级", "ge", "3", "个")
    ]


def test_what_each_place_builds_is_read_with_the_place():
    assert drafts("每个乡镇建成1支20人以上的综合应急救援队伍。") == [
        ("综合应急救援队伍", "每个乡镇", "ge", "1", "支"),
        ("综合应急救援队伍", "每个乡镇", "ge", "20", "人"),
    ]


def test_what_one_half_of_a_sentence_leaves_out_the_other_says():
    assert drafts("村级每季度开展1次，乡镇每半年开展1次应急演练。") == [
        ("应急演练", "村级", "ge", "1", "次"), ("应急演练", "乡镇", "ge", "1", "次"),
    ]  # fmt: skip
    assert not drafts("村级每季度更新1次。")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "火灾十万人口死亡率降至0.20以下。",
            ("火灾十万人口死亡率", "", "le", "0.20", "人/十万人"),
        ),
        ("完成农村危房改造1200户。", ("农村危房改造", "", "ge", "1200", "户")),
        ("低保户占30%以上。", ("低保户占比", "", "ge", "30", "%")),
        ("死亡人数较2025年下降15%。", ("死亡人数", "", "decrease", "15", "%")),
    ],
)
def test_a_name_is_whole_and_nothing_of_the_verb(text, row):
    assert drafts(text) == [row]


def test_how_often_before_the_season_and_in_the_year_are_two_duties():
    assert drafts("每年汛前至少演练1次，年内不少于2次。") == [
        ("汛前演练", "", "ge", "1", "次"), ("演练", "", "ge", "2", "次"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "已完成农村危房改造1200户。",
        "已培训基层应急人员1000人次以上。",
        "火灾十万人口死亡率为0.30。",
    ],
)
def test_what_was_reached_and_what_has_no_direction_is_no_target(text):
    assert not drafts(text)
