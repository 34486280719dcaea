"""A target that was wrong is put right: the draft thrown away, the confirmed one retired."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.targets import ending, selectors, services
from content.targets.enums import RetireReason, TargetState
from content.targets.models import Target
from portal.foundation.audit.models import AuditEvent
from tests.samples import pages as samples
from tests.samples.targets import CLAUSE, draft

TYPED = {
    "name": "持证应急志愿者", "comparator": "ge", "value": "12",
    "starts": "2026-01-01", "due": "2099-12-31", "slug": "vol", "public": "on",
}  # fmt: skip
WRONG = Decimal(2000)


@pytest.fixture(autouse=True)
def without_page_cache(settings):
    """Commits do not happen inside these tests, so purges do not either; one test has both."""
    settings.PAGECACHE_ENABLED = False


def address(name, target):
    return reverse(f"targets:desk_{name}", args=[target.slug])


def yes(client, page):
    return {"confirmed": client.post(page).context["asked"]}


def retired(target, by, reason=RetireReason.MISTAKEN, note=""):
    ending.retire_target(target=target, reason=reason, note=note, actor=by)
    return Target.objects.get(pk=target.pk)


def test_an_editor_throws_a_wrong_draft_away_and_registers_the_right_number(
    client, world, surveyed
):
    wrong = draft(world, surveyed, unit=world.town, value=WRONG)
    client.force_login(world.editor)
    page = address("discard", wrong)
    assert page in client.get(reverse("targets:desk")).content.decode()
    asked = client.post(page).content.decode()
    assert "删掉这份草稿？" in asked and "≥ 2000\xa0人" in asked
    assert Target.objects.filter(pk=wrong.pk).exists()
    assert client.post(page, yes(client, page)).status_code == 302
    assert not Target.objects.exists()
    event = AuditEvent.objects.get(action="content.target.discarded")
    assert event.unit_id == world.town.pk and event.target_key.endswith(f":{wrong.pk}")
    again = TYPED | {"indicator": surveyed.pk, "unit": world.town.pk, "slug": wrong.slug}
    drawing = f"{reverse('targets:desk_new')}?clause={CLAUSE}"
    assert client.post(drawing, again).status_code == 302
    assert Target.objects.get().value == 12


def test_a_draft_that_is_gone_is_gone_once_and_looks_like_any_that_never_was(
    client, world, surveyed
):
    wrong = draft(world, surveyed, unit=world.town)
    client.force_login(world.editor)
    page = address("discard", wrong)
    agreed = yes(client, page)
    client.post(page, agreed)
    for sent in (agreed, {}):
        assert client.post(page, sent).status_code == 404
    with pytest.raises(ending.TargetRefused, match="草稿已经删掉了"):
        ending.discard_target(target=wrong, actor=world.administrator)
    assert AuditEvent.objects.filter(action="content.target.discarded").count() == 1


def test_a_draft_of_another_unit_is_thrown_away_by_nobody_below_it(client, world, indicator):
    of_county = draft(world, indicator)
    client.force_login(world.editor)
    assert client.post(address("discard", of_county)).status_code == 404
    client.force_login(world.learner)
    assert client.post(address("discard", of_county)).status_code == 403
    assert Target.objects.exists()


def test_what_is_confirmed_meanwhile_is_not_thrown_away(client, world, surveyed):
    wrong = draft(world, surveyed, unit=world.town)
    client.force_login(world.editor)
    page = address("discard", wrong)
    agreed = yes(client, page)
    services.confirm_target(target=wrong, actor=world.administrator)
    said = client.post(page, agreed, follow=True).content.decode()
    assert "已经确认了，不能删掉" in said
    assert Target.objects.get().state == TargetState.CONFIRMED


def test_what_is_thrown_away_or_retired_meanwhile_is_not_confirmed(client, world, indicator):
    stale = draft(world, indicator)
    ending.discard_target(target=Target.objects.get(), actor=world.administrator)
    with pytest.raises(services.TargetRefused, match="刚被删掉"):
        services.confirm_target(target=stale, actor=world.administrator)
    ended = retired(
        services.confirm_target(target=draft(world, indicator), actor=world.administrator),
        world.administrator,
    )
    with pytest.raises(services.TargetRefused, match="停用"):
        services.confirm_target(target=ended, actor=world.administrator)
    assert Target.objects.get().state == TargetState.RETIRED


def test_a_retired_target_leaves_the_public_pages_and_its_own_says_when_and_why(
    client, world, indicator, target
):
    samples.home()
    own = reverse("targets:detail", args=[target.slug])
    assert own in client.get("/").content.decode()
    client.force_login(world.administrator)
    page = address("retire", target)
    assert page in client.get(reverse("targets:desk")).content.decode()
    assert "停用不能收回" in client.get(page).content.decode()
    refused = client.post(page, {"note": "多写了一个零"})
    assert refused.status_code == 422 and "选一个停用原因" in refused.content.decode()
    typed = {"reason": "mistaken", "note": "多写了<一个>零"}
    assert client.post(page, typed, follow=True).status_code == 200
    event = AuditEvent.objects.get(action="content.target.retired")
    assert event.data == {"reason": "mistaken"} and event.unit_id == target.unit_id
    ledger = client.get(reverse("targets:desk")).content.decode()
    assert own not in ledger and "停用了的 1 项" in ledger
    kept = client.get(reverse("targets:desk"), {"state": "retired"}).content.decode()
    assert f"<s>{target.name}</s>" in kept and "登记错了。多写了&lt;一个&gt;零" in kept
    client.logout()
    for public in ("/", reverse("targets:list"), "/sitemap/"):
        assert own not in client.get(public).content.decode(), public
    read = BeautifulSoup(client.get(own).content, "html.parser")
    assert read.select_one("h1 s").get_text() == target.name
    note = read.select_one("main .note").get_text()
    for words in ("已停用", timezone.localdate().isoformat(), "登记错了", "多写了<一个>零"):
        assert words in note, words
    assert not read.select(".verdict, .fig, svg.gauge") and "8\xa0人" not in read.get_text()
    assert client.get(reverse("targets:csv", args=[target.slug])).status_code == 404


def test_the_retired_page_leads_to_what_counts_now(client, world, indicator, target):
    retired(target, world.administrator)
    right = draft(world, indicator, slug="right", name="订正后的目标", value=Decimal(9))
    own = reverse("targets:detail", args=[target.slug])
    assert "订正后的目标" not in client.get(own).content.decode()
    services.confirm_target(target=right, actor=world.administrator)
    page = client.get(own).content.decode()
    assert "现在的目标：订正后的目标" in page and reverse("targets:detail", args=["right"]) in page


def test_a_retired_page_is_not_kept_by_the_cache(
    client, world, settings, target, django_capture_on_commit_callbacks
):
    settings.PAGECACHE_ENABLED = True
    own = reverse("targets:detail", args=[target.slug])
    assert "8\xa0人" in client.get(own).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        retired(target, world.administrator)
    assert "已停用" in client.get(own).content.decode()


def test_a_retired_target_is_no_step_on_the_way_of_another(world, indicator, target):
    later = draft(world, indicator, slug="later", value=Decimal(30), due=date(2100, 12, 31))
    services.confirm_target(target=later, actor=world.administrator)

    def steps():
        today = timezone.localdate()
        (row,) = selectors.rows(Target.objects.filter(pk=later.pk), on=today)
        return [step.value for step in row.goal.steps]

    assert steps() == [12]
    retired(target, world.administrator)
    assert steps() == []


def test_only_who_may_confirm_retires_and_a_draft_is_not_retired(client, world, surveyed, target):
    client.force_login(world.editor)
    assert client.post(address("retire", target), {"reason": "mistaken"}).status_code == 403
    waiting = draft(world, surveyed, slug="waiting", stratum="城镇")
    client.force_login(world.administrator)
    said = client.post(address("retire", waiting), {"reason": "mistaken"}, follow=True)
    assert "还是草稿" in said.content.decode()
    assert not Target.objects.filter(state=TargetState.RETIRED).exists()


def test_retired_twice_keeps_the_first_reason_and_one_event(client, world, target):
    client.force_login(world.administrator)
    page = address("retire", target)
    for reason in ("mistaken", "plan_changed"):
        client.post(page, {"reason": reason})
    assert not ending.retire_target(
        target=target, reason=RetireReason.PLAN_CHANGED, actor=world.administrator
    )
    assert Target.objects.get().retired_reason == "mistaken"
    assert AuditEvent.objects.filter(action="content.target.retired").count() == 1


@pytest.mark.parametrize("note", ["电话 13812345678", "138 1234 5678", "0951-6123456", "a@b.cn"])
def test_a_note_holds_no_number_of_a_person(client, world, target, note):
    client.force_login(world.administrator)
    answer = client.post(address("retire", target), {"reason": "mistaken", "note": note})
    assert answer.status_code == 422 and "手机号、邮箱或证件号" in answer.content.decode()
    assert Target.objects.get().state == TargetState.CONFIRMED


def test_a_note_of_several_lines_holds_nothing_that_is_not_seen(client, world, target):
    client.force_login(world.administrator)
    page, note = address("retire", target), "定的是 200 人，\r\n多写了一个零"
    answer = client.post(page, {"reason": "mistaken", "note": note + "\u202e"})
    assert answer.status_code == 422 and "看不见的字符" in answer.content.decode()
    assert client.post(page, {"reason": "mistaken", "note": note}).status_code == 302
    assert Target.objects.get().retired_note == note


def test_the_database_keeps_a_retired_target_with_its_day_and_reason(world, indicator, target):
    for half in ({"state": "retired"}, {"retired_on": date(2026, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Target.objects.update(**half)
    retired(target, world.administrator)
    right = draft(world, indicator, slug="right")
    assert right.pk != target.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(
            slug="third", name="三", indicator=indicator, clause_key=CLAUSE, clause_hash="x",
            comparator="ge", value=1, starts=right.starts, due=right.due, unit=world.county,
        )  # fmt: skip


def test_the_refusal_leads_to_what_stands_in_the_way(client, world, surveyed, monkeypatch):
    monkeypatch.setattr("content.targets.views.desk.A_PAGE", 1)
    draft(world, surveyed, slug="first", unit=world.town, due=date(2098, 12, 31))
    wrong = draft(world, surveyed, slug="wrong", name="写错的", unit=world.town, value=WRONG)
    client.force_login(world.editor)
    drawing = f"{reverse('targets:desk_new')}?clause={CLAUSE}"
    typed = TYPED | {"indicator": surveyed.pk, "unit": world.town.pk}
    refused = client.post(drawing, typed)
    assert refused.status_code == 422
    link = BeautifulSoup(refused.content, "html.parser").select_one(".summary a")["href"]
    assert link.endswith(f"#t-{wrong.pk}")
    row = BeautifulSoup(client.get(link).content, "html.parser").select_one(f"#t-{wrong.pk}")
    assert "写错的" in row.get_text()


def test_what_another_unit_registered_is_named_with_its_unit_and_linked_once_it_is_public(
    client, world, surveyed
):
    standing = draft(world, surveyed, value=WRONG)
    client.force_login(world.editor)
    drawing = f"{reverse('targets:desk_new')}?clause={CLAUSE}"
    typed = TYPED | {"indicator": surveyed.pk, "unit": world.town.pk}

    def summary():
        page = BeautifulSoup(client.post(drawing, typed).content, "html.parser")
        return page.select_one(".summary")

    assert world.county.name in summary().get_text() and not summary().select("a")
    services.confirm_target(target=standing, actor=world.administrator)
    assert summary().select_one("a")["href"] == reverse("targets:detail", args=[standing.slug])
