"""What not everybody may read is no ground for a target; what has no words of its own may be."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.target_links import make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(import_small):
    return import_small()


def test_an_internal_plan_offers_no_way_that_would_be_refused(plan, client, world):
    clause = plan.version.clauses.get(text__contains="综合应急演练")
    assert make_target(clause, world.editor) is not None
    client.force_login(world.editor)
    address = reverse("plans_desk:drafts", args=[plan.version.pk])
    assert "核对并设为目标" in client.get(address).content.decode()
    services.change_document(document=plan.document, actor=world.editor, visibility="internal")
    clause.refresh_from_db()
    clause.version.document.refresh_from_db()
    assert make_target(clause, world.editor) is None
    page = client.get(address).content.decode()
    assert "核对并设为目标" not in page and "先公开文件，再确认目标" in page


def test_a_public_clause_whose_words_moved_below_it_is_still_named_and_linked(
    plan, client, world, small_text, import_small
):
    from datetime import date
    from decimal import Decimal

    from content.targets import services as targets
    from content.targets.enums import Comparator

    clause = plan.version.clauses.get(text__contains="综合应急演练")
    indicator = targets.define_indicator(
        slug="drills", name="综合演练", definition="每年组织的次数", measure="times", source="",
        actor=world.administrator,
    )  # fmt: skip
    target = targets.draft_target(
        slug="d", name="综合演练", indicator=indicator, clause_key=clause.key,
        comparator=Comparator.AT_LEAST, value=Decimal(2), starts=date(2026, 1, 1),
        due=date(2026, 12, 31), unit=world.county, actor=world.administrator,
    )  # fmt: skip
    targets.confirm_target(target=target, actor=world.administrator)
    text = small_text.replace(
        "（一）工作目标。县人民政府每年至少组织2次综合应急演练。",
        "（一）工作目标\n\n1.综合演练。县人民政府每年至少组织2次综合应急演练。\n\n2.专项演练。每年1次。",
    )
    assert text != small_text
    import_small(text, slug=plan.document.slug)
    page = client.get(reverse("targets:detail", args=["d"])).content.decode()
    assert "不公开" not in page
