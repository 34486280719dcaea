"""Rules of a paper that were saved since a page was opened are not undone by that page."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quizzes.papers import services

pytestmark = pytest.mark.django_db

ADDRESS = "/papers/flood/policies/"


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.examiner)
    return client


def as_drawn(answer):
    """Every field of the form as a browser would send it back; a box without its tick is not."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    shown = {
        name: form.fields[name].widget.format_value(value) if isinstance(value, datetime) else value
        for name, value in values.items()
    }
    return {
        name: value for name, value in shown.items() if value is not None and value is not False
    }


def rules(draft):
    draft.refresh_from_db()
    return draft.pass_percent, draft.attempts_allowed, draft.time_limit_minutes


def test_an_older_page_does_not_undo_the_rules_that_were_saved_since(client, draft):
    assert reverse("papers:policies", args=["flood"]) == ADDRESS
    older = as_drawn(client.get(ADDRESS))
    first = older | {"pass_percent": "80", "attempts_allowed": "2"}
    assert client.post(ADDRESS, first).status_code == 302
    answer = client.post(ADDRESS, older | {"time_limit_minutes": "45"})
    assert answer.status_code == 422
    assert "别人改过：及格线（%）、可考次数。没有保存" in answer.content.decode()
    assert rules(draft) == (80, 2, None)
    again = as_drawn(answer)
    assert (again["time_limit_minutes"], again["attempts_allowed"]) == ("45", "2")
    assert client.post(ADDRESS, again).status_code == 302
    assert rules(draft) == (80, 2, 45)


def test_rules_as_a_browser_sends_them_are_those_that_are_stored(world, client, draft):
    """Moments to the minute and marks without their zeros are no change."""
    services.set_policies(
        version=draft,
        by=world.examiner,
        policies=services.Policies(
            pass_percent=Decimal("80.50"),
            time_limit_minutes=30,
            window_opens=timezone.make_aware(datetime(2027, 5, 1, 8, 0, 30)),
            window_closes=timezone.make_aware(datetime(2027, 5, 2, 8)),
        ),
    )
    page = as_drawn(client.get(ADDRESS))
    assert page["window_opens"] == "2027-05-01T08:00"
    for sent in (page, page | {"seen": ""}, page | {"pass_percent": "80.5", "seen": "x"}):
        assert client.post(ADDRESS, sent).status_code == 302
    assert client.post(ADDRESS, page | {"pass_percent": "70"}).status_code == 302
    assert rules(draft) == (70, None, 30)


def test_boxes_ticked_by_somebody_else_stay_ticked(client, draft):
    older = as_drawn(client.get(ADDRESS))
    assert "shuffle_questions" not in older and "shuffle_options" in older
    newer = {name: value for name, value in older.items() if name != "shuffle_options"}
    assert client.post(ADDRESS, newer | {"shuffle_questions": "on"}).status_code == 302
    answer = client.post(ADDRESS, older | {"cooldown_days": "3"})
    assert answer.status_code == 422
    assert client.post(ADDRESS, as_drawn(answer)).status_code == 302
    draft.refresh_from_db()
    assert (draft.shuffle_questions, draft.shuffle_options) == (True, False)
    assert draft.cooldown_days == 3


@pytest.mark.parametrize("seen", ["", "x", "[]", "null"])
def test_a_page_that_does_not_say_what_it_showed_is_an_older_one(client, draft, seen):
    page = as_drawn(client.get(ADDRESS))
    answer = client.post(ADDRESS, page | {"pass_percent": "80", "seen": seen})
    assert answer.status_code == 422 and "以后别人改过" in answer.content.decode()
    assert rules(draft)[0] == 60


def faster(monkeypatch, name, deed):
    """Somebody else saves after the form was checked and before it is written."""
    write = getattr(services, name)

    def somebody_is_faster(**asked):
        monkeypatch.setattr(services, name, write)
        deed()
        return write(**asked)

    monkeypatch.setattr(services, name, somebody_is_faster)


def test_rules_saved_at_the_same_moment_are_not_lost(client, draft, monkeypatch):
    page = as_drawn(client.get(ADDRESS))

    def other():
        assert client.post(ADDRESS, page | {"pass_percent": "80"}).status_code == 302

    faster(monkeypatch, "set_policies", other)
    answer = client.post(ADDRESS, page | {"time_limit_minutes": "45"})
    assert answer.status_code == 422
    assert "别人改过：及格线（%）。没有保存" in answer.content.decode()
    assert as_drawn(answer)["time_limit_minutes"] == "45"
    assert rules(draft) == (80, None, None)


def test_the_same_rules_sent_twice_at_one_moment_are_saved(client, draft, monkeypatch):
    page = as_drawn(client.get(ADDRESS)) | {"pass_percent": "80"}
    faster(monkeypatch, "set_policies", lambda: client.post(ADDRESS, page))
    assert client.post(ADDRESS, page).status_code == 302
    assert rules(draft) == (80, None, None)


def cells(page, *counts):
    rows = {f"cell-{row}-count": str(count) for row, count in enumerate(counts)}
    marks = {f"cell-{row}-mark": "2" for row in range(len(counts))}
    return rows | marks | {
        "cell-TOTAL_FORMS": str(len(counts)), "cell-INITIAL_FORMS": "0",
        "seen": page.context["seen"],
    }  # fmt: skip


def test_a_blueprint_saved_at_the_same_moment_is_not_lost(client, draft, monkeypatch):
    address = "/papers/flood/blueprint/"
    page = client.get(address)

    def other():
        assert client.post(address, cells(page, 5, 6)).status_code == 302

    faster(monkeypatch, "compose_blueprint", other)
    answer = client.post(address, cells(page, 3))
    assert answer.status_code == 422 and 'value="3"' in answer.content.decode()
    assert list(draft.cells.values_list("count", flat=True)) == [5, 6]


def test_a_list_saved_at_the_same_moment_is_not_lost(client, draft, make_question, monkeypatch):
    asked = [make_question(pool="certification") for _ in range(2)]
    address = "/papers/flood/fixed/"
    page = client.get(address)

    def chosen(*questions):
        ticks = {f"q{question.pk}-chosen": "on" for question in questions}
        marks = {f"q{question.pk}-mark": "2" for question in questions}
        return ticks | marks | {"seen": page.context["seen"]}

    def other():
        assert client.post(address, chosen(*asked)).status_code == 302

    faster(monkeypatch, "compose_fixed", other)
    answer = client.post(address, chosen(asked[0]))
    assert answer.status_code == 422
    assert draft.entries.count() == 2


def test_a_blueprint_that_nobody_agreed_to_give_up_stays(client, draft, make_question, monkeypatch):
    asked = make_question(pool="certification")
    address = "/papers/flood/fixed/"
    page = client.get(address)

    def other():
        made = client.post("/papers/flood/blueprint/", cells(page, 5))
        assert made.status_code == 302

    faster(monkeypatch, "compose_fixed", other)
    sent = {f"q{asked.pk}-chosen": "on", f"q{asked.pk}-mark": "2", "seen": page.context["seen"]}
    answer = client.post(address, sent)
    assert "改成固定选题？" in answer.content.decode()
    assert draft.cells.count() == 1
