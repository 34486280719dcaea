"""The card of one actor, made to be pinned up: its size, its code, and what it says of the plan."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import ExtractedRole
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import Tier, key_of, roles_of
from content.plans.services import make_extracts
from tests.samples.papers import pdf_of
from themes import drawings

PLAN = """安澜县防汛应急预案

1 总则

1.1 适用范围

本预案适用于本县。

2 应急处置

2.1 报告

村民委员会发现险情，立即报告乡镇人民政府。
"""
VILLAGE = key_of("村（居）民委员会")


@pytest.fixture
def plan(import_small, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return import_small(PLAN)


def address(plan, name="role", key=VILLAGE):
    return reverse(f"plans:{name}", args=[plan.document.slug, key])


def sizes_in(reader):
    """Sizes of the text on the first page of a card, in pt."""
    used = set()
    reader.pages[0].extract_text(
        visitor_text=lambda _text, _cm, tm, _font, size: used.add(
            round(size * abs(tm[0]) * 0.75, 1)
        )
    )
    return used


def test_a_short_card_is_set_as_large_as_one_page_allows(client, plan, import_small):
    reader, _words = pdf_of(client.get(address(plan, "role_card")))
    assert len(reader.pages) == 1
    many = "\n\n".join(
        f"4.{n} 第{n}项\n\n村民委员会负责第{n}项工作，每天巡查一遍并且记下看到的情况。"
        for n in range(1, 31)
    )
    longer = import_small(f"安澜县防洪应急预案\n\n1 总则\n\n本预案适用于本县。\n\n4 职责\n\n{many}")
    long, _words = pdf_of(client.get(address(longer, "role_card")))
    assert len(long.pages) > 1
    assert 16 in sizes_in(reader)
    assert 11.5 in sizes_in(long) and 16 not in sizes_in(long)


def test_a_card_carries_its_address_as_a_code_for_a_phone(client, plan, monkeypatch):
    coded = []
    draw = drawings.qr_svg
    monkeypatch.setattr(drawings, "qr_svg", lambda url: coded.append(url) or draw(url))
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert {url.endswith(address(plan)) for url in coded} == {True}
    assert address(plan) in words


def test_whom_to_call_stands_on_the_page_and_on_the_card(client, import_small):
    call = "有人员伤亡、被困的，先拨打120、119、110。"
    plan = import_small(PLAN.replace("报告乡镇人民政府。", f"报告乡镇人民政府。{call}"))
    page = client.get(address(plan)).content.decode()
    assert f"同一条接着写：{call}" in page
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert f"同一条接着写：{call}" in words


def test_the_card_of_a_historic_plan_names_what_replaces_it(client, plan, import_small):
    new = import_small(PLAN.replace("防汛", "防汛抗旱"), apart=True)
    services.change_document(
        document=plan.document, actor=None, status="historic", replaced_by=new.document
    )
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert "历史文件，已不再执行，仅供查阅。由《安澜县防汛抗旱应急预案》代替。" in words
    services.change_document(document=new.document, actor=None, visibility=Visibility.INTERNAL)
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert "历史文件" in words and "防汛抗旱" not in words


RESPONSIBLE = """安澜县防汛应急预案

1 转移

村级转移责任人负责清点人数。

转移责任人负责叫应群众。

水库管理员负责巡坝。仓库管理员负责发放物资。

2 联系

联系单位：县地震局、县教育局。险情报县地震局。
"""


def test_who_may_be_the_same_person_is_named_on_every_card_and_stands_in_one_group(
    client, import_small, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    plan = import_small(RESPONSIBLE)
    village, anywhere = (key_of(name) for name in ("村级转移责任人", "转移责任人"))
    page = client.get(reverse("plans:role", args=[plan.document.slug, village])).content.decode()
    assert f'href="{reverse("plans:role", args=[plan.document.slug, anywhere])}"' in page
    assert "可能说的是同一个，也看：" in page
    _reader, words = pdf_of(
        client.get(reverse("plans:role_card", args=[plan.document.slug, anywhere]))
    )
    assert "可能说的是同一个，也看：村级转移责任人" in words
    keeper = reverse("plans:role", args=[plan.document.slug, key_of("水库管理员")])
    assert "可能说的是同一个" not in client.get(keeper).content.decode()
    tiers = {
        role.actor.name: role.tier
        for role in roles_of(readable_text(plan.version, AnonymousUser()))
    }
    assert tiers["转移责任人"] == tiers["村级转移责任人"] == Tier.VILLAGE
    assert tiers["水库管理员"] == Tier.OTHER


def test_a_body_without_duties_has_a_card_of_the_clauses_that_name_it_and_no_lead_of_its_own(
    client, import_small, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    plan = import_small(RESPONSIBLE)
    make_extracts(plan.document)
    listed = client.get(reverse("plans:roles", args=[plan.document.slug])).content.decode()
    assert "提到 1 处" in listed.partition("只提到、没有认出要做什么的")[2]
    key = key_of("县地震局")
    page = client.get(reverse("plans:role", args=[plan.document.slug, key])).content.decode()
    assert "没有认出要它做的句子，看下面提到它的条文。" in page
    assert "文中还提到它的条文" in page and "打印这张卡" not in page
    assert client.get(reverse("plans:role_card", args=[plan.document.slug, key])).status_code == 200
    assert not ExtractedRole.objects.filter(name="县地震局").exists()
    data = client.get(reverse("plans:json", args=[plan.document.slug])).content.decode()
    assert '"name": "县地震局"' not in data


BUREAUS = """安澜县防汛应急预案

1 职责

县水利局负责调度水库。水利部门应当每日会商。县教育局负责停课。公众不得围观。转移群众不得返回。
"""


def test_a_bureau_and_its_department_look_at_each_other_and_stand_together(
    client, import_small, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    plan = import_small(BUREAUS)
    listed = client.get(reverse("plans:roles", args=[plan.document.slug])).content.decode()
    above, _title, public = listed.partition("公众和群众")
    names = re.findall(r'<b translate="no">(.+?)</b>', above)
    assert names == ["县教育局", "县水利局", "水利部门"]
    assert re.findall(r'<b translate="no">(.+?)</b>', public) == ["公众", "转移群众"]
    for name, other in (("县水利局", "水利部门"), ("水利部门", "县水利局"), ("公众", "转移群众")):
        key = key_of(name)
        page = client.get(reverse("plans:role", args=[plan.document.slug, key])).content.decode()
        link = reverse("plans:role", args=[plan.document.slug, key_of(other)])
        assert (
            f'href="{link}"' in page.partition("可能说的是同一个，也看：")[2].partition("</p>")[0]
        )
    education = key_of("县教育局")
    page = client.get(reverse("plans:role", args=[plan.document.slug, education])).content.decode()
    assert "可能说的是同一个" not in page
    _reader, words = pdf_of(
        client.get(reverse("plans:role_card", args=[plan.document.slug, key_of("县水利局")]))
    )
    assert "可能说的是同一个，也看：水利部门" in words
