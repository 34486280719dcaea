"""More people read what is in force once a second person has confirmed it; fewer, at once."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.enums import HiddenFor, Visibility
from content.plans.models import ClauseVisibility, PlanDocument, RegisterEdit, Widening
from content.plans.review_states import RoundState
from content.plans.selectors.review import authors_of
from content.plans.selectors.widenings import widenings_for
from content.plans.services import PlanRefused
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people.enums import Role
from portal.people.models import Membership, User
from search.documents.models import SearchDocument
from tests.integration.conftest import SINCE
from tests.samples.reviewed_plans import published

PUBLIC, INTERNAL, RESTRICTED = (one.value for one in Visibility)
WHY = "核对过，没有不该公开的"


@pytest.fixture
def plan(import_small, world):
    document = import_small().document
    services.change_document(document=document, actor=world.editor, visibility=INTERNAL)
    return document


@pytest.fixture
def clause(import_small, world):
    clause = import_small().document.current_version.clauses.get(heading="编制计划")
    services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    clause.refresh_from_db()
    return clause


@pytest.fixture
def propose(world):
    def run(document, **more):
        values = {"wanted": PUBLIC, "reason": WHY, "by": world.editor, **more}
        return services.propose_widening(document=document, **values)

    return run


def reach_of(plan):
    return PlanDocument.objects.get(pk=plan.pk).visibility


def page(widening, step=""):
    name = f"plans_desk:widening_{step}" if step else "plans_desk:widening"
    return reverse(name, args=[widening.pk])


def form_of(client, address):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def events():
    found = AuditEvent.objects.filter(action__startswith="content.plan.widening_")
    return [one.rpartition("_")[2] for one in found.values_list("action", flat=True)]


def test_an_editor_proposes_in_the_register_and_a_reviewer_confirms(client, world, plan):
    client.force_login(world.editor)
    address = reverse("plans_desk:change", args=[plan.slug])
    sent = form_of(client, address) | {"visibility": PUBLIC, "issuer": "镇里"}
    answer = client.post(address, sent)
    assert answer.context["form"].errors == {"why": ["写一句为什么让更多人看，审核的人照它定。"]}
    assert PlanDocument.objects.get(pk=plan.pk).issuer != "镇里"
    answer = client.post(address, sent | {"why": WHY}, follow=True)
    assert "已提出" in answer.content.decode()
    stored = PlanDocument.objects.get(pk=plan.pk)
    assert (stored.visibility, stored.issuer) == (INTERNAL, "镇里")
    assert all("public" not in row.grants for row in SearchDocument.objects.filter(kind="clause"))
    widening = Widening.objects.get()
    assert page(widening) in client.get(address).content.decode()
    assert Message.objects.filter(to=world.reviewer).latest("pk").link == page(widening)
    client.force_login(world.reviewer)
    assert page(widening) in client.get(reverse("plans_desk:list")).content.decode()
    me = re.sub(r"<[^>]+>|\s", "", client.get(reverse("accounts:me")).content.decode())
    assert "1件放宽等你确认" in me
    assert WHY in client.get(page(widening)).content.decode()
    assert "确认了" in client.post(page(widening, "confirm"), follow=True).content.decode()
    assert reach_of(plan) == PUBLIC
    assert Message.objects.filter(to=world.editor).latest("pk").link == page(widening)
    assert page(widening) not in client.get(reverse("plans_desk:list")).content.decode()
    assert events() == ["asked", "confirmed"]
    told = AuditEvent.objects.filter(action="content.plan.changed").latest("pk")
    assert told.actor_public_id == world.reviewer.public_id
    assert RegisterEdit.objects.latest("pk").person == world.editor


def test_a_clause_is_proposed_on_its_page_and_shown_to_whoever_decides(
    client, world, clause, reader_reads
):
    client.force_login(world.editor)
    address = reverse("plans_desk:clause_visibility", args=[clause.version_id, clause.anchor])
    sent = form_of(client, address) | {"visibility": PUBLIC}
    assert "写一句为什么" in client.post(address, sent).content.decode()
    client.post(address, sent | {"why": WHY})
    widening = Widening.objects.get()
    assert page(widening) in client.get(address).content.decode() and not reader_reads(clause)
    client.force_login(world.reviewer)
    assert clause.text[:8] in client.get(page(widening)).content.decode().replace("<wbr>", "")
    client.post(page(widening, "confirm"))
    assert reader_reads(clause)
    said = ClauseVisibility.objects.get()
    assert (said.visibility, said.judged_by) == (PUBLIC, world.editor)
    assert world.reviewer.pk not in authors_of(clause.version)


@pytest.fixture
def reader_reads(client):
    def run(clause):
        clause.refresh_from_db()
        return clause.visibility == PUBLIC

    return run


def test_one_press_on_what_the_import_hides_leads_to_the_reason_where_readers_know_it(
    client, world, clause
):
    ClauseVisibility.objects.update(judged_at=None, judged_by=None, reason=HiddenFor.CARRIED)
    client.force_login(world.administrator)
    judge = reverse("plans_desk:judge_visibility", args=[clause.version_id, clause.anchor])
    answer = client.post(judge, {"visibility": "public"}, follow=True)
    assert "写一句为什么" in answer.content.decode()
    clause.refresh_from_db()
    assert clause.visibility == RESTRICTED


def test_whoever_proposed_it_does_not_decide_though_they_may_publish(client, world, plan, propose):
    widening = propose(plan, by=world.administrator)
    for step in (services.confirm_widening, services.decline_widening):
        more = {"reason": "不"} if step is services.decline_widening else {}
        with pytest.raises(PlanRefused, match="另一位"):
            step(widening=widening, by=world.administrator, **more)
    client.force_login(world.administrator)
    client.post(page(widening, "confirm"))
    assert 'id="to-confirm"' not in client.get(reverse("plans_desk:list")).content.decode()
    assert "widening_confirm" not in client.get(page(widening)).content.decode()
    assert reach_of(plan) == INTERNAL and Widening.objects.get().is_open
    with pytest.raises(PlanRefused):
        services.change_document(
            document=plan, actor=world.administrator, visibility=PUBLIC,
            confirmed_by=world.administrator,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Widening.objects.update(
            state=RoundState.APPROVED, ended_by=world.administrator, ended_at=widening.proposed_at
        )


def test_nobody_else_proposes_confirms_or_sees_it(client, world, plan, propose):
    for by in (world.reviewer, world.other_editor, world.learner):
        with pytest.raises(PlanRefused):
            propose(plan, by=by)
    widening = propose(plan)
    for by in (world.other_editor, world.learner, world.trainer):
        with pytest.raises(PlanRefused):
            services.confirm_widening(widening=widening, by=by)
        client.force_login(by)
        assert client.get(page(widening)).status_code in (403, 404), by
        for step in ("confirm", "decline", "withdraw"):
            answer = client.post(page(widening, step), {"reason": "不"})
            assert answer.status_code in (403, 404), (by, step)
        assert widenings_for(by) == []
    with pytest.raises(PlanRefused, match="提出的人"):
        services.withdraw_widening(widening=widening, by=world.administrator)
    assert reach_of(plan) == INTERNAL and Widening.objects.get().is_open


def test_it_is_decided_once(world, plan, propose):
    widening = propose(plan)
    assert propose(plan).pk == widening.pk
    with pytest.raises(PlanRefused, match="已经有人提出"):
        propose(plan, by=world.administrator)
    older = Widening.objects.get()
    services.confirm_widening(widening=widening, by=world.reviewer)
    services.confirm_widening(widening=Widening.objects.get(), by=world.reviewer)
    services.change_document(document=plan, actor=world.editor, visibility=RESTRICTED)
    for again in (older, Widening.objects.get()):
        with pytest.raises(PlanRefused, match="刚才变了"):
            services.confirm_widening(widening=again, by=world.administrator)
        with pytest.raises(PlanRefused, match="刚才变了"):
            services.decline_widening(widening=again, by=world.administrator, reason="晚了")
    services.confirm_widening(widening=Widening.objects.get(), by=world.reviewer)
    assert reach_of(plan) == RESTRICTED and events() == ["asked", "confirmed"]


@pytest.mark.parametrize("step", ["confirm", "decline"])
def test_no_message_of_it_keeps_title_or_reason(client, world, plan, propose, step):
    widening = propose(plan)
    client.force_login(world.reviewer)
    client.post(page(widening, step), {"reason": "第三章有人名"})
    told = Message.objects.filter(link=page(widening))
    assert {one.to for one in told} == {world.editor, world.administrator, world.reviewer}
    for one in told:
        assert "公开" in one.subject + one.body
        for words in (plan.title, plan.title[:8], WHY, "第三章有人名"):
            assert words not in one.subject + one.body


def test_declined_with_a_reason_or_withdrawn_nothing_changes(client, world, plan, propose):
    widening = propose(plan)
    client.force_login(world.reviewer)
    assert client.post(page(widening, "decline"), {"reason": " "}).status_code == 422
    client.post(page(widening, "decline"), {"reason": "第三章有人名"})
    assert Message.objects.filter(to=world.editor).latest("pk").link == page(widening)
    client.force_login(world.editor)
    assert "第三章有人名" in client.get(page(widening)).content.decode()
    second = propose(plan)
    client.post(page(second, "withdraw"))
    with pytest.raises(PlanRefused, match="刚才变了"):
        services.confirm_widening(widening=second, by=world.reviewer)
    assert reach_of(plan) == INTERNAL and events() == ["asked", "declined", "asked", "withdrawn"]


@pytest.mark.parametrize("what", ["readers", "text"])
def test_it_is_void_once_readers_or_text_are_others(
    client, world, plan, propose, import_small, small_text, what
):
    widening = propose(plan)
    if what == "readers":
        services.change_document(document=plan, actor=world.editor, visibility=RESTRICTED)
        # Back by the operator: what was agreed to is no more what was asked.
        services.change_document(document=plan, actor=None, visibility=INTERNAL)
    else:
        draft = import_small(small_text + "\n附：无", publish=False, slug=plan.slug).version
        published(draft, world.editor, world.reviewer)
    assert Widening.objects.get().state == RoundState.VOID
    assert widenings_for(world.reviewer) == []
    client.force_login(world.reviewer)
    assert "刚才变了" in client.post(page(widening, "confirm"), follow=True).content.decode()
    assert reach_of(plan) == INTERNAL and events() == ["asked", "void"]


def test_a_clause_that_was_hidden_anew_behind_its_back_is_void_when_it_is_confirmed(
    world, clause, propose
):
    plan = clause.version.document
    widening = propose(plan, clause=clause)
    ClauseVisibility.objects.update(visibility=INTERNAL)
    assert services.confirm_widening(widening=widening, by=world.reviewer).state == "void"
    assert ClauseVisibility.objects.get().visibility == INTERNAL
    assert propose(plan, clause=clause).was == INTERNAL


def test_a_clause_narrowed_meanwhile_leaves_the_proposal_of_another_alone(world, clause, propose):
    plan = clause.version.document
    other = clause.version.clauses.exclude(pk=clause.pk).get(heading="评估改进")
    services.set_visibility(clause=other, visibility=INTERNAL, actor=world.editor)
    widening = propose(plan, clause=clause)
    services.set_visibility(clause=other, visibility=RESTRICTED, actor=world.editor)
    widening.refresh_from_db()
    assert widening.is_open


@pytest.mark.parametrize("reason", ["", "   ", "长" * 301])
def test_no_reason_or_a_long_one_is_refused_at_its_field(world, plan, propose, reason):
    with pytest.raises(PlanRefused) as refused:
        propose(plan, reason=reason)
    assert refused.value.field == "why" and not Widening.objects.exists()


def test_what_is_not_wider_is_not_proposed_and_where_nobody_may_decide_it_says_so(
    world, plan, propose
):
    for wanted in (INTERNAL, RESTRICTED):
        with pytest.raises(PlanRefused, match="不用提出"):
            propose(plan, wanted=wanted)
    Membership.objects.filter(user__in=[world.administrator, world.reviewer]).delete()
    Membership.objects.create(
        user=world.editor, unit=world.town, role=Role.REVIEWER, valid_from=SINCE
    )
    with pytest.raises(PlanRefused, match="请管理员定一位"):
        propose(plan, by=User.objects.get(pk=world.editor.pk))


def test_before_the_first_publication_the_review_is_the_second_person(import_small, world):
    draft = import_small(publish=False)
    services.change_document(document=draft.document, actor=world.editor, visibility=INTERNAL)
    assert not services.change_or_propose(
        document=draft.document, actor=world.editor, visibility=PUBLIC
    )
    assert reach_of(draft.document) == PUBLIC
