"""The proof with who acts in each clause, and the page that says who does."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanCorrection, Rereading
from content.plans.selectors.corrections import stretch_at
from content.plans.selectors.elements import sentences_of
from tests.samples.who_acts import at


@pytest.fixture
def page(client, world, draft):
    """Open the page of the stretch with these words, or send one of its forms."""

    def run(words, sent="", **named):
        client.force_login(world.editor)
        at = draft.original.index(words)
        address = reverse("plans_desk:correct", args=[draft.pk, at])
        if not sent:
            return client.get(address)
        values = {"state": stretch_at(draft, at).state, **named}
        return client.post(
            address, {"form": sent, **{f"{sent}-{key}": value for key, value in values.items()}}
        )

    return run


def test_a_long_draft_is_told_by_the_worker(draft, say, duties, monkeypatch, page, client):
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: None)
    page("发现管涌", "missed", at=at(draft, "转移路线"), name="带队干部", anyway="on")
    assert "带队干部" not in duties(draft)
    assert services.read_again(waiting=Rereading.objects.get())
    assert duties(draft)["带队干部"] == ["转移路线由带队的人定。"]


def test_the_sentences_to_choose_from_are_those_of_the_text_and_not_its_heading(import_small):
    version = import_small(
        "安澜县防汛办法\n\n一、总则\n\n（一）目标。县水利局巡查。\n\n（二）分工\n\n县公安局维持秩序；县教育局停课。完。",
        publish=False, title="安澜县防汛办法",
    ).version  # fmt: skip

    def offered(words):
        stretch = stretch_at(version, at(version, words))
        return [point.words for point in sentences_of(version, stretch)]

    assert offered("（一）目标") == ["县水利局巡查。"]
    assert offered("（二）分工") == [
        "县公安局维持秩序；县教育局停课。完。", "县教育局停课。完。", "完。",
    ]  # fmt: skip
    assert offered("一、总则") == []


def test_a_preview_of_the_draft_says_it_before_it_is_published(draft, say, world, client):
    say(Says.ACTOR, "转移路线", "带队干部")
    client.force_login(world.editor)
    html = client.get(reverse("plans_desk:roles", args=[draft.pk])).content.decode()
    assert "带队干部" in html
    say(Says.NO_ACTOR, "发现管涌", "县水利局")
    html = client.get(reverse("plans_desk:situations", args=[draft.pk])).content.decode()
    assert "发现管涌" in html and ">县水利局<" not in html


def test_the_proof_shows_who_acts_in_each_clause(client, world, draft, say):
    client.force_login(world.editor)
    address = reverse("plans_desk:review", args=[draft.pk])

    def shown():
        rows = client.get(address).context["review"].rows
        return {row.clause.heading: row.actors for row in rows if row.actors}

    assert shown() == {"先期处置": ["县水利局", "县公安局"], "监测": ["县水利局", "县气象局"]}
    say(Says.ACTOR, "转移路线", "带队干部")
    assert shown()["先期处置"] == ["县水利局", "县公安局", "带队干部"]
    assert "县水利局、县公安局、带队干部" in client.get(address).content.decode()


def test_the_page_takes_one_out_changes_a_name_and_adds_one(page, draft, duties, client):
    html = page("发现管涌").content.decode()
    assert "“谁做什么”读错了" in html and "“谁做什么”漏了一个" in html
    answer = page("发现管涌", "actor", name="县水利局", do="no_actor")
    clause = draft.clauses.get(heading="先期处置")
    assert answer["Location"].endswith(f"#{clause.fragment}")
    assert duties(draft)["县水利局"] == ["县水利局负责汛情监测。"]
    page("发现管涌", "actor", name="县公安局", do="actor_named", called="县公安局交警大队")
    page("发现管涌", "missed", at=at(draft, "转移路线"), name=" 带队干部 ", anyway="on")
    assert duties(draft)["县公安局交警大队"] == ["县公安局负责维持秩序。"]
    assert duties(draft)["带队干部"] == ["转移路线由带队的人定。"]
    html = client.get(reverse("plans_desk:review", args=[draft.pk])).content.decode()
    listed = html.split('id="corrections"')[1].split("</section>")[0]
    for words in (
        "改正 3 处", "谁做什么：去掉“县水利局”", "谁做什么：“县公安局”改为“县公安局交警大队”",
        "谁做什么：加上“带队干部”",
    ):  # fmt: skip
        assert words in listed
    row = PlanCorrection.objects.standing().last()
    client.post(reverse("plans_desk:undo_correction", args=[draft.pk, row.pk]))
    assert "带队干部" not in duties(draft)


def test_a_clause_in_which_nobody_was_read_only_offers_to_add_one(page, client, draft):
    html = page("为了防汛").content.decode()
    assert "“谁做什么”漏了一个" in html and "“谁做什么”读错了" not in html
    # A heading without a text has no sentence.
    assert "漏了一个" not in page("2 应急处置").content.decode()


@pytest.mark.parametrize(
    ("form", "sent", "words"),
    [
        ("missed", {"name": ""}, "写是哪个单位或人。"),
        ("missed", {"name": "  "}, "写是哪个单位或人。"),
        ("missed", {"name": "带" * 10_000}, "48"),
        ("missed", {"name": "带队\x01干部"}, "看不见"),
        ("missed", {"name": "带队\u202e干部"}, "看不见"),
        ("missed", {"name": "带队\n干部"}, "看不见"),
        ("missed", {"name": "张三13912345678"}, "手机号"),
        ("missed", {"name": "带队干部", "at": ""}, "选一句。"),
        ("missed", {"name": "带队干部", "at": "99999"}, "只能选这里列出的"),
        ("actor", {"name": "县水利局", "do": ""}, "选去掉还是改名字。"),
        ("actor", {"name": "", "do": "no_actor"}, "选一个。"),
        ("actor", {"name": "县教育局", "do": "no_actor"}, "只能选这里列出的"),
        ("actor", {"name": "县水利局", "do": "actor_named"}, "写应该叫什么。"),
        (
            "actor", {"name": "县水利局", "do": "actor_named", "called": "县水利局"},
            "和现在的名字一样，写另一个。",
        ),
        ("actor", {"name": "县水利局", "do": "actor_named", "called": "水" * 10_000}, "48"),
        ("actor", {"name": "县水利局", "do": "actor_named", "called": "水\u200b利局"}, "看不见"),
        ("actor", {"name": "县水利局", "do": "heading"}, "只能选这里列出的"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_corrected(page, draft, form, sent, words):
    if form == "missed":
        sent = {"at": at(draft, "转移路线"), **sent}
    answer = page("发现管涌", form, **sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert not PlanCorrection.objects.exists()
    if sent.get("name") == "带队干部":
        assert 'value="带队干部"' in html


def test_a_null_character_is_refused_and_the_worker_lives(page, draft):
    answer = page("发现管涌", "missed", at=at(draft, "转移路线"), name="带队\x00干部")
    assert answer.status_code == 422
    assert not PlanCorrection.objects.exists()


def test_a_name_that_looks_like_a_page_is_shown_as_it_is_written(say, draft, client, world):
    name = "<b>&\"'</script>"
    say(Says.ACTOR, "转移路线", name)
    client.force_login(world.editor)
    for address in ("review", "roles"):
        html = client.get(reverse(f"plans_desk:{address}", args=[draft.pk])).content.decode()
        assert "&lt;b&gt;" in html and name not in html


def test_who_edits_another_unit_and_who_only_reads_say_nothing(client, world, draft):
    address = reverse("plans_desk:correct", args=[draft.pk, at(draft, "发现管涌")])
    sent = {"form": "missed", "missed-at": at(draft, "转移路线"), "missed-name": "带队干部"}
    for person, status in ((world.other_editor, 404), (world.learner, 403)):
        client.force_login(person)
        assert client.post(address, sent).status_code in (status, 404)
    client.logout()
    assert client.post(address, sent).status_code in (302, 403)
    assert not PlanCorrection.objects.exists()


TABLE = """安澜县防汛应急预案

1 分工

1.1 成员单位

成员单位职责见下表。

工作任务\t牵头单位\t配合单位
监测水情雨情\t县水利局\t县气象局
维护治安秩序\t县公安局\t各乡镇
"""


def test_a_table_of_duties_is_corrected_by_its_rows(client, world, import_small, duties):
    version = import_small(TABLE, publish=False, kind="special").version
    address = reverse("plans_desk:correct", args=[version.pk, at(version, "工作任务")])

    def send(form, **values):
        state = stretch_at(version, at(version, "工作任务")).state
        named = {f"{form}-{key}": value for key, value in (values | {"state": state}).items()}
        return client.post(address, {"form": form, **named})

    client.force_login(world.editor)
    page = client.get(address).content.decode()
    assert "不是表格" in page and "谁做什么：" in page
    assert send("actor", name="县气象局", do="no_actor").status_code == 302
    assert (
        send("missed", at=at(version, "维护治安秩序"), name="县武警中队", anyway="on").status_code
        == 302
    )
    assert send("missed", at=at(version, "牵头单位"), name="县教育局").status_code == 422
    found = duties(version)
    assert "县气象局" not in found
    assert found["县武警中队"] == ["维护治安秩序"]
    rows = client.get(reverse("plans_desk:review", args=[version.pk])).context["review"].rows
    shown = next(row.actors for row in rows if row.clause.kind == "table")
    assert shown == ["县水利局", "乡镇人民政府", "县公安局", "县武警中队"]


def test_the_ways_to_correct_stand_under_headings_that_say_of_what(draft, world, client):
    client.force_login(world.editor)
    address = reverse("plans_desk:correct", args=[draft.pk, at(draft, "发现管涌")])
    page = client.get(address).content.decode()
    order = [
        '<h2 class="h3">标题、断行和表格</h2>', "标题断错了地方", "这几行是一张表",
        '<h2 class="h3">谁做什么，谁担任什么职务</h2>', "“谁做什么”读错了",
        "“谁担任什么职务”漏了一个",
        '<h2 class="h3">响应级别，什么情况做什么</h2>', "“什么情况做什么”读错了",
    ]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)
