"""The ledger of targets: drafted from a clause, confirmed by an administrator, taken out."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from content.targets import counting, registry, services, waiting
from content.targets.enums import TargetState
from content.targets.models import Target
from portal.foundation.audit.models import AuditEvent
from tests.samples.targets import CLAUSE, STAND, TEXT, count, draft, unbound


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_ledger_goes_out_as_a_file_with_the_targets_of_one_s_own_units(
    client, world, surveyed, kind
):
    draft(world, surveyed, name="全县志愿者")
    own = {"slug": "own", "name": "青河镇志愿者", "unit": world.town, "value": Decimal(5)}
    begun = {"baseline": Decimal(3), "baseline_year": 2025}
    draft(world, surveyed, **own, **begun, due=date(2098, 12, 31))
    client.force_login(world.editor)
    assert reverse(f"targets:desk_{kind}") in client.get(reverse("targets:desk")).content.decode()
    answered = client.get(reverse(f"targets:desk_{kind}"))
    assert f"targets.{kind}" in answered["Content-Disposition"]
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(answered.content.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(answered.content)).active
        rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert len(rows) == 2
    assert rows[0][-2:] == ["指标", "基期"] and rows[1][-2:] == [surveyed.name, "2025 年 3\xa0人"]
    assert rows[1][0] == "青河镇志愿者" and rows[1][1] == "≥ 5\xa0人" and rows[1][9] == "青河镇"


ADDED = {
    "name": "持证应急志愿者", "comparator": "ge", "value": "12",
    "starts": "2026-01-01", "due": "2027-01-01", "slug": "vol",
}  # fmt: skip


def test_an_editor_drafts_from_a_clause_and_keeps_what_was_typed_on_error(client, world, surveyed):
    client.force_login(world.editor)
    address = f"{reverse('targets:desk_new')}?clause={CLAUSE}"
    typed = ADDED | {"indicator": surveyed.pk, "unit": world.town.pk, "public": "on"}
    refused = client.post(address, typed | {"due": "2025-12-31"}).content.decode()
    assert "截止日期不能早于起始日期" in refused
    assert 'value="持证应急志愿者"' in refused
    assert client.post(address, typed).status_code == 302
    assert Target.objects.get().state == TargetState.DRAFT


def test_an_editor_cannot_draft_for_another_unit_nor_confirm(client, world, indicator):
    client.force_login(world.editor)
    address = f"{reverse('targets:desk_new')}?clause={CLAUSE}"
    typed = ADDED | {"indicator": indicator.pk, "unit": world.other_town.pk}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "只能选你负责的单位" in refused.content.decode()
    assert not Target.objects.exists()
    waiting = draft(world, indicator)
    assert client.post(reverse("targets:desk_confirm", args=[waiting.slug])).status_code == 403


def test_an_administrator_confirms_twice_and_one_audit_event_remains(client, world, indicator):
    waiting = draft(world, indicator)
    client.force_login(world.administrator)
    address = reverse("targets:desk_confirm", args=[waiting.slug])
    yes = {"confirmed": client.post(address).context["asked"]}
    for _ in range(2):
        assert client.post(address, yes).status_code == 302
    assert AuditEvent.objects.filter(action="content.target.confirmed").count() == 1


def test_before_a_target_is_confirmed_its_number_its_unit_and_its_readers_are_asked_about(
    client, world, surveyed
):
    waiting = draft(world, surveyed, unit=world.town, stratum="城镇")
    client.force_login(world.administrator)
    address = reverse("targets:desk_confirm", args=[waiting.slug])
    asked = client.post(address).content.decode()
    for words in (
        "确认这个目标？", waiting.name, f"指标：{surveyed.name}", "范围：城镇",
        "从 2026-01-01 起，到 2099-12-31，≥ 12\xa0人", 'href="/plans/five-year/#c-7"', TEXT,
        "由青河镇负责", "任何人", "确认后不能改，登记错了可以停用",
    ):  # fmt: skip
        assert words in asked, words
    waiting.refresh_from_db()
    assert waiting.state == TargetState.DRAFT
    yes = {"confirmed": client.post(address).context["asked"]}
    Target.objects.update(public=False)
    assert "不公开：只列在青河镇和它上级" in client.post(address, yes).content.decode()
    waiting.refresh_from_db()
    assert waiting.state == TargetState.DRAFT


def test_who_confirms_reads_from_what_a_target_counts(client, world, surveyed):
    begun = draft(world, surveyed, baseline=Decimal(4), baseline_year=2025)
    draft(world, surveyed, slug="less", comparator="le", baseline_year=2020, due=date(2098, 1, 1))
    client.force_login(world.administrator)
    page = client.get(reverse("targets:desk")).content.decode()
    assert f"指标：{surveyed.name}" in page and "基期 2025 年 4\xa0人" in page
    asked = client.post(reverse("targets:desk_confirm", args=[begun.slug])).content.decode()
    assert "基期：2025 年 4\xa0人。进度从这个数起，按天平均算。" in asked
    asked = client.post(reverse("targets:desk_confirm", args=["less"])).content.decode()
    assert "基期：2020 年。" in asked and "进度从这个数起" not in asked


def test_a_clause_that_changes_after_it_was_read_is_asked_about_again_and_refused_by_the_service(
    client, world, indicator
):
    waiting = draft(world, indicator)
    client.force_login(world.administrator)
    address = reverse("targets:desk_confirm", args=[waiting.slug])
    first = client.post(address)
    assert TEXT in first.content.decode()
    read = waiting.clause_hash
    STAND["text"] = "到2026年底，全县持证应急志愿者不少于9人。"
    again = client.post(address, {"confirmed": first.context["asked"]})
    assert (
        STAND["text"] in again.content.decode() and "你看过以后有了变化" in again.content.decode()
    )
    with pytest.raises(services.TargetRefused, match="条文改了"):
        services.confirm_target(target=waiting, actor=world.administrator, read=read)
    waiting.refresh_from_db()
    assert waiting.state == TargetState.DRAFT
    client.post(address, {"confirmed": again.context["asked"]})
    waiting.refresh_from_db()
    assert waiting.state == TargetState.CONFIRMED


def test_a_clause_that_changes_while_a_target_is_drafted_is_shown_and_what_was_typed_stays(
    client, world, surveyed
):
    client.force_login(world.editor)

    def action(page) -> str:
        return BeautifulSoup(page.content, "html.parser").select_one("main form")["action"]

    page = reverse("targets:desk_new")
    drawn = action(client.get(page, {"clause": CLAUSE}))
    STAND["text"] = "到2026年底，全县持证应急志愿者不少于9人。"
    typed = ADDED | {"indicator": surveyed.pk, "unit": world.town.pk, "public": "on"}
    refused = client.post(page + drawn, typed)
    words = refused.content.decode()
    assert refused.status_code == 422 and "你看过以后条文改了" in words
    assert STAND["text"] in words and 'value="持证应急志愿者"' in words
    assert not Target.objects.exists()
    assert client.post(page + action(refused), typed).status_code == 302


def test_a_long_ledger_is_read_by_pages_and_goes_out_whole(client, world, surveyed, monkeypatch):
    monkeypatch.setattr("content.targets.views.desk.A_PAGE", 2)
    for place in range(3):
        own = {"slug": f"own-{place}", "name": f"第{place}项", "unit": world.town}
        draft(world, surveyed, **own, due=date(2090 + place, 12, 31))
    client.force_login(world.editor)
    desk = reverse("targets:desk")
    first, second = (client.get(desk, {"page": page}).content.decode() for page in (1, 2))
    assert "第0项" in first and "第1项" in first and "第2项" not in first
    assert "第2项" in second and "第1项" not in second
    assert "共 3 项" in first
    whole = client.get(reverse("targets:desk_csv")).content.decode("utf-8-sig")
    assert len(whole.splitlines()) == 4


def test_an_administrator_has_the_indicators_counted_now(client, world, indicator, surveyed):
    draft(world, surveyed, unit=world.town)
    draft(world, surveyed, unit=world.town)
    client.force_login(world.editor)
    assert "现在重新统计" not in client.get(reverse("targets:desk")).content.decode()
    assert client.post(reverse("targets:desk_recount")).status_code == 403
    assert not indicator.values.exists()
    client.force_login(world.administrator)
    assert "现在重新统计" in client.get(reverse("targets:desk")).content.decode()
    done = client.post(reverse("targets:desk_recount"), follow=True).content.decode()
    assert "重新统计了 1 项指标。" in done
    assert indicator.values.get().holds_for == timezone.localdate()
    event = AuditEvent.objects.get(action="content.target.recounted")
    assert event.data == {"indicators": 1}


def test_a_clause_that_is_not_public_is_the_ground_of_no_target(client, world, surveyed):
    STAND.update(public=False)
    with pytest.raises(services.TargetRefused, match="文件不公开"):
        draft(world, surveyed, unit=world.town)
    STAND.update(public=True)
    target = draft(world, surveyed, unit=world.town)
    STAND.update(public=False)
    with pytest.raises(services.TargetRefused, match="文件不公开"):
        services.confirm_target(target=target, actor=world.administrator)
    Target.objects.update(state=TargetState.CONFIRMED, confirmed_at=timezone.now(), public=True)
    page = client.get(reverse("targets:detail", args=[target.slug])).content.decode()
    assert "依据的文件现在不公开" in page
    listed = client.get(reverse("targets:list")).content.decode()
    assert "文件现在不公开" in listed
    assert "强化队伍" not in listed and "five-year" not in listed and "十五五" not in listed


def test_the_ledger_offers_to_confirm_a_draft_only_to_whoever_may(client, world, surveyed):
    own = draft(world, surveyed, unit=world.town)
    address = reverse("targets:desk_confirm", args=[own.slug])
    client.force_login(world.editor)
    read = client.get(reverse("targets:desk")).content.decode()
    assert "等管理员确认" in read and address not in read and "现在重新统计" not in read
    client.force_login(world.administrator)
    read = client.get(reverse("targets:desk")).content.decode()
    assert "等管理员确认" not in read and address in read and "现在重新统计" in read


def test_the_ledger_asks_for_rights_and_figures_of_all_rows_at_once(client, world, surveyed):
    client.force_login(world.editor)
    asked = []
    for place in range(3):
        own = {"slug": f"own-{place}", "unit": world.town, "due": date(2090 + place, 12, 31)}
        draft(world, surveyed, **own)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("targets:desk"))
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_the_ledger_says_where_a_target_stands_and_what_its_register_lacks(
    client, world, indicator
):
    registry.register(
        "test.volunteers", count, title="测试名册", caveat="目前只看理论考试",
        unregistered=lambda inputs: 3,
    )  # fmt: skip
    draft(world, indicator)
    counting.snapshot(indicator, timezone.localdate())
    Target.objects.update(public=False)
    client.force_login(world.administrator)
    read = BeautifulSoup(client.get(reverse("targets:desk")).content, "html.parser")
    row = unbound(read.select_one("tbody tr").get_text())
    for words in (
        "8 人",
        "名册计数 8 条",
        "名册不全：3 个没有登记",
        "目前只看理论考试",
        "还差 4 人",
    ):
        assert words in row, words
    assert read.select_one("tbody .verdict")


def test_a_target_that_is_not_public_has_no_public_page_to_look_at(client, world, surveyed):
    kept = draft(world, surveyed, unit=world.town, public=False)
    services.confirm_target(target=kept, actor=world.administrator)
    client.force_login(world.editor)
    read = client.get(reverse("targets:desk")).content.decode()
    assert reverse("targets:detail", args=[kept.slug]) not in read
    assert "不公开" in read


def test_what_is_behind_or_stands_on_a_changed_clause_comes_first_and_numbers_of_plans_last(
    client, world, indicator, surveyed, monkeypatch
):
    """The due days alone would put them in the other order."""
    monkeypatch.setattr(
        waiting, "_sources", [lambda person: [waiting.Waiting("甲乙要点", "/x/", 81)]]
    )
    span = {"starts": date(2020, 1, 1), "unit": world.county}
    for name, row in {
        "没人数的": span | {"indicator": surveyed, "due": date(2096, 12, 31)},
        "草稿": span | {"indicator": surveyed, "due": date(2097, 12, 31)},
        "条文改过的": span | {"indicator": surveyed, "due": date(2098, 12, 31)},
        "落后的": span | {"indicator": indicator, "due": date(2099, 12, 31), "value": Decimal(900)},
    }.items():
        kept = draft(world, slug=f"t-{row['due'].year}", name=name, **row)
        if name != "草稿":
            services.confirm_target(target=kept, actor=world.administrator)
    Target.objects.filter(name="条文改过的").update(clause_changed=True)
    counting.snapshot(indicator, timezone.localdate())
    client.force_login(world.administrator)
    read = BeautifulSoup(client.get(reverse("targets:desk")).content, "html.parser")
    names = [next(cell.stripped_strings) for cell in read.select("tbody th")]
    assert names == ["条文改过的", "落后的", "草稿", "没人数的"]
    assert unbound(read.select_one('a[href="#numbers"]').get_text()) == "等着确认的数字 81 个"
    words = read.get_text()
    assert words.index("落后的") < words.index("甲乙要点")
