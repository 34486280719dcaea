"""谁做什么: what one actor has to do, word for word, on screen and on paper."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import clause_questions, papers, services
from content.plans.enums import Visibility
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import Tier, card_of, key_of, tier_of
from portal.people.models import Division
from tests.samples.papers import pdf_of

PLAN = """安澜县防汛应急预案

1 总则

1.1 适用范围

本预案适用于本县。

2 组织指挥体系与职责

2.1 指挥机构

县人民政府设立县防汛抗旱指挥部（以下简称县防指），县防指统一指挥防汛工作。

2.2 基层组织

村民委员会组织群众自救互救。村（社区）发现险情，应当立即报告乡镇人民政府。

3 应急处置

3.1 信息报告

乡镇人民政府在30分钟内报告县防指办公室；村民委员会协助核实。

有下列情形之一的，村民委员会可以先行转移群众：
（1）河水断流；
（2）房后裂缝。

3.2 先期处置

县防指办公室应当通知有关乡镇，村民委员会应当在15分钟内<b>敲锣</b>通知到户。

3.3 情况汇总

灾情汇总后告知村民委员会。
"""
VILLAGE = key_of("村（居）民委员会")


def text_of(response):
    page = re.sub(
        r"<(script|style|title)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL
    )
    return re.sub(r"<[^>]+>", "", page)


@pytest.fixture
def plan(import_small, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return import_small(PLAN)


def address(plan, name="role", key=VILLAGE):
    return reverse(f"plans:{name}", args=[plan.document.slug, *([key] if key else [])])


def test_a_village_finds_what_it_does_in_two_taps_from_the_plan(client, plan):
    page = client.get(plan.document.get_absolute_url()).content.decode()
    roles = address(plan, "roles", key=None)
    assert f'href="{roles}"' in page
    listed = client.get(roles).content.decode()
    assert f'href="{address(plan)}"' in listed
    assert listed.index("村和社区") < listed.index("乡镇</h2>") < listed.index("县级以上</h2>")


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("村民委员会", Tier.VILLAGE), ("社区", Tier.VILLAGE), ("乡镇人民政府", Tier.TOWN),
        ("青河镇人民政府", Tier.TOWN), ("街道办事处", Tier.TOWN), ("县水利局", Tier.ABOVE),
        ("市应急管理局", Tier.ABOVE), ("州人民政府", Tier.ABOVE), ("区教育局", Tier.ABOVE),
        ("自治区气象局", Tier.ABOVE), ("国务院应急管理部门", Tier.ABOVE), ("市民", Tier.PUBLIC),
        ("危险区群众", Tier.PUBLIC), ("滑坡隐患点群众", Tier.PUBLIC),
        ("分管应急工作的副县长", Tier.ABOVE), ("分管应急工作的副镇长", Tier.TOWN),
        ("供电单位", Tier.OTHER), ("群众安置组", Tier.OTHER), ("景区管理单位", Tier.OTHER),
    ],
)  # fmt: skip
def test_an_actor_stands_with_those_of_its_level_in_a_county_and_in_a_prefecture(name, tier):
    assert tier_of(name) == tier


def test_the_sentences_of_an_actor_stand_word_for_word_by_chapter_with_their_clauses(client, plan):
    response = client.get(address(plan))
    page = text_of(response)
    first = page.index("村民委员会组织群众自救互救。")
    second = page.index("乡镇人民政府在30分钟内报告县防指办公室；村民委员会协助核实。")
    assert page.index("2 组织指挥体系与职责") < first < page.index("3 应急处置") < second
    assert "共 4 句" in page
    for clause in plan.version.clauses.filter(text__contains="村民委员会"):
        assert reverse("plans:clause", args=[clause.anchor]) in response.content.decode()
    assert "<b>敲锣" not in response.content.decode()


def test_an_actor_of_the_village_leads_to_the_others_of_the_village_alone(client, plan):
    page = client.get(address(plan)).content.decode()
    beside = re.search(r"也看：(.*?)</p>", page)[1]
    assert re.findall(r'href="([^"]+)"', beside) == [address(plan, key=key_of("村（社区）"))]
    assert "村（社区）" in beside and "1 句" in beside
    town = client.get(address(plan, key=key_of("乡镇人民政府"))).content.decode()
    assert "也看：" not in town


def test_a_short_name_of_the_plan_leads_to_the_full_one(client, plan):
    listed = text_of(client.get(address(plan, "roles", key=None)))
    assert "县防汛抗旱指挥部办公室" in listed
    assert "文中也写作：县防指办公室" in listed


def test_an_unknown_actor_is_not_found(client, plan):
    assert client.get(address(plan, key="nobody")).status_code == 404
    assert client.get(address(plan, "role_card", key="nobody")).status_code == 404


def test_a_plan_that_names_nobody_says_so(client, import_small):
    nobody = import_small("安澜县测试工作方案\n一、总则\n为了安全，制定本方案。")
    page = text_of(client.get(address(nobody, "roles", key=None)))
    assert "没有认出由谁来做" in page


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_roles_and_cards_are_for_whoever_reads_the_plan(
    client, world, import_small, settings, tmp_path, visibility
):
    settings.DATA_DIR = tmp_path
    hidden = import_small(PLAN, visibility=visibility)
    pages = [address(hidden, "roles", key=None), address(hidden), address(hidden, "role_card")]
    for person in (None, world.learner, world.other_editor):
        if person:
            client.force_login(person)
        for page in pages:
            assert client.get(page).status_code == 404
    client.force_login(world.editor)
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]


def test_the_card_holds_the_actor_the_plan_its_version_and_every_sentence(client, plan):
    reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert reader.metadata.title == "村（居）民委员会：安澜县防汛应急预案"
    assert reader.pages[0].mediabox.width == pytest.approx(595, abs=1)
    assert "第1版" in words
    for sentence in ("村民委员会组织群众自救互救。", "村民委员会协助核实。", "敲锣"):
        assert sentence in words
    assert "示范文件" not in words


def test_the_card_of_a_fictional_county_says_that_nobody_may_act_on_it(client, plan):
    Division.objects.filter(pk=plan.document.division_id).update(fictional=True)
    if plan.document.division_id is None:
        division = Division.objects.filter(fictional=True).first()
        services.change_document(document=plan.document, actor=None, division=division)
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert "是虚构的，内容未经专家审定，遇险不要照着做。" in words


def test_a_card_is_made_once_and_again_when_what_it_says_changes(client, plan, monkeypatch):
    made = []
    render = papers.pdf.render
    monkeypatch.setattr(papers.pdf, "render", lambda *a, **k: made.append(1) or render(*a, **k))
    for _each in range(2):
        assert client.get(address(plan, "role_card")).status_code == 200
    assert len(made) == 1
    services.change_document(document=plan.document, actor=None, title="安澜县防汛预案")
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert "安澜县防汛预案" in words
    assert len(made) == 2


def test_more_than_a_card_holds_is_refused_with_a_link_to_the_page(client, plan, monkeypatch):
    page = address(plan)
    monkeypatch.setattr(papers, "MOST_SENTENCES", 0)
    answer = client.get(address(plan, "role_card"))
    assert answer.status_code == 413
    assert f'href="{page}"' in answer.content.decode()
    assert client.get(page).status_code == 200


def test_a_card_of_few_but_endless_sentences_is_refused_too(client, plan, monkeypatch):
    monkeypatch.setattr(papers, "MOST_CHARACTERS", 20)
    assert client.get(address(plan, "role_card")).status_code == 413
    monkeypatch.setattr(papers, "MOST_CHARACTERS", 2000)
    assert client.get(address(plan, "role_card")).status_code == 200


def test_a_character_that_no_font_draws_costs_one_mark_and_not_the_card(client, import_small, plan):
    rare = import_small(
        PLAN.replace("安澜县防汛", "安澜县防洪").replace("群众自救", "群众\U0002b820自救")
    )
    _reader, words = pdf_of(client.get(address(rare, "role_card")))
    assert "群众〓自救" in words


def test_the_queries_do_not_grow_with_the_sentences(
    client, import_small, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(clause_questions, "_counters", [])
    many = PLAN + "\n".join(
        f"\n4.{n} 第{n}项\n\n村民委员会应当做好第{n}件事。" for n in range(1, 40)
    )
    plan = import_small(many)
    client.get("/plans/")
    for name in ("roles", "role"):
        with django_assert_max_num_queries(7):
            client.get(address(plan, name, key=VILLAGE if name == "role" else None))


def test_a_sentence_that_ends_in_a_colon_stands_with_its_points_on_screen_and_on_paper(
    client, plan
):
    page = text_of(client.get(address(plan)))
    lead = page.index("村民委员会可以先行转移群众：")
    assert lead < page.index("（1）河水断流；") < page.index("（2）房后裂缝。")
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert "（1）河水断流；（2）房后裂缝。" in words


def test_a_point_is_for_those_who_may_read_its_clause(client, world, plan):
    hidden = plan.version.clauses.get(text__startswith="房后裂缝")
    services.set_visibility(clause=hidden, visibility=Visibility.INTERNAL, actor=world.editor)
    for reader, is_seen in ((None, False), (world.editor, True)):
        if reader:
            client.force_login(reader)
        assert ("房后裂缝" in text_of(client.get(address(plan)))) is is_seen
        _reader, words = pdf_of(client.get(address(plan, "role_card")))
        assert ("房后裂缝" in words) is is_seen
        assert "河水断流" in words


def test_page_and_card_begin_by_saying_that_they_are_an_extract(client, plan):
    for name, key in (("roles", None), ("role", VILLAGE)):
        page = text_of(client.get(address(plan, name, key=key)))
        assert page.index("摘录，不全，以全文为准。") < page.index("村（居）民委员会")
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert words.index("摘录，不全，以全文为准。") < words.index("村民委员会组织群众自救互救。")


def test_the_other_clauses_that_name_an_actor_are_linked_and_on_paper_numbered(client, plan):
    told = plan.version.clauses.get(number="3.3")
    response = client.get(address(plan))
    page = response.content.decode()
    named = page[page.index("文中还提到它的条文") :]
    assert reverse("plans:clause", args=[told.anchor]) in named
    assert "3.3 情况汇总" in named
    assert "3.1" not in named.split("</ul>")[0]
    _reader, words = pdf_of(client.get(address(plan, "role_card")))
    assert words.index("文中还提到它的条文") < words.index("3.3", words.index("文中还提到它的条文"))


def test_clauses_that_somebody_may_not_read_are_not_among_those_that_name_an_actor(
    client, world, plan
):
    told = plan.version.clauses.get(number="3.3")
    services.set_visibility(clause=told, visibility=Visibility.RESTRICTED, actor=world.editor)
    assert "文中还提到它的条文" not in text_of(client.get(address(plan)))
    client.force_login(world.editor)
    assert "文中还提到它的条文" in text_of(client.get(address(plan)))


def test_a_number_that_counts_only_inside_its_clause_is_cited_with_it(import_small):
    plan = import_small(PLAN)
    card = card_of(readable_text(plan.version, AnonymousUser()), VILLAGE)
    cited = {item.label for duty in card.role.actor.duties for item in duty.items}
    assert cited == {"（1）", "（2）"}
    assert [said.place for said in card.role.actor.mentions] == ["3.3"]
