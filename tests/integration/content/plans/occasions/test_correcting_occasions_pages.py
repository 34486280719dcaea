"""The page of a clause on which an editor says of which levels and situations it speaks."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanCorrection, Rereading
from content.plans.selectors.corrections import stretch_at
from tests.samples.what_when import PLAN, RISING, WHIRL
from tests.samples.who_acts import at


def test_the_page_shows_what_is_read_and_takes_both(page, draft, levels, cases, client):
    html = page("发现管涌").content.decode()
    assert "“响应级别”读错了，或者漏了" in html and "“什么情况做什么”读错了，或者漏了" in html
    assert "<b>发现管涌的</b>" in html
    html = page("Ⅰ级：水位").content.decode()
    assert "Ⅰ级 启动条件：" in html
    answer = page(RISING, "level", at=at(draft, RISING), do="level_when", levels=["Ⅲ级", "Ⅱ级"])
    assert answer.status_code == 302
    assert set(levels(draft)) == {"Ⅰ级", "Ⅱ级", "Ⅲ级"}
    assert page(WHIRL, "case", at=at(draft, WHIRL), do="situation", called=WHIRL).status_code == 302
    assert WHIRL in cases(draft)
    html = client.get(reverse("plans_desk:review", args=[draft.pk])).content.decode()
    assert "响应级别：启动条件（Ⅱ级、Ⅲ级）" in html
    assert f"什么情况做什么：是一种情况（{WHIRL}）" in html
    html = client.get(reverse("plans_desk:levels", args=[draft.pk])).content.decode()
    assert "Ⅲ级" in html


def test_a_heading_is_told_with_all_below_it(page, draft, levels, cases):
    place = at(draft, "2.3 堤防")
    page("2.3 堤防", "level", at=place, do="level_done", levels=["Ⅰ级"])
    assert any(WHIRL in one for one in levels(draft)["Ⅰ级"][2])
    page("2.3 堤防", "case", at=place, do="no_situation")
    assert cases(draft) == []


@pytest.mark.parametrize(
    ("form", "sent", "words"),
    [
        ("level", {"do": ""}, "选说的是什么。"),
        ("level", {"do": "level_when"}, "选是哪一级。"),
        ("level", {"do": "level_when", "levels": ["Ⅴ级"]}, "只能选这里列出的"),
        ("level", {"do": "heading", "levels": ["Ⅰ级"]}, "只能选这里列出的"),
        ("level", {"do": "no_level", "at": ""}, "选一处。"),
        ("level", {"do": "no_level", "at": "99999"}, "只能选这里列出的"),
        ("case", {"do": ""}, "选是不是一种情况。"),
        ("case", {"do": "situation"}, "写是什么情况。"),
        ("case", {"do": "situation", "called": " "}, "写是什么情况。"),
        ("case", {"do": "situation", "called": "水" * 10_000}, "48"),
        ("case", {"do": "situation", "called": "水\u202e"}, "看不见"),
        ("case", {"do": "situation", "called": "水\x01"}, "看不见"),
        ("case", {"do": "situation", "called": "找张三13912345678"}, "手机号"),
        ("case", {"do": "level", "called": "水"}, "只能选这里列出的"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_corrected(page, draft, form, sent, words):
    answer = page(WHIRL, form, **{"at": at(draft, WHIRL), **sent})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PlanCorrection.objects.exists()


def test_a_page_of_before_changes_nothing(page, draft, tell):
    old = stretch_at(draft, at(draft, WHIRL)).state
    tell(Says.NO_SITUATION, "发现管涌")
    answer = page(WHIRL, "case", at=at(draft, WHIRL), do="situation", called=WHIRL, state=old)
    assert answer.status_code == 422 and "被别人改过" in answer.content.decode()
    assert PlanCorrection.objects.count() == 1


def test_who_edits_another_unit_and_who_only_reads_say_nothing(client, world, draft):
    address = reverse("plans_desk:correct", args=[draft.pk, at(draft, WHIRL)])
    sent = {"form": "level", "level-at": at(draft, WHIRL), "level-do": "no_level"}
    for person in (world.other_editor, world.learner):
        client.force_login(person)
        assert client.post(address, sent).status_code in (403, 404)
    client.logout()
    assert client.post(address, sent).status_code in (302, 403)
    assert not PlanCorrection.objects.exists()


def test_a_name_that_looks_like_a_page_is_shown_as_it_is_written(page, draft, client):
    name = "<b>&\"'</script>"
    page(WHIRL, "case", at=at(draft, WHIRL), do="situation", called=name)
    for address in ("review", "situations"):
        html = client.get(reverse(f"plans_desk:{address}", args=[draft.pk])).content.decode()
        assert "&lt;b&gt;" in html and name not in html


def test_a_planning_document_has_neither(import_small, client, world):
    version = import_small(PLAN, publish=False, family="planning", kind="work_plan").version
    client.force_login(world.editor)
    address = reverse("plans_desk:correct", args=[version.pk, at(version, WHIRL)])
    html = client.get(address).content.decode()
    assert "“响应级别”读错了" not in html and "“什么情况做什么”读错了" not in html


def test_a_long_draft_is_told_by_the_worker(draft, levels, monkeypatch, page):
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: None)
    page(RISING, "level", at=at(draft, RISING), do="level_when", levels=["Ⅱ级"])
    assert "Ⅱ级" not in levels(draft)
    assert services.read_again(waiting=Rereading.objects.get())
    assert "Ⅱ级" in levels(draft)
