"""What stands beside a clause: the targets in it, how far they have come, what asks about it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans import clause_questions, selectors, services
from content.plans.models import TargetDraft
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
    row = listed.split('href="/targets/drills-yearly/"')[1].split("</tr>")[0]
    row = row.replace("\xa0", " ").replace("\u2060", "")
    assert "≥ 3 次" in row and "2099-12-31" in row


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
