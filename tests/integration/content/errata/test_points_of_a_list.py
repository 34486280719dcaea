"""报错 on a sentence that leads into a list: which of its points is meant."""

import pytest
from django.urls import reverse

from content.errata import services
from content.errata.enums import State
from content.plans import services as plans
from tests.integration.content.errata.conftest import address, said_of, words_of
from tests.samples.reviewed_plans import published

LISTED = """安澜县防汛应急预案

1 职责

1.1 报告

报告时限按级别执行：

（1）Ⅲ级每2小时报告一次。

（2）Ⅰ级2小时内报告。

1.2 名册

县赤霄局负责保管名册。
"""


@pytest.fixture
def county(world):
    def run(text, slug=""):
        made = plans.import_document(
            actor=world.editor, owner_unit=world.town, text=text, slug=slug
        )
        published(made.version, world.editor, world.reviewer)
        return made.version

    return run


def clause_of(version, words):
    return version.clauses.get(text__contains=words)


def test_the_form_offers_each_point_and_quotes_the_sentence_alone(client, county):
    version = county(LISTED)
    lead = clause_of(version, "按级别")
    page = client.get(address(lead))
    assert "先点有错的那一条" in words_of(page)
    quoted = page.content.decode().split('class="src"')[1].split("</div>")[0]
    assert "按级别" in quoted and "2小时内" not in quoted
    for words in ("每2小时", "2小时内"):
        assert f'href="{address(clause_of(version, words))}"' in page.content.decode()


def test_a_point_that_its_reader_may_not_read_is_not_offered(client, world, county):
    version = county(LISTED)
    hidden = clause_of(version, "2小时内")
    plans.set_visibility(clause=hidden, visibility="restricted", actor=world.editor)
    page = client.get(address(clause_of(version, "按级别")))
    assert "2小时内" not in page.content.decode() and address(hidden) not in page.content.decode()


@pytest.mark.parametrize(
    ("reported", "state"), [("2小时内", State.PROMISED), ("每2小时", State.MENDED)]
)
def test_a_promise_is_kept_by_the_point_it_was_given_for_and_no_other(
    world, county, reported, state
):
    version = county(LISTED)
    one = said_of(clause_of(version, reported))
    services.answer_report(report=one, state="promised", text="会改。", by=world.editor)
    county(LISTED.replace("每2小时", "每1小时"), slug=version.document.slug)
    one.refresh_from_db()
    assert one.state == state


def test_of_the_whole_list_an_editor_says_whether_it_was_mended(client, world, county):
    version = county(LISTED)
    one = said_of(clause_of(version, "按级别"))
    services.answer_report(report=one, state="promised", text="会改。", by=world.editor)
    county(LISTED.replace("每2小时", "每1小时"), slug=version.document.slug)
    one.refresh_from_db()
    assert one.state == State.PROMISED
    client.force_login(world.editor)
    settled = client.get(reverse("errata_desk:list"), {"state": "settled"})
    assert "报错以后，这一条改过或者删了" in words_of(settled)
    services.answer_report(
        report=one, state="mended", text="改了（1）。", by=world.editor, seen=one.since
    )
    one.refresh_from_db()
    assert one.state == State.MENDED


@pytest.mark.parametrize(("words", "is_folded"), [("值守。", False), ("值守" * 80 + "。", True)])
def test_a_long_clause_is_folded_above_the_field(client, county, words, is_folded):
    version = county(f"安澜县防汛应急预案\n\n1 职责\n\n1.1 值班\n\n县水利局负责{words}\n")
    page = client.get(address(clause_of(version, "县水利局"))).content.decode()
    above = page.partition("<textarea")[0]
    assert ("<summary>看这一条的原文</summary>" in above) is is_folded and words in above
    assert "打 119、120、110" in above and "半年后删除" not in above


def test_a_table_below_a_sentence_is_one_of_what_can_be_wrong(client, county):
    version = county(
        "安澜县防汛应急预案\n\n1 总则\n\n1.1 分级\n\n按下表响应：\n\n"
        "| 级别 | 指挥 |\n| --- | --- |\n| Ⅰ级 | 县长 |\n| Ⅱ级 | 副县长 |\n\n"
        "1.2 附则\n\n县里解释。\n\n2 保障\n\n2.1 经费\n\n县里出。\n"
    )
    table = version.clauses.get(kind="table")
    page = client.get(address(version.clauses.get(heading="分级")))
    assert "这里的表" in words_of(page) and address(table) in page.content.decode()
    assert "副县长" in words_of(client.get(address(table)))
