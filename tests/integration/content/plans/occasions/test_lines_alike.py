"""An editor who corrects one line is offered the others that are written like it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanCorrection, Rereading
from content.plans.selectors.corrections import stretch_at
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.samples.who_acts import at

PLAN = """安澜县防汛应急预案

一、总则

工作目标

早发现、早报告。

工作原则

先人后物。

这一行没有编号，也没有句号，可是太长，谁也不会当它是标题

二、保障

队伍保障

有人值守。
"""
OTHERS = ["工作原则", "队伍保障"]


@pytest.fixture
def draft(import_small):
    return import_small(PLAN, publish=False, kind="special").version


@pytest.fixture
def send(client, world, draft):
    def run(words, form, query="", **values):
        client.force_login(world.editor)
        place = at(draft, words)
        address = reverse("plans_desk:correct", args=[draft.pk, place]) + query
        values = {"state": stretch_at(draft, place).state, **values}
        return client.post(
            address, {"form": form, **{f"{form}-{key}": one for key, one in values.items()}}
        )

    return run


@pytest.fixture
def heading(send, draft):
    """The first line corrected into a heading; where that leads."""
    answer = send("工作目标", "begin", at=at(draft, "工作目标"), kind="heading", level="2")
    return answer["Location"]


def headings(version):
    rows = version.clauses.exclude(heading="").order_by("position")
    return list(rows.values_list("heading", "depth"))


def test_the_others_are_listed_and_ticked_once(heading, client, draft):
    html = client.get(heading).content.decode()
    assert "这样的行还有 2 行：一起改" in html and "第 2 级标题" in html
    assert html.count('name="alike-lines"') == html.count("checked") == 2
    for words in OTHERS:
        assert f'value="{at(draft, words)}"' in html
    plain = client.get(heading.split("?")[0]).content.decode()
    assert "一起改" not in plain


def test_they_are_corrected_in_one_go_and_each_can_be_undone(heading, send, draft, world):
    places = [at(draft, words) for words in OTHERS]
    answer = send("工作目标", "alike", "?" + heading.split("?")[1], lines=places)
    assert answer.status_code == 302 and "#" in answer["Location"]
    assert "一起改正了 2 行" in [*map(str, get_messages(answer.wsgi_request))][-1]
    found = [("总则", 0), ("工作目标", 1), ("工作原则", 1), ("保障", 0), ("队伍保障", 1)]
    assert headings(draft) == found
    rows = list(PlanCorrection.objects.standing())
    assert [row.level for row in rows] == [2, 2, 2]
    told = AuditEvent.objects.filter(action="content.plan.corrected").order_by("pk")
    assert [event.data["correction"] for event in told] == [row.pk for row in rows]
    services.undo_correction(version=draft, actor=world.editor, correction=rows[1])
    assert headings(draft) == [one for one in found if one[0] != "工作原则"]


def test_only_what_is_ticked_is_corrected_and_it_holds_for_later_texts(
    heading, send, draft, import_small
):
    send("工作目标", "alike", "?" + heading.split("?")[1], lines=[at(draft, "队伍保障")])
    text = PLAN.replace("早发现、早报告。", "早发现、早报告、早处置。")
    later = import_small(
        text, publish=False, slug=draft.document.slug, kind="special"
    ).version  # fmt: skip
    assert headings(later) == [("总则", 0), ("工作目标", 1), ("保障", 0), ("队伍保障", 1)]


def test_headings_that_are_none_are_made_text_together(heading, send, draft, client):
    places = [at(draft, words) for words in OTHERS]
    send("工作目标", "alike", "?" + heading.split("?")[1], lines=places)
    # What an editor said of a line is not offered again.
    answer = send("工作目标", "begin", at=at(draft, "工作目标"), kind="text")
    assert "like=" not in answer["Location"]
    answer = send("一、总则", "begin", at=at(draft, "一、总则"), kind="text")
    assert "这样的行还有 1 行" in client.get(answer["Location"]).content.decode()
    answer = send(
        "一、总则", "alike", "?" + answer["Location"].split("?")[1], lines=[at(draft, "二、保障")]
    )
    assert [one for one, _depth in headings(draft)] == OTHERS


def test_nothing_is_offered_where_no_line_is_alike(send, draft):
    answer = send("早发现", "begin", at=at(draft, "早发现"), kind="paragraph")
    assert "like=" not in answer["Location"]
    answer = send("有人值守", "begin", at=at(draft, "有人值守"), kind="closing")
    assert "like=" not in answer["Location"]


@pytest.mark.parametrize("lines", [[], ["99999"], ["x"], ["-1"]])
def test_what_is_wrong_is_said_and_nothing_is_corrected(heading, send, lines):
    answer = send("工作目标", "alike", "?" + heading.split("?")[1], lines=lines)
    assert answer.status_code == 422
    assert PlanCorrection.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?like=", "?like=x", "?like=9" * 40, "?like=²", "?like=0"])
def test_an_address_that_names_no_correction_offers_nothing(heading, send, draft, client, query):
    address = heading.split("?")[0] + query
    assert "一起改" not in client.get(address).content.decode()
    answer = send("工作目标", "alike", query, lines=[at(draft, "队伍保障")])
    assert answer.status_code == 422
    assert PlanCorrection.objects.count() == 1


def test_a_page_of_before_and_a_correction_that_is_undone_change_nothing(
    heading, send, draft, world
):
    query = "?" + heading.split("?")[1]
    answer = send(
        "工作目标", "alike", query, lines=[at(draft, "队伍保障")], state="0" * 16
    )  # fmt: skip
    assert answer.status_code == 422 and "被别人改过" in answer.content.decode()
    row = PlanCorrection.objects.get()
    services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert send("工作目标", "alike", query, lines=[at(draft, "队伍保障")]).status_code == 422
    with pytest.raises(ChangedMeanwhile):
        services.correct_alike(
            version=draft, actor=world.editor, like=row, places=[at(draft, "队伍保障")],
            at=at(draft, "工作目标"),
        )  # fmt: skip
    assert PlanCorrection.objects.count() == 1


def test_the_same_again_is_once(heading, draft, world):
    row = PlanCorrection.objects.get()
    told = {"version": draft, "actor": world.editor, "like": row, "at": at(draft, "工作目标")}
    places = [at(draft, words) for words in OTHERS]
    assert services.correct_alike(**told, places=[*places, *places]) == 2
    assert services.correct_alike(**told, places=places) == 0
    assert PlanCorrection.objects.standing().count() == 3


def test_a_long_draft_is_told_of_all_by_the_worker(send, draft, monkeypatch):
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: None)
    answer = send("工作目标", "begin", at=at(draft, "工作目标"), kind="heading", level="2")
    query = "?" + answer["Location"].split("?")[1]
    send("工作目标", "alike", query, lines=[at(draft, words) for words in OTHERS])
    assert PlanCorrection.objects.filter(kind=Says.HEADING).count() == 3
    assert services.read_again(waiting=Rereading.objects.get())
    assert len(headings(draft)) == 5


def test_who_edits_another_unit_changes_nothing(heading, client, world, draft):
    sent = {"form": "alike", "alike-lines": [at(draft, "队伍保障")]}
    for person in (world.other_editor, world.learner):
        client.force_login(person)
        assert client.post(heading, sent).status_code in (403, 404)
    assert PlanCorrection.objects.count() == 1
