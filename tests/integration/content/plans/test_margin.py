"""What stands beside a clause: the targets in it, how far they have come, what asks about it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans import clause_questions, selectors, services
from content.plans.models import TargetDraft
from content.plans.selectors.roles import key_of
from content.targets import registry
from content.targets.changed_clauses import flag_changed_clause
from content.targets.counting import snapshot
from content.targets.enums import Comparator, Measure
from content.targets.models import Indicator
from content.targets.services import confirm_target, draft_target


def _one_drill(_on):
    return registry.Measurement.count(1)


@pytest.fixture
def counted(db):
    registry.register("test.drills", _one_drill, title="演练")
    return Indicator.objects.create(
        slug="drills", name="演练次数", definition="办过的。", measure=Measure.TIMES,
        source="test.drills",
    )  # fmt: skip


def test_a_number_that_nobody_confirmed_stands_on_no_public_page(client, import_small):
    plan = import_small()
    assert TargetDraft.objects.filter(clause__version=plan.version).exists()
    page = client.get(plan.document.get_absolute_url()).content.decode()
    tab = reverse("plans:targets", args=[plan.document.slug])
    assert 'class="aim"' not in page and 'class="mnote has"' not in page
    assert f'href="{tab}"' not in page
    assert "综合应急演练" not in client.get(tab).content.decode().split("<main")[1]


def test_a_confirmed_number_is_marked_noted_in_the_margin_and_listed(
    client, world, import_small, counted
):
    plan = import_small()
    target = services.confirm_draft(
        draft=TargetDraft.objects.get(subject="综合应急演练"), indicator=counted,
        slug="drills-yearly", name="每年演练", value=Decimal(3), stratum="",
        starts=date(2026, 1, 1), due=date(2099, 12, 31), unit=world.county, actor=world.editor,
    )  # fmt: skip
    pages = (plan.document.get_absolute_url(), reverse("plans:targets", args=[plan.document.slug]))
    assert not selectors.aims_of(plan.version, on=date(2026, 6, 1))
    confirm_target(target=target, actor=world.administrator)
    page, listed = (client.get(address).content.decode() for address in pages)
    assert '<span class="aim">县人民政府每年至少组织2次综合应急演练。</span>' in page
    assert 'class="mnote has"' in page and f'href="{pages[1]}"' in page
    row = listed.split('href="/targets/drills-yearly/"')[1].split("</section>")[0]
    row = row.replace("\xa0", " ").replace("\u2060", "")
    assert "≥ 3 次" in row and "2099-12-31" in row


WITH_TABLE = """# 安澜县应急演练工作计划（2026—2028年）

## 一、总体要求

县人民政府每年至少组织2次综合应急演练。

## 二、指标

表1 主要指标

| 指标 | 单位 | 2028年 |
| --- | --- | --- |
| 县级综合应急演练 | 次/年 | ≥2 |
| 演练参与率 | % | ≥80 |

"""


def test_the_list_of_numbers_says_how_many_of_a_table_stand_and_shows_each_on_its_scale(
    client, world, import_small, counted, settings
):
    settings.PAGECACHE_ENABLED = False
    plan = import_small(None, data=WITH_TABLE.encode(), name="plan.md")
    draft = TargetDraft.objects.get(subject="综合应急演练", row=None)
    target = services.confirm_draft(
        draft=draft, indicator=counted, slug="drills-yearly", name="每年演练", stratum="",
        starts=date(2026, 1, 1), due=date(2099, 12, 31), unit=world.county, actor=world.editor,
        baseline=Decimal(1), baseline_year=2025,
    )  # fmt: skip
    address = reverse("plans:targets", args=[plan.document.slug])
    assert "登记了" not in client.get(address).content.decode()
    confirm_target(target=target, actor=world.administrator)
    page = client.get(address).content.decode().replace("\xa0", " ").replace("\u2060", "")
    assert "的 2 项里登记了 1 项" in page and "登记过的 1 项" in page
    row = page.split('href="/targets/drills-yearly/"')[1].split("</section>")[0]
    assert "<svg" in row and "基期 2025 年 1 次" in row
    rows = TargetDraft.objects.filter(row__isnull=False).order_by("row")
    services.dismiss_drafts(drafts=[rows[0]], actor=world.editor, reason="和条文里的是同一个")
    assert "2 项里登记了 1 项" in client.get(address).content.decode().replace("\xa0", " ")
    services.dismiss_drafts(drafts=[rows[1]], actor=world.editor, reason="不是目标")
    assert "1 项里登记了 1 项" in client.get(address).content.decode().replace("\xa0", " ")
    table = plan.version.clauses.get(table__isnull=False)
    services.set_visibility(clause=table, visibility="restricted", actor=world.editor)
    assert "项里登记了" not in client.get(address).content.decode()


def test_the_margin_says_how_far_a_target_of_the_clause_has_come(
    client, world, import_small, counted
):
    plan = import_small()
    clause = plan.version.clauses.exclude(drafts=None).first()
    target = draft_target(
        slug="drills-yearly", name="每年演练", indicator=counted, clause_key=clause.key,
        comparator=Comparator.AT_LEAST, value=Decimal(2), starts=date(2026, 1, 1),
        due=date(2099, 12, 31), unit=world.county, actor=world.editor,
    )  # fmt: skip
    confirm_target(target=target, actor=world.administrator)
    snapshot(counted, timezone.localdate())
    page = client.get(plan.document.get_absolute_url()).content.decode()
    note = page.split('href="/targets/drills-yearly/"')[1].split("</dl>")[0]
    assert "1\xa0次" in note and "目标 ≥ 2\xa0次" in note
    assert f"{timezone.localdate()} 的数" in note


def test_a_clause_that_changed_is_said_in_the_margin_and_in_the_list_of_numbers(
    client, world, import_small, counted, settings
):
    settings.PAGECACHE_ENABLED = False
    plan = import_small()
    target = services.confirm_draft(
        draft=TargetDraft.objects.get(subject="综合应急演练"), indicator=counted,
        slug="drills-yearly", stratum="", starts=date(2026, 1, 1), due=date(2099, 12, 31),
        unit=world.county, actor=world.editor,
    )  # fmt: skip
    confirm_target(target=target, actor=world.administrator)
    flag_changed_clause(key=target.clause_key, new_hash="b" * 64, withdrawn=False)
    pages = (plan.document.get_absolute_url(), reverse("plans:targets", args=[plan.document.slug]))
    for address in pages:
        assert "条文后来改过，正在核对" in client.get(address).content.decode(), address


def test_registered_questions_are_counted_in_the_margin(client, import_small, monkeypatch):
    plan = import_small()
    key = plan.version.clauses.get(heading="编制计划").key
    monkeypatch.setattr(clause_questions, "_counters", [])
    clause_questions.register(lambda keys: {key: clause_questions.Questions(9, "/practice/")})
    page = client.get(plan.document.get_absolute_url()).content.decode()
    assert page.count("题目 9 道") == 1


ACTING = """安澜县防汛应急预案

1 职责

1.1 分工

县水利局负责监测。县气象局负责预报。县公安局负责管控。县民政局负责安置。县财政局负责资金。

1.2 转移

发生险情的，县赤霄局负责清点。

1.3 水库

全县有水库九座。

1.4 公安

县公安局负责警戒。
"""


def note_of(page, clause):
    article = page.split(f'id="{clause.fragment}"')[1].split("</article>")[0]
    return article.partition('class="mnote')[2]


def test_the_margin_names_all_who_act_with_their_pages_the_fifth_behind_one_tap(
    client, import_small
):
    plan = import_small(ACTING)
    clauses = {one.heading: one for one in plan.version.clauses.all()}
    address = f"{plan.document.get_absolute_url()}?unkept"
    assert "认出由谁做" not in client.get(address).content.decode()
    services.make_extracts(plan.document)
    page = client.get(address).content.decode()
    beside = note_of(page, clauses["分工"])
    for name in ("县水利局", "县气象局"):
        role = reverse("plans:role", args=[plan.document.slug, key_of(name)])
        assert f'<a href="{role}">{name}</a>' in beside
        assert name in client.get(role).content.decode()
    first, rest = beside.split("<summary>另外 1 个</summary>")
    assert "县民政局</a>" in first and "县财政局</a>" in rest.partition("</details>")[0]
    assert "<details" not in note_of(page, clauses["转移"])
    assert "县赤霄局</a>" in note_of(page, clauses["转移"])
    assert "认出由谁做" not in note_of(page, clauses["公安"])
    assert "认出由谁做" not in note_of(page, clauses["水库"])


def test_the_margin_of_a_hidden_clause_names_nobody_to_a_stranger(client, world, import_small):
    plan = import_small(ACTING)
    (clause,) = plan.version.clauses.filter(text__contains="赤霄")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    services.make_extracts(plan.document)
    address = f"{plan.document.get_absolute_url()}?unkept"
    assert "赤霄" not in client.get(address).content.decode()
    client.force_login(world.editor)
    page = client.get(address).content.decode()
    assert "县赤霄局</a>" in note_of(page, clause)


def test_on_a_phone_a_margin_stays_out_that_would_only_lead_to_a_report(client, import_small):
    version = import_small().version
    page = client.get(version.document.get_absolute_url()).content.decode()
    notes = re.findall(r'<div role="note" class="([^"]*)"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert {"desk" in classes.split() for classes, _said in notes} == {True, False}
    for classes, said in notes:
        labels = re.findall(r"<a [^>]*>([^<]+)</a>", said)
        assert ("desk" in classes.split()) is (labels == ["报错"]), (classes, labels)
