"""Who answers a comment reads beside it what it is about and as whom its author was asked; who was
invited reads the text as it is built."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from content.comments import services
from content.comments.models import Comment, Invitation
from content.comments.selectors.threads import list_of, threads
from content.experts import services as experts
from content.plans import services as plans
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.integration.content.comments.conftest import (
    SENTENCE,
    WORDS,
    clause_page,
    page,
    words_of,
)
from tests.samples import pages as samples

ITEM = "收到预警后30分钟内通知各村。"
TEXT = f"""青河镇低温雨雪应急预案

一、总则

为了有序应对，制定本预案。

二、应急响应

（一）{ITEM}

（二）停电时2小时内抢修。

青河镇人民政府
2026年3月1日
"""


@pytest.fixture
def account(world):
    return make_person("lin", "林晓禾", world.other_town, Role.CITIZEN)


@pytest.fixture
def shen(world, account):
    expert = samples.expert(samples.experts(samples.home()), world.county, title="沈怀远")
    asked = experts.ask_to_be(expert=expert, person=account, by=world.administrator)
    return experts.accept(link=asked, by=account)


@pytest.fixture
def read(world):
    return plans.import_document(
        actor=world.editor, owner_unit=world.town, text=TEXT, slug="cold"
    ).version


def invite(world, version, **whom):
    return services.invite(
        version=version, by=world.administrator, with_restricted=False, note="",
        until=timezone.localdate() + timedelta(days=7), **whom,
    )  # fmt: skip


def told(invitation, clause):
    return services.write_invited(
        invitation=invitation, anchor=clause.anchor, kind="fact", text=WORDS, token=uuid4()
    )


def answering(client, comment):
    plan = reverse("comments:plan", args=[comment.document.slug])
    return [
        words_of(client.get(address))
        for address in (plan, reverse("comments:answer", args=[comment.pk]))
    ]


def test_an_invited_expert_is_named_as_such_and_the_account_to_editors_alone(
    client, world, shen, read
):
    comment = told(invite(world, read, link=shen), read.clauses.get(text=ITEM))
    client.force_login(world.editor)
    for shown in answering(client, comment):
        assert "专家沈怀远（自然灾害，应邀）" in shown and "账号：林晓禾" in shown
        assert world.other_town.name not in shown
    client.force_login(world.reviewer)
    shown = words_of(client.get(reverse("comments:plan", args=["cold"])))
    assert "专家沈怀远（自然灾害，应邀）" in shown and "林晓禾" not in shown


def test_who_was_invited_as_an_account_is_said_to_be_invited_and_nobody_else(
    client, world, draft, ask, outsider, say
):
    clause = draft.clauses.get(text=SENTENCE)
    told(ask(), clause)
    say(world.reviewer, at=clause.anchor, version=draft.pk)
    client.force_login(world.editor)
    shown = words_of(client.get(reverse("comments:plan", args=[draft.document.slug])))
    assert f"{outsider}（{world.other_town.name}） · 应邀" in shown
    assert shown.count("应邀") == 1


def test_of_a_heading_whoever_answers_reads_the_clauses_under_it(client, world, read, account):
    heading = read.clauses.get(heading="应急响应")
    comment = told(invite(world, read, account=account), heading)
    client.force_login(world.editor)
    for shown in answering(client, comment):
        assert ITEM in shown
    assert ITEM not in comment.quote
    client.force_login(account)
    at = clause_page(Invitation.objects.get(), heading)
    assert ITEM in words_of(client.get(at))


def test_a_clause_under_a_heading_that_somebody_may_not_read_stays_away(
    client, world, read, account
):
    item = read.clauses.get(text=ITEM)
    plans.set_visibility(clause=item, visibility="restricted", actor=world.editor)
    invitation = invite(world, read, account=account)
    heading = read.clauses.get(heading="应急响应")
    client.force_login(account)
    for address in (clause_page(invitation, heading), page(invitation)):
        shown = words_of(client.get(address))
        assert ITEM not in shown and "停电时2小时内抢修" in shown


def test_a_comment_on_a_heading_is_refused_when_what_stands_under_it_changed(
    client, world, read, account
):
    invitation = invite(world, read, account=account)
    heading = read.clauses.get(heading="应急响应")
    client.force_login(account)
    at = clause_page(invitation, heading)
    form = client.get(at).context["form"]
    sent = {"kind": "agree", "text": WORDS, "shown": form["shown"].value()}
    read.clauses.filter(text=ITEM).update(text="不用通知。", content_hash="0" * 64)
    assert client.post(at, sent).status_code == 422 and not Comment.objects.exists()
    shown = client.get(at).context["form"]["shown"].value()
    assert client.post(at, {**sent, "shown": shown}).status_code == 302


def test_the_list_costs_the_same_for_many_invited_people(
    world, read, django_assert_max_num_queries
):
    for number, clause in enumerate(read.clauses.all()):
        person = make_person(f"p{number}", f"人{number}", world.other_town, Role.CITIZEN)
        told(invite(world, read, account=person), clause)
    heads = list_of(world.editor, read.document, read).heads
    assert len(heads) > 3
    with django_assert_max_num_queries(8):
        threads(world.editor, heads, read)


def test_who_is_invited_reads_the_text_as_it_is_built_and_who_asks(client, world, read, account):
    invitation = invite(world, read, account=account)
    client.force_login(account)
    answer = client.get(page(invitation))
    html, shown = answer.content.decode(), words_of(answer)
    assert "青河镇" in shown and "请你在条文旁边写意见" in shown and "内容不要外传" in shown
    item = read.clauses.get(text=ITEM)
    assert f'<article class="clause d2" id="{item.fragment}">' in html
    assert f"（一）{ITEM}" in shown
    heading = read.clauses.get(heading="应急响应")
    assert f'href="{page(invitation)}?page={heading.page}#{heading.fragment}"' in html


def test_what_everybody_may_read_is_not_called_confidential(client, world, publish, account):
    plan = publish()
    invitation = invite(world, plan.current_version, account=account)
    client.force_login(account)
    assert "不要外传" not in words_of(client.get(page(invitation)))
    hidden = plan.current_version.clauses.get(text=SENTENCE)
    plans.set_visibility(clause=hidden, visibility="internal", actor=world.editor)
    assert "不要外传" in words_of(client.get(page(invitation)))


def test_the_form_offers_only_what_its_editor_may_open(client, world, draft, ask):
    at = reverse("comments:invite", args=[draft.pk])
    client.force_login(world.editor)
    shown = client.get(at)
    assert "with_restricted" not in shown.context["form"].fields
    assert "请一位" in words_of(shown) and "再请一位" not in words_of(shown)
    ask()
    client.force_login(world.administrator)
    shown = client.get(at)
    assert "with_restricted" in shown.context["form"].fields and "再请一位" in words_of(shown)
    plans.change_document(document=draft.document, actor=world.editor, visibility="restricted")
    client.force_login(world.editor)
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    refused = client.post(at, {"account": world.learner.username, "until": until})
    assert refused.status_code == 422 and "要由能编辑也能发布的人来请" in words_of(refused)
