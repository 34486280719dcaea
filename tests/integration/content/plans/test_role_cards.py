"""The card of one actor, made to be pinned up: its size, its code, and what it says of the plan."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
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
VILLAGE = "cunjuminweiyuanhui"


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
