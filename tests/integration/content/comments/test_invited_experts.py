"""An editor chooses an expert of the pool by name; the account behind it reads and comments."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from content.comments import services
from content.comments.models import Invitation
from content.comments.refusals import CommentRefused
from content.experts import services as experts
from content.experts.models import ExpertPage
from portal.foundation.messages.models import Message
from portal.foundation.picking import FEW
from portal.people import personal_data
from portal.people.enums import Role
from portal.people.models import Membership
from tests.integration.conftest import make_person
from tests.integration.content.comments.conftest import SENTENCE
from tests.samples import pages as samples

LATER = (timezone.localdate() + timedelta(days=7)).isoformat()


@pytest.fixture
def index(world):
    return samples.experts(samples.home())


@pytest.fixture
def chen(world, index):
    """An expert whom the county keeps, above the unit of the plan."""
    return samples.expert(index, world.county)


@pytest.fixture
def account(world):
    return make_person("chen", "账号里的名字", world.other_town, Role.CITIZEN)


@pytest.fixture
def link(world, chen, account):
    asked = experts.ask_to_be(expert=chen, person=account, by=world.administrator)
    return experts.accept(link=asked, by=account)


@pytest.fixture
def send(client, world, draft):
    def run(**sent):
        client.force_login(world.editor)
        address = reverse("comments:invite", args=[draft.pk])
        answer = client.post(address, {"until": LATER, "note": "看第三章", **sent}, follow=True)
        return answer.status_code, answer.content.decode()

    return run


def page(invitation):
    return reverse("comments:invited", args=[invitation.pk])


def test_an_expert_is_chosen_by_name_and_whoever_invites_sees_which_account_reads(
    client, send, chen, account, link
):
    status, said = send(expert=chen.pk)
    assert status == 200 and "请了陈水生（账号：账号里的名字）" in said
    assert said.count("账号：<bdi>账号里的名字</bdi>") == 1
    invitation = Invitation.objects.get()
    assert (invitation.person, invitation.through) == (account, link)
    client.force_login(account)
    assert page(invitation) in client.get(reverse("accounts:me")).content.decode()
    assert SENTENCE in client.get(page(invitation)).content.decode()


def test_the_list_shows_the_field_of_work_as_far_as_it_is_shown_and_who_cannot_be_chosen(
    send, index, world, chen, link
):
    shy = samples.expert(index, world.county, title="李寡言", slug="li", public_fields=[])
    _status, said = send()
    assert "陈水生（自然灾害），堤防抢险、洪水调度</option>" in said.replace("<wbr>", "")
    assert f'<option value="{shy.pk}">李寡言（自然灾害），没有连账号，不能选</option>' in said


def test_an_expert_without_account_is_refused_with_what_to_do_and_everything_typed_is_kept(
    send, world, chen, index
):
    status, said = send(expert=chen.pk)
    assert status == 422 and "看第三章" in said and LATER in said
    assert f"请{world.administrator.full_name}先给他连上账号" in said
    own = samples.expert(index, world.town, title="李镇上", slug="li")
    assert "先到“专家的账号”里请他确认账号" in send(expert=own.pk)[1]
    Membership.objects.filter(user=world.administrator).delete()
    assert "请管理员定一位" in send(expert=chen.pk)[1]
    assert not Invitation.objects.exists()


def test_one_asked_who_has_not_accepted_is_not_reached(send, world, chen, account):
    asked = experts.ask_to_be(expert=chen, person=account, by=world.administrator)
    assert send(expert=chen.pk)[0] == 422
    experts.decline(link=asked, by=account)
    assert send(expert=chen.pk)[0] == 422
    assert not Invitation.objects.exists()


def test_exactly_one_of_both_is_said_and_the_account_of_an_expert_is_chosen_by_name(
    send, world, chen, link
):
    for sent in ({}, {"expert": chen.pk, "account": world.learner.username}):
        status, said = send(**sent)
        assert status == 422 and "只填一样" in said
    status, said = send(account="chen")
    assert status == 422 and "这个账号是专家陈水生的" in said
    assert send(account=world.learner.username)[0] == 200
    assert Invitation.objects.get().through is None


@pytest.mark.parametrize("hidden", ["unpublished", "over"])
def test_who_is_not_in_the_pool_today_is_offered_to_nobody(send, chen, link, hidden):
    if hidden == "unpublished":
        chen.unpublish()
    else:
        type(chen).objects.filter(pk=chen.pk).update(term_end="2025-06-01")
    status, said = send(expert=chen.pk)
    assert status == 422 and "陈水生" not in said


@pytest.mark.parametrize("expert", ["x", "9" * 30, "\0", "-1", "0"])
def test_an_expert_that_is_none_is_refused_and_not_read_out(send, expert, chen):
    assert send(expert=expert)[0] == 422


def test_of_many_experts_words_of_name_or_shown_field_find_a_few(send, index, world, chen):
    for number in range(FEW):
        index.add_child(
            instance=ExpertPage(
                title=f"专家{number}", slug=f"e{number}", owner_unit=world.county,
                category="natural", term_start=date(2025, 1, 1), term_end=date(2098, 1, 1),
                consent_on=date(2025, 1, 1),
                specialities="堤防", public_fields=[] if number else ["specialities"],
            )
        )  # fmt: skip
    _status, said = send()
    assert "expert_words" in said and "陈水生（" not in said
    assert "陈水生（" in send(expert_words="水生")[1]
    _status, found = send(expert_words="堤防")
    assert "专家0（" in found and "专家1（" not in found and "找到 2 个" in found


@pytest.mark.parametrize("end", ["keeper", "person", "deleted", "erased"])
def test_an_account_that_is_the_expert_no_more_opens_nothing_and_the_list_says_so(
    client, send, world, draft, chen, account, link, end
):
    send(expert=chen.pk)
    invitation = Invitation.objects.get()
    if end == "deleted":
        chen.delete()
    elif end == "erased":
        with transaction.atomic():
            personal_data.erase_all(account)
    else:
        experts.end(link=link, by=account if end == "person" else world.administrator)
    client.force_login(account)
    assert client.get(page(invitation)).status_code in (404, 302)
    client.force_login(world.editor)
    listed = client.get(reverse("comments:invite", args=[draft.pk])).content.decode()
    assert "和账号解除了" in listed


def test_another_account_of_the_same_expert_inherits_nothing_and_is_invited_anew(
    client, send, world, chen, account, link
):
    send(expert=chen.pk)
    experts.end(link=link, by=world.administrator)
    other = experts.ask_to_be(expert=chen, person=world.learner, by=world.administrator)
    experts.accept(link=other, by=world.learner)
    client.force_login(world.learner)
    assert client.get(page(Invitation.objects.get())).status_code == 404
    send(expert=chen.pk)
    assert Invitation.objects.standing(timezone.localdate()).get().person == world.learner


def test_a_link_that_ended_since_the_page_was_drawn_is_no_way_in(world, draft, account, link):
    experts.end(link=link, by=account)
    with pytest.raises(CommentRefused, match="解除") as refused:
        services.invite(
            version=draft, link=link, by=world.editor, until=timezone.localdate(), note="",
            with_restricted=False,
        )  # fmt: skip
    assert refused.value.field == "expert" and not Invitation.objects.exists()


def test_whoever_was_invited_hears_in_words_that_it_ended_and_not_what_it_was_called(
    client, send, world, draft, chen, account, link
):
    send(expert=chen.pk)
    invitation = Invitation.objects.get()
    experts.end(link=link, by=world.administrator)
    client.force_login(account)
    clause = draft.clauses.exclude(text="").first()
    at_clause = reverse("comments:invited_clause", args=[invitation.pk, clause.anchor])
    for address in (page(invitation), at_clause):
        answer = client.get(address)
        said = answer.content.decode()
        assert answer.status_code == 404 and "邀请结束了" in said and str(world.editor) in said
        assert draft.title not in said and draft.document.title not in said
        assert clause.text not in said
    client.force_login(world.other_editor)
    assert "邀请结束了" not in client.get(page(invitation)).content.decode()


def test_an_answer_that_its_author_may_read_no_more_says_whom_to_ask(
    client, send, world, draft, chen, account, link
):
    send(expert=chen.pk)
    clause = draft.clauses.exclude(text="").first()
    written = services.write_invited(
        invitation=Invitation.objects.get(), anchor=clause.anchor, kind="change",
        text="加上评估。", token=uuid4(),
    )  # fmt: skip
    experts.end(link=link, by=world.administrator)
    services.answer(comment=written, verdict="adopted", text="照改。", by=world.editor)
    told = Message.objects.filter(to=account, template__endswith="answered").get()
    assert told.link == "" and "问请你的人" in told.body and "打开看" not in told.body
