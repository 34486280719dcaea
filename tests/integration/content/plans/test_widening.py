"""Whoever writes what is in force may narrow its readers, and needs a second person to widen
them."""

import pytest

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument
from content.plans.review_states import RoundState
from content.plans.services import PlanRefused, register
from tests.samples.reviewed_plans import published

PUBLIC, INTERNAL, RESTRICTED = Visibility.PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED
STEPS = [(RESTRICTED, INTERNAL), (RESTRICTED, PUBLIC), (INTERNAL, PUBLIC)]
WHO = "另一位能发布的人"


@pytest.fixture
def plan(import_small):
    return import_small().document


@pytest.fixture
def clause(plan):
    return plan.current_version.clauses.get(heading="编制计划")


def reach_of(plan):
    return PlanDocument.objects.get(pk=plan.pk).visibility


@pytest.mark.parametrize(("narrow", "wide"), STEPS)
def test_an_editor_narrows_a_document_in_force_and_does_not_widen_it_alone(
    plan, world, narrow, wide
):
    if wide != PUBLIC:
        services.change_document(document=plan, actor=world.editor, visibility=wide)
    services.change_document(document=plan, actor=world.editor, visibility=narrow)
    for alone in (world.editor, world.administrator):
        with pytest.raises(PlanRefused, match=WHO) as refused:
            services.change_document(document=plan, actor=alone, visibility=wide)
        assert refused.value.field == "visibility" and reach_of(plan) == narrow
    plan.refresh_from_db()
    services.change_document(
        document=plan, actor=world.editor, confirmed_by=world.reviewer, visibility=wide
    )
    assert reach_of(plan) == wide


@pytest.mark.parametrize(("narrow", "wide"), STEPS)
def test_an_editor_narrows_a_clause_in_force_and_does_not_widen_it_alone(
    clause, world, narrow, wide
):
    services.set_visibility(clause=clause, visibility=narrow, actor=world.editor)
    for alone in (world.editor, world.administrator):
        with pytest.raises(PlanRefused, match=WHO):
            services.set_visibility(clause=clause, visibility=wide, actor=alone)
    clause.refresh_from_db()
    assert clause.visibility == narrow
    services.set_visibility(
        clause=clause, visibility=wide, actor=world.editor, confirmed_by=world.reviewer
    )
    clause.refresh_from_db()
    assert clause.visibility == wide


def test_a_draft_whose_clause_was_published_opens_no_way_round(
    import_small, small_text, clause, plan, world
):
    services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    draft = import_small(small_text + "\n附：无", publish=False, slug=plan.slug).version
    again = draft.clauses.get(anchor=clause.anchor)
    with pytest.raises(PlanRefused, match=WHO):
        services.set_visibility(clause=again, visibility=PUBLIC, actor=world.editor)


def test_what_only_a_draft_has_is_its_editors_to_judge_since_a_review_comes_after(
    import_small, world
):
    draft = import_small(publish=False)
    clause = draft.version.clauses.get(heading="编制计划")
    for grade in (RESTRICTED, PUBLIC):
        services.set_visibility(clause=clause, visibility=grade, actor=world.editor)
        services.change_document(document=draft.document, actor=world.editor, visibility=grade)
    assert reach_of(draft.document) == PUBLIC


def test_only_who_publishes_offers_the_original(import_small, world):
    plan = import_small(
        text=None, data="安澜县计划\n一、目标\n演练。".encode(), name="a.txt"
    ).document
    with pytest.raises(PlanRefused, match="能编辑也能发布的人") as refused:
        services.change_document(document=plan, actor=world.editor, original_for_readers=True)
    assert refused.value.field == "original_for_readers"
    services.change_document(document=plan, actor=world.administrator, original_for_readers=True)
    services.change_document(document=plan, actor=world.editor, original_for_readers=False)
    assert not PlanDocument.objects.get(pk=plan.pk).original_for_readers


def test_what_somebody_publishes_at_this_moment_is_not_widened_as_a_draft(
    import_small, world, monkeypatch
):
    made = import_small(publish=False, visibility="internal")
    hold = register.hold

    def after_publishing(rows, *, by):
        monkeypatch.setattr(register, "hold", hold)
        published(made.version, world.editor, world.reviewer)
        return hold(rows, by=by)

    monkeypatch.setattr(register, "hold", after_publishing)
    with pytest.raises(PlanRefused, match=WHO):
        services.change_document(document=made.document, actor=world.editor, visibility=PUBLIC)
    assert reach_of(made.document) == INTERNAL


def test_a_clause_narrowed_by_hand_ends_its_own_proposal_at_once(clause, plan, world):
    services.set_visibility(clause=clause, visibility=INTERNAL, actor=world.editor)
    widening = services.propose_widening(
        document=plan, clause=clause, wanted=PUBLIC, reason="核对过", by=world.editor
    )
    services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    widening.refresh_from_db()
    assert widening.state == RoundState.VOID
