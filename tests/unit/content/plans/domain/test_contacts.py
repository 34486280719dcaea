"""A mobile number is a contact, however it is spelled; the line of an office is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain import contacts
from content.plans.domain.contacts import has_contacts, names_contact


@pytest.mark.parametrize(
    "text",
    [
        "联系人：张三，13912345678",
        "防汛办张三（手机139 1234 5678）值守。",
        "张三 13912345678",
        "李  明　13912345678",
        "主任李四、电话：138-1234-5678",
        "古丽·阿依 +86 13912345678",
        "聯繫人：張三，13912345678",
        "村警务员热合曼 13911110002",
        "联系人：阿不都热合曼，手机13912345678",
        "值班负责人热合曼13911110002",
        "热合曼，值班电话13911110002",
        "买买提值班电话13911110002",
        "张三值班电话13911110002",
        "值班电话13911110002（水利局张三）",
        "安澜县应急管理局 13912345678",
        "办公室：13912345678",
        "王家庄 13912345678",
        "救援队长13912345678",
        "13912345678",
    ],
)
def test_a_mobile_number_without_a_duty_word_or_with_a_name_is_a_contact(text):
    assert has_contacts("", text)


@pytest.mark.parametrize(
    "text",
    [
        "张三，手机１３９１１１１０００３",
        "张三，手机１３９－１１１１－０００３",
        "139.1111.0004",
        "电话.13911110004",
        "1391-234-5678",
        "139–1234–5678",
        "139—1234—5678",
        "139 1234\n5678",
        "13912\n  345678",
        "139\u200b1234\u200b5678",
        "1 3 9 1 2 3 4 5 6 7 8",
        "+86-139-1234-5678",
        "008613912345678",
        "8613912345678",
        "013912345678",
        "①13912345678",
        "١٣٩١٢٣٤٥٦٧٨",
        "1 2 13912345678",
    ],
)
def test_a_mobile_number_is_known_in_any_spelling(text):
    assert has_contacts("", text)


@pytest.mark.parametrize(
    "text",
    [
        "火警119，急救120，交通122，值班电话0546-8301234。",
        "应急值班手机13912345678",
        "24小时值班电话：139 1234 5678",
        "应急值守\n值班室24小时值守，应急值班手机13800001111。",
        "防汛抗旱指挥部值班电话13912345678",
        "安全生产举报电话为13912345678",
        "13912345678（24小时值班）",
        "投资15000-200000元，其中1391234.5678万元，增长0.13912345678。",
        "1500\n2000\n300",
        "安全生产举报12350，政务热线12345。",
        "县长张三任指挥长，李四任副指挥长。",
        "统一社会信用代码913912345678901",
        "",
    ],
)
def test_a_duty_line_a_name_alone_and_a_longer_number_are_no_contact(text):
    assert not has_contacts("", text)


def test_below_the_heading_of_a_list_of_contacts_every_mobile_number_is_one():
    assert has_contacts("附件2 应急通讯录", "水利局 13912345678")
    assert has_contacts("附件2 防汛責任人名單", "水利局 13912345678")
    assert not has_contacts("附件2 应急通讯录", "值班电话 0546-8301234")


def test_in_a_table_a_row_with_a_name_or_a_head_that_says_so_makes_a_contact():
    named = [["单位", "姓名", "电话"], ["水利局", "（见值班表）", "13912345678"]]
    assert has_contacts("", "", named)
    assert has_contacts("", "", [["水利局", "张三", "13912345678"]])
    assert has_contacts("", "", [["单位", "电话"], ["水利局", "张三13912345678"]])
    team = [["队伍", "队长", "号码"], ["民兵连", "买买提", "13911110002"]]
    assert has_contacts("", "", team)
    assert has_contacts("", "", [["村民", "13911110002"], ["热合曼", ""]])
    assert has_contacts("", "", [["单位", "值班电话"], ["水利局张三", "13912345678"]])
    assert has_contacts("", "", [["单位", "值班电话"], ["热合曼", "13912345678"]])
    assert not has_contacts("", "", [["单位", "值班电话"], ["水利局", "13912345678"]])
    assert not has_contacts("", "", [["值班电话", "13912345678"]])
    assert not has_contacts("", "", [["年份", "人数", "户数"], ["1500", "2000", "300"]])
    assert not has_contacts("", "", [["单位", "姓名", "电话"], ["水利局", "张三", "0546-8301234"]])


def test_a_line_of_the_header_tells_whom_to_call():
    assert names_contact("备注：张三 13911119999")
    assert names_contact("说明：聯繫人張三")
    assert not names_contact("备注：2026年修订，咨询电话0546-8301234")


@given(st.text(max_size=80), st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=4))
def test_any_text_is_answered_and_none_without_eleven_digits_is_a_contact(text, rows):
    found = has_contacts(text, text, rows)
    digits = sum(one.isdigit() for one in text + "".join("".join(row) for row in rows))
    assert not found or digits >= 11


@pytest.mark.parametrize("many", [100, 1000])
def test_a_cell_with_many_numbers_is_looked_through_once(monkeypatch, many):
    """What is searched for names grows with the cell, not with its square."""
    searched = []
    real = contacts._names_somebody

    def counted(words):
        searched.append(len(words))
        return real(words)

    monkeypatch.setattr(contacts, "_names_somebody", counted)
    cell = "、".join(["值班电话13911110002"] * many)
    assert not has_contacts("", "", [["单位", "值班电话"], ["水利局", cell]])
    assert sum(searched) < 10 * len(cell)


@pytest.mark.parametrize(
    "number",
    [
        "(139)12345678", "（139）1234 5678", "139，1234，5678", "139、1234、5678", "13912 345678",
        "139 1234 56 78", "139 12 34 56 78", "13 912 345 678",
    ],
)  # fmt: skip
def test_a_mobile_number_in_brackets_commas_and_other_groups_is_known(number):
    assert has_contacts("组织指挥", f"现场联络{number}，随时接听。")


@pytest.mark.parametrize("figures", ["15000-200000", "1,350,000,000元", "1391234.5678吨"])
def test_figures_are_no_number_to_call(figures):
    assert not has_contacts("组织指挥", f"共计{figures}。")


def test_a_landline_with_a_name_in_a_list_of_contacts_is_a_persons():
    heads = ["姓名", "职务", "办公电话", "住宅电话"]
    assert has_contacts("附件3 应急通讯录", "", [heads, ["张三", "局长", "8301234", "8305678"]])
    assert has_contacts("应急通讯录", "张三 主任 0991-8301234")
    assert not has_contacts("应急通讯录", "县应急管理局值班室 0991-8301234")
    assert not has_contacts("组织指挥", "县应急管理局值班电话 0991-8301234")
