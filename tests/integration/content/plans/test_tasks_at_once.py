"""What is said of many tasks at once: none is ticked, the number is asked about, all come back."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans import services
from content.plans.domain.tasks import Proposal
from content.plans.models import PlanDocument, PlanTask, PlanVersion
from content.plans.selectors import task_proposals
from content.plans.selectors.task_proposals import found_in
from content.plans.task_states import TaskKind, TaskState
from portal.foundation.audit.models import AuditEvent
from tests.samples.confirming import confirmed

pytestmark = pytest.mark.django_db

TEXT = "安澜县应急演练工作计划（2026年）\n\n一、主要任务\n\n" + "".join(
    f"（{n}）任务{n}。6月底前完成第{n}项。责任单位：县应急局。\n\n" for n in "一二三四"
)


@pytest.fixture
def version(import_small):
    return PlanVersion.objects.get(pk=import_small(TEXT).version.pk)


@pytest.fixture
def address(client, world, version):
    client.force_login(world.editor)
    return reverse("plans_desk:task_decide", args=[version.pk])


@pytest.fixture
def page(client, version):
    def run():
        shown = client.get(reverse("plans_desk:tasks", args=[version.pk])).content.decode()
        return BeautifulSoup(shown, "html.parser").main

    return run


def states():
    return sorted(PlanTask.objects.values_list("state", flat=True))


def test_no_task_is_ticked_before_somebody_has_read_it(address, page):
    ticks = page().find_all("input", {"name": "task"})
    assert len(ticks) == 4 and not [one for one in ticks if one.has_attr("checked")]


def test_each_task_that_waits_stands_beside_its_words_and_the_buttons_below_them_too(
    page, client, address, version
):
    shown = page()
    quotes = [quote.get_text() for quote in shown.select("form li > blockquote")]
    assert len(quotes) == 4 and all("完成第" in words for words in quotes)
    for value in ("confirm", "refuse", "confirm_page"):
        above, below = shown.find_all("button", {"name": "do", "value": value})
        assert above.find_next("ol") is not None and below.find_previous("ol") is not None
    client.post(address, {"task": [found_in(version)[0].value], "do": "confirm"})
    # What was decided on is folded.
    assert len(page().select("form li > blockquote")) == 3
    assert len(page().select("li > details blockquote")) == 1


def test_the_words_of_a_long_task_are_folded(page, address, monkeypatch):
    monkeypatch.setattr(task_proposals, "LONG", 5)
    shown = page()
    assert len(shown.select("form li > details blockquote mark")) == 4
    assert not shown.select("form li > blockquote")


def test_what_is_named_by_its_words_stays_decided_under_another_name(client, world, import_small):
    text = "安澜县应急演练工作计划（2026年）\n\n一、主要任务\n\n（一）演练。一是在6月底前完成桌面"
    version = import_small(text + "演练。二是在9月底前完成实地演练。\n").version
    version = PlanVersion.objects.get(pk=version.pk)
    chosen = [one.value for one in found_in(version)]
    assert services.confirm_tasks(version=version, chosen=chosen, actor=world.editor) == 2
    PlanTask.objects.filter(name__contains="桌面").update(digest="0" * 64, name="桌面推演")
    assert [one.task.name for one in found_in(version)] == [
        "桌面推演", "在9月底前完成实地演练",
    ]  # fmt: skip


def test_what_was_confirmed_with_two_days_says_so_and_is_parted_once_it_is_withdrawn(
    client, world, import_small
):
    text = "安澜县应急演练工作计划（2026年）\n\n一、主要任务\n\n（一）演练。"
    said = "在6月底前完成桌面演练，在9月底前完成实地演练。"
    version = PlanVersion.objects.get(pk=import_small(f"{text}{said}\n").version.pk)
    clause = version.clauses.get(text=said)
    # As it was read before.
    digest = Proposal(0, TaskKind.TASK, "演练", said).digest
    PlanTask.objects.create(
        document=version.document, anchor=clause.anchor, digest=digest, kind="task", name="演练",
        state="confirmed", wording=said, deadline="在6月底前、在9月底前",
        due_on=date(2026, 9, 30), due_read="month_end",
    )  # fmt: skip
    client.force_login(world.editor)
    address = reverse("plans_desk:tasks", args=[version.pk])
    assert "原文写了几个期限" in client.get(address).content.decode()
    assert len(found_in(version)) == 1
    client.post(reverse("plans_desk:task_reopen", args=[version.pk, clause.anchor, digest]))
    assert [one.proposal.due.month for one in found_in(version)] == [6, 9]
    assert "原文写了几个期限" not in client.get(address).content.decode()


def test_to_set_tasks_aside_is_asked_with_their_number_and_all_come_back_at_once(
    client, address, page, version
):
    chosen = [one.value for one in found_in(version)]
    sent = {"task": [*chosen[:3], "of-nothing"], "do": "refuse"}
    asked = client.post(address, sent)
    assert "3 条都不是任务？" in asked.content.decode() and not PlanTask.objects.exists()
    client.post(address, sent | {"confirmed": asked.context["asked"]})
    assert states() == [TaskState.REFUSED] * 3
    client.post(address, {"task": chosen[3:], "do": "confirm"})
    assert (
        page().find("button", {"value": "restore"}).get_text(strip=True) == "恢复“不是任务”的 3 条"
    )
    client.post(address, {"do": "restore"})
    assert len(states()) == 4
    confirmed(client, address, do="restore")
    assert states() == [TaskState.CONFIRMED]
    assert not page().find("button", {"value": "restore"})
    assert client.post(address, {"do": "restore"}).status_code == 302


def test_a_yes_to_some_is_none_to_others(client, address, version):
    chosen = [one.value for one in found_in(version)]
    asked = client.post(address, {"task": chosen[:1], "do": "refuse"})
    again = client.post(
        address, {"task": chosen, "do": "refuse", "confirmed": asked.context["asked"]}
    )
    assert again.status_code == 200 and not PlanTask.objects.exists()


def test_a_whole_page_is_confirmed_after_its_number_was_asked(client, address, page):
    listed = [one["value"] for one in page().find_all("input", {"name": "listed"})]
    asked = client.post(address, {"listed": listed, "do": "confirm_page"})
    assert "这一页的 4 条都确认？" in asked.content.decode() and not PlanTask.objects.exists()
    confirmed(client, address, listed=listed, do="confirm_page")
    assert states() == [TaskState.CONFIRMED] * 4


@pytest.mark.parametrize(
    ("day", "written", "holds"),
    [
        ("2026-12-31", "6月底前", True), ("2027-12-31", "6月底前", True),
        ("2028-01-01", "6月底前", False), ("2025-12-31", "6月底前", False),
        ("2030-12-31", "2030年底前", True),
    ],
)  # fmt: skip
def test_a_day_outside_the_period_is_refused_unless_the_text_writes_its_year(
    client, address, version, day, written, holds
):
    PlanDocument.objects.update(period_start=2026, period_end=2026)
    found = found_in(version)[0]
    one = reverse("plans_desk:task", args=[version.pk, found.clause.anchor, found.proposal.digest])
    form = client.get(one).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(one, sent | {"due_on": day, "deadline": written})
    assert (answer.status_code == 302) is holds
    assert PlanTask.objects.exists() is holds
    if not holds:
        assert "最晚到 2027 年底" in answer.content.decode() and day in answer.content.decode()


@pytest.fixture
def read_wrong_once(version, world):
    """Confirmed when 6月底前 was still read as the first of June."""
    chosen = [one.value for one in found_in(version)]
    services.confirm_tasks(version=version, chosen=chosen, actor=world.editor)
    first, second, *_others = PlanTask.objects.order_by("pk")
    PlanTask.objects.filter(pk=first.pk).update(due_on=date(2026, 6, 1))
    PlanTask.objects.filter(pk=second.pk).update(
        due_on=date(2026, 6, 20), corrected=["due_on", "due_read"]
    )
    return first


def test_a_day_that_the_text_is_read_as_otherwise_now_is_shown_and_taken_over_by_a_press(
    page, client, address, version, read_wrong_once
):
    shown = page()
    assert shown.get_text().count("原文现在读出的到期日是 2026-06-30") == 1
    read_wrong_once.refresh_from_db()
    assert read_wrong_once.due_on == date(2026, 6, 1)
    (button,) = shown.find_all("button", {"name": "do", "value": "day"})
    value = button.find_parent("form").find("input", {"name": "task"})["value"]
    client.post(address, {"task": value, "do": "day"})
    read_wrong_once.refresh_from_db()
    assert read_wrong_once.due_on == date(2026, 6, 30)
    assert "原文现在读出的" not in page().find("ol").get_text()
    client.post(address, {"task": value, "do": "day"})
    assert AuditEvent.objects.filter(action="content.plan.task_day_read_anew").count() == 1


def test_a_day_that_an_editor_said_is_theirs_whoever_asks(
    client, address, version, read_wrong_once
):
    chosen = [one.value for one in found_in(version)]
    client.post(address, {"task": chosen, "do": "day"})
    days = sorted(PlanTask.objects.values_list("due_on", flat=True))
    assert days == [date(2026, 6, 20), *[date(2026, 6, 30)] * 3]
