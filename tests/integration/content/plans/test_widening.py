"""Whoever writes what is in force may narrow its readers, and needs the right to publish to widen
them."""

import re

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import HiddenFor, Visibility
from content.plans.models import ClauseVisibility, PlanDocument
from content.plans.services import PlanRefused
from portal.people.enums import Role
from portal.people.models import Membership
from tests.integration.conftest import SINCE

PUBLIC, INTERNAL, RESTRICTED = Visibility.PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED
STEPS = [(RESTRICTED, INTERNAL), (RESTRICTED, PUBLIC), (INTERNAL, PUBLIC)]
WHO = "能编辑也能发布的人"


@pytest.fixture
def plan(import_small):
    return import_small().document


@pytest.fixture
def clause(plan):
    return plan.current_version.clauses.get(heading="编制计划")


def reach_of(plan):
    return PlanDocument.objects.get(pk=plan.pk).visibility


def words(response):
    return re.sub(r"<[^>]+>|\s", "", response.content.decode())


@pytest.mark.parametrize(("narrow", "wide"), STEPS)
def test_an_editor_narrows_a_document_in_force_and_does_not_widen_it(plan, world, narrow, wide):
    if wide != PUBLIC:
        services.change_document(document=plan, actor=world.editor, visibility=wide)
    services.change_document(document=plan, actor=world.editor, visibility=narrow)
    with pytest.raises(PlanRefused, match=WHO) as refused:
        services.change_document(document=plan, actor=world.editor, visibility=wide)
    assert refused.value.field == "visibility" and world.administrator.full_name in str(
        refused.value
    )
    assert reach_of(plan) == narrow
    plan.refresh_from_db()
    services.change_document(document=plan, actor=world.administrator, visibility=wide)
    assert reach_of(plan) == wide


@pytest.mark.parametrize(("narrow", "wide"), STEPS)
def test_an_editor_narrows_a_clause_in_force_and_does_not_widen_it(clause, world, narrow, wide):
    services.set_visibility(clause=clause, visibility=narrow, actor=world.editor)
    with pytest.raises(PlanRefused, match=WHO):
        services.set_visibility(clause=clause, visibility=wide, actor=world.editor)
    clause.refresh_from_db()
    assert clause.visibility == narrow
    services.set_visibility(clause=clause, visibility=wide, actor=world.administrator)
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
    with pytest.raises(PlanRefused, match=WHO) as refused:
        services.change_document(document=plan, actor=world.editor, original_for_readers=True)
    assert refused.value.field == "original_for_readers"
    services.change_document(document=plan, actor=world.administrator, original_for_readers=True)
    services.change_document(document=plan, actor=world.editor, original_for_readers=False)
    assert not PlanDocument.objects.get(pk=plan.pk).original_for_readers


def test_where_nobody_may_it_says_whom_to_ask(plan, world):
    services.change_document(document=plan, actor=world.editor, visibility=INTERNAL)
    Membership.objects.filter(user=world.administrator).delete()
    with pytest.raises(PlanRefused, match="请管理员定一位"):
        services.change_document(document=plan, actor=world.editor, visibility=PUBLIC)


def test_an_editor_who_also_reviews_may(plan, world):
    services.change_document(document=plan, actor=world.editor, visibility=INTERNAL)
    Membership.objects.create(
        user=world.editor, unit=world.town, role=Role.REVIEWER, valid_from=SINCE
    )
    services.change_document(document=plan, actor=world.editor, visibility=PUBLIC)
    assert reach_of(plan) == PUBLIC


def test_the_pages_say_who_can_and_keep_what_was_chosen(client, clause, plan, world):
    services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    client.force_login(world.editor)
    address = reverse("plans_desk:clause_visibility", args=[clause.version_id, clause.anchor])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"visibility": PUBLIC.value}
    answer = client.post(address, sent)
    assert answer.status_code == 422 and WHO in words(answer)
    assert answer.context["form"]["visibility"].value() == PUBLIC
    ClauseVisibility.objects.update(judged_at=None, judged_by=None, reason=HiddenFor.CARRIED)
    judge = reverse("plans_desk:judge_visibility", args=[clause.version_id, clause.anchor])
    answer = client.post(judge, {"visibility": "public"}, follow=True)
    assert WHO in words(answer)
    clause.refresh_from_db()
    assert clause.visibility == RESTRICTED
