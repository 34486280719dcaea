"""The entry in the register: changing it, throwing its draft away, drawing targets from it."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from content.plans import services
from content.plans.enums import DraftState, Family, Kind, Visibility
from content.plans.models import (
    Clause,
    PlanDocument,
    Repair,
    TargetDraft,
)
from content.targets.models import Indicator, Target
from portal.foundation.audit.models import AuditEvent
from search.documents.models import SearchDocument


def test_search_rows_follow_visibility_and_status(import_small, world):
    plan = import_small()
    rows = SearchDocument.objects.filter(group_key=plan.document.group_key)
    services.change_document(document=plan.document, actor=None, visibility=Visibility.INTERNAL)
    assert {tuple(row.grants) for row in rows.all()} == {(f"unit:{world.town.pk}",)}
    services.change_document(document=plan.document, actor=None, visibility=Visibility.RESTRICTED)
    assert not rows.all().exists()
    services.change_document(
        document=plan.document, actor=None, visibility=Visibility.PUBLIC, status="historic"
    )
    assert {row.status for row in rows.all()} == {"historic"}


def test_discarding_the_only_draft_removes_the_document(import_small):
    plan = import_small(publish=False)
    services.discard_draft(version=plan.version, actor=None)
    assert not PlanDocument.objects.exists()
    assert not Clause.objects.exists()
    assert not Repair.objects.exists()


def test_the_only_draft_of_a_document_that_replaces_another_stays_and_is_named(
    import_small, small_text, world
):
    old = import_small().document
    text = small_text.replace("2026—2028年", "2029—2031年")
    draft = import_small(text, publish=False, apart=True)
    services.change_document(
        document=old, actor=world.editor, status="historic", replaced_by=draft.document
    )
    with pytest.raises(services.PlanRefused, match=re.escape(old.title)):
        services.discard_draft(version=draft.version, actor=world.editor)
    draft.version.refresh_from_db()
    assert draft.version.ready and draft.version.clauses.exists()


def test_only_what_changed_is_recorded_and_followed(import_small, world):
    plan = import_small().document
    before = AuditEvent.objects.count()
    services.change_document(
        document=plan, actor=world.editor, visibility=plan.visibility, issuer=plan.issuer,
        hazards=plan.hazards.all(),
    )  # fmt: skip
    assert AuditEvent.objects.count() == before
    services.change_document(
        document=plan, actor=world.editor, visibility=plan.visibility, issuer="青河镇人民政府办"
    )
    assert AuditEvent.objects.order_by("-pk")[0].data == {"fields": ["issuer"]}


def test_a_draft_becomes_a_target_that_points_back_at_its_clause(import_small, world):
    import_small()
    draft = TargetDraft.objects.get(subject="综合应急演练")
    assert (draft.stratum, draft.comparator, str(draft.value.normalize())) == (
        "县人民政府",
        "ge",
        "2",
    )
    indicator = Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账计数", measure="times"
    )
    values = {
        "draft": draft, "indicator": indicator, "slug": "drills-2026",
        "starts": date(2026, 1, 1), "due": date(2026, 12, 31),
        "unit": world.county, "actor": world.administrator,
    }  # fmt: skip
    target = services.confirm_draft(**values)
    assert services.confirm_draft(**values) == target
    assert Target.objects.count() == 1
    assert target.clause_key == draft.clause.key
    draft.refresh_from_db()
    assert draft.state == DraftState.CONFIRMED
    assert services.dismiss_drafts(drafts=[draft], actor=world.editor, reason="不是") == 0
    draft.refresh_from_db()
    assert draft.state == DraftState.CONFIRMED


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": Kind.GENERAL}, "plan_kind_fits_family"),
        ({"filed_on": date(2026, 1, 1)}, "plan_only_response_is_filed"),
        ({"filing_receipt": "安备1号"}, "plan_only_response_is_filed"),
        ({"family": Family.RESPONSE, "kind": Kind.SPECIAL}, "plan_only_planning_has_period"),
        ({"period_start": 2030}, "plan_period_order"),
        ({"period_end": None}, "plan_period_order"),
        ({"visibility": "secret"}, "plan_visibility_known"),
    ],
)
def test_the_database_keeps_the_rules_of_the_two_families(import_small, values, constraint):
    plan = import_small(publish=False).document
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlanDocument.objects.filter(pk=plan.pk).update(**values)


def test_a_forbidden_change_is_refused_in_words(import_small):
    plan = import_small().document
    with pytest.raises(services.PlanRefused) as caught:
        services.change_document(document=plan, actor=None, filed_on=date(2026, 1, 1))
    assert "规划和计划不备案" in caught.value.message
    plan.refresh_from_db()
    assert plan.filed_on is None
