"""An improvement is put right or withdrawn until it is made; a day that is over asks back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.drills import services
from content.drills.models import Improvement
from content.drills.papers import report_pdf
from content.drills.refusals import DrillRefused
from content.drills.selectors.drills import rows_of
from content.drills.selectors.improving import improvements_in, late_of
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.samples import drills as samples

from .conftest import actions

LATER = date(2099, 3, 1)


def said(**more):
    return {
        "aspect": "equipment", "finding": "广播没有响", "action": "换电源", "due_on": LATER
    } | more  # fmt: skip


@pytest.fixture
def item(world, town_plan):
    drill = samples.held(town_plan, world.town)
    return services.add_improvement(
        drill=drill, token=uuid4(), actor=world.editor, **said(responsible_unit=world.town)
    )


@pytest.fixture
def at(client, world, item):
    client.force_login(world.editor)
    return lambda name: reverse(f"drills:{name}", args=[item.pk])


@pytest.fixture
def send(client, at):
    """The page of the form with other words in it, sent."""

    def run(**changed):
        form = client.get(at("improvement_change")).context["form"]
        sent = {name: form[name].value() for name in form.fields} | changed
        return client.post(at("improvement_change"), sent)

    return run


def finished(item, world):
    services.add_evidence(
        drill=item.drill, improvement=item, data=samples.photo_bytes(), name="改好.png",
        actor=world.editor,
    )  # fmt: skip
    return services.finish_improvement(
        improvement=item, on=item.drill.held_on, note="换了。", actor=world.editor
    )


def test_unit_day_and_words_are_put_right(client, world, item, at, send):
    assert at("improvement_change") in client.get(at("improvement")).content.decode()
    assert send(finding="广播没有响（上坪村）", due_on="2099-04-01").status_code == 302
    item.refresh_from_db()
    assert (item.finding, item.due_on) == ("广播没有响（上坪村）", date(2099, 4, 1))
    event = AuditEvent.objects.filter(action="content.drill.improvement_changed").get()
    assert event.data["fields"] == ["due_on", "finding"] and event.data["improvement"] == item.pk
    assert send().status_code == 302
    assert actions().count("content.drill.improvement_changed") == 1


def test_a_unit_in_which_the_editor_writes_nothing_stays_as_it_is(world, item, send):
    Improvement.objects.filter(pk=item.pk).update(responsible_unit=world.other_town)
    assert send(action="换新的").status_code == 302
    item.refresh_from_db()
    assert (item.responsible_unit, item.action) == (world.other_town, "换新的")
    assert send(responsible_unit=world.county.pk).status_code == 422


def test_an_older_page_writes_over_nothing(client, world, item, at):
    form = client.get(at("improvement_change")).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"action": "我写的"}
    services.change_improvement(
        improvement=item, actor=None, **said(responsible_unit=world.town, due_on=date(2099, 5, 1))
    )
    answer = client.post(at("improvement_change"), sent)
    assert answer.status_code == 422 and "我写的" in answer.content.decode()
    item.refresh_from_db()
    assert (item.action, item.due_on) == ("换电源", date(2099, 5, 1))


def test_a_day_that_is_over_asks_back_and_keeps_what_was_typed(client, world, item, at, send):
    over = timezone.localdate() - timedelta(days=1)
    answer = send(due_on=over.isoformat(), action="改过的话")
    page = answer.content.decode()
    assert answer.status_code == 422 and "改过的话" in page and "期限就是这一天" in page
    assert send(due_on=over.isoformat(), past="on").status_code == 302
    item.refresh_from_db()
    assert item.due_on == over
    # Who now changes other words is not asked again.
    assert send(action="再改").status_code == 302


def test_a_new_item_with_a_day_that_is_over_asks_back_too(client, world, item, at):
    new = reverse("drills:improvement_new", args=[item.drill_id])
    over = (timezone.localdate() - timedelta(days=1)).isoformat()
    sent = said(responsible_unit=world.town.pk, due_on=over, finding="另一个", token=uuid4())
    assert client.post(new, sent).status_code == 422
    assert Improvement.objects.count() == 1
    assert client.post(new, sent | {"past": "on"}).status_code == 302
    today = said(responsible_unit=world.town.pk, due_on=timezone.localdate(), token=uuid4())
    assert client.post(new, today).status_code == 302


def test_what_was_registered_twice_is_withdrawn_for_a_reason(client, world, item, at):
    over = timezone.localdate() - timedelta(days=1)
    Improvement.objects.filter(pk=item.pk).update(due_on=over)
    assert late_of(world.editor, timezone.localdate(), own=True) == 1
    assert client.post(at("improvement_withdraw"), {"because": ""}).status_code == 422
    assert client.post(at("improvement_withdraw"), {"because": "登记了两次"}).status_code == 302
    assert client.post(at("improvement_withdraw"), {"because": "登记了两次"}).status_code == 302
    assert actions().count("content.drill.improvement_withdrawn") == 1
    page = client.get(at("improvement")).content.decode()
    assert "登记了两次" in page and "完成整改" not in page and at("improvement_change") not in page
    assert late_of(world.editor, timezone.localdate(), own=True) == 0
    drills = item.drill.__class__.objects.filter(pk=item.drill_id)
    [row] = rows_of(world.editor, drills, timezone.localdate())
    assert (row.open_improvements, row.late) == (0, 0)
    assert list(improvements_in(world.editor, "withdrawn", timezone.localdate())) == [item]
    assert report_pdf(item.drill).startswith(b"%PDF")


def test_another_reason_does_not_take_the_place_of_the_first(world, item):
    services.withdraw_improvement(improvement=item, because="重复", actor=world.editor)
    with pytest.raises(DrillRefused):
        services.withdraw_improvement(improvement=item, because="别的", actor=world.editor)
    item.refresh_from_db()
    assert item.withdrawn_because == "重复"


def test_a_withdrawn_item_is_neither_made_nor_proposed_nor_changed(world, item):
    services.withdraw_improvement(improvement=item, because="重复", actor=world.editor)
    with pytest.raises(DrillRefused):
        finished(item, world)
    with pytest.raises(DrillRefused):
        services.finish_improvement(
            improvement=item, on=item.drill.held_on, note="换了。", actor=world.editor
        )
    with pytest.raises(DrillRefused):
        services.propose_revision(improvement=item, actor=world.editor)
    with pytest.raises(DrillRefused):
        services.change_improvement(
            improvement=item, actor=world.editor, **said(responsible_unit=world.town)
        )


def test_what_was_made_is_neither_changed_nor_withdrawn(client, world, item, at):
    finished(item, world)
    assert client.get(at("improvement_change")).status_code == 302
    answer = client.post(at("improvement_withdraw"), {"because": "重复"})
    assert answer.status_code == 422 and "不能撤回" in answer.content.decode()
    with pytest.raises(DrillRefused):
        services.change_improvement(
            improvement=item, actor=None, **said(responsible_unit=world.town)
        )
    item.refresh_from_db()
    assert item.withdrawn_on is None


def test_the_day_stays_after_the_drill(world, item):
    with pytest.raises(DrillRefused) as refused:
        services.change_improvement(
            improvement=item, actor=None,
            **said(responsible_unit=world.town, due_on=date(2026, 1, 1)),
        )  # fmt: skip
    assert refused.value.field == "due_on"


def test_the_unit_that_has_to_make_it_does_not_set_its_own_day(client, world, plan_of):
    drill = samples.held(plan_of(world.county), world.county)
    item = services.add_improvement(
        drill=drill, token=uuid4(), actor=None, **said(responsible_unit=world.town)
    )
    client.force_login(world.editor)
    for name in ("improvement_change", "improvement_withdraw"):
        address = reverse(f"drills:{name}", args=[item.pk])
        assert client.get(address).status_code == client.post(address, {}).status_code == 403
        assert (
            address
            not in client.get(reverse("drills:improvement", args=[item.pk])).content.decode()
        )
    client.force_login(world.other_editor)
    assert client.get(reverse("drills:improvement_change", args=[item.pk])).status_code == 404


@pytest.mark.parametrize(
    "spoiled",
    [{"withdrawn_on": LATER}, {"withdrawn_because": "重复"},
     {"withdrawn_on": LATER, "withdrawn_because": "重复", "done_on": LATER, "done_note": "好"}],
)  # fmt: skip
def test_the_database_refuses_half_a_withdrawal(item, spoiled):
    with pytest.raises(IntegrityError), transaction.atomic():
        Improvement.objects.filter(pk=item.pk).update(**spoiled)


def test_who_made_one_thing_has_not_made_what_stands_there_now(client, world, item, at):
    client.force_login(world.editor)
    form = client.get(at("improvement")).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "file"}
    sent |= {"done_on": item.drill.held_on.isoformat(), "note": "换了电源。"}
    services.add_evidence(
        drill=item.drill, improvement=item, data=samples.photo_bytes(), name="改好.png",
        actor=world.editor,
    )  # fmt: skip
    services.change_improvement(
        improvement=item, actor=world.editor, **said(responsible_unit=world.town, finding="路淹了")
    )
    refused = client.post(at("improvement"), sent)
    item.refresh_from_db()
    page = refused.content.decode()
    assert refused.status_code == 422 and item.done_on is None
    assert "文字改过" in page and "路淹了" in page and "换了电源。" in page
    again = refused.context["form"]
    sent = {name: again[name].value() or "" for name in again.fields if name != "file"}
    assert client.post(at("improvement"), sent).status_code == 302
    item.refresh_from_db()
    assert (item.finding, item.done_note) == ("路淹了", "换了电源。")


def test_only_what_stood_on_the_page_is_withdrawn(client, world, item, at):
    form = client.get(at("improvement_withdraw")).context["form"]
    sent = {"shown": form["shown"].value(), "because": "广播的事登记了两次"}
    services.change_improvement(
        improvement=item, actor=world.editor, **said(responsible_unit=world.town, finding="路淹了")
    )
    refused = client.post(at("improvement_withdraw"), sent)
    item.refresh_from_db()
    assert refused.status_code == 422 and item.withdrawn_on is None
    assert "路淹了" in refused.content.decode()
    with pytest.raises(ChangedMeanwhile):
        services.withdraw_improvement(
            improvement=item, because="重了", actor=world.editor,
            was={"finding": "广播没有响", "action": "换电源"},
        )  # fmt: skip


def test_before_withdrawing_one_reads_that_the_reason_to_revise_stays_open(client, item, at):
    assert "修订情形还没有了结" not in client.get(at("improvement_withdraw")).content.decode()
    services.propose_revision(improvement=item, actor=None)
    page = client.get(at("improvement_withdraw")).content.decode()
    assert "修订情形还没有了结" in page
    assert reverse("plans_desk:check", args=[item.drill.plan.slug]) in page
    assert "不跟着改" in client.get(at("improvement_change")).content.decode()
