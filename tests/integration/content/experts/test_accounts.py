"""Which account is which expert: asked by who keeps the page, accepted by its person, ended by
either."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Revision

from content.experts import services
from content.experts.enums import AccountState
from content.experts.models import ExpertAccount
from content.experts.refusals import ExpertRefused
from content.experts.selectors import kept_by, links_of, standing_link, to_choose
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Message
from portal.people import personal_data
from portal.people.enums import Role
from portal.people.models import Membership
from search.documents.models import SearchDocument
from tests.integration.conftest import make_person
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(world):
    return samples.experts(samples.home())


@pytest.fixture
def expert(world, index):
    return samples.expert(index, world.town)


@pytest.fixture
def person(world):
    return make_person("chenshuisheng", "陈水生本人", world.other_town, Role.CITIZEN)


@pytest.fixture
def ask(world, expert, person):
    def run(**more):
        return services.ask_to_be(
            **{"expert": expert, "person": person, "by": world.editor, **more}
        )

    return run


def page(name, *arguments):
    return reverse(f"experts:{name}", args=arguments)


def actions():
    found = AuditEvent.objects.filter(action__startswith="content.expert.")
    return [one.rpartition("_")[2] for one in found.values_list("action", flat=True)]


def test_an_editor_asks_by_the_page_the_person_accepts_and_ends_it_again(
    client, world, expert, person
):
    client.force_login(world.editor)
    assert page("account", expert.pk) in client.get(page("accounts")).content.decode()
    answer = client.post(page("account", expert.pk), {"account": "CHENSHUISHENG"}, follow=True)
    assert "等他在" in answer.content.decode() and standing_link(expert) is None
    link = ExpertAccount.objects.get()
    assert Message.objects.get(to=person).link == page("own", link.pk)
    client.force_login(person)
    me = client.get(reverse("accounts:me")).content.decode()
    assert page("own", link.pk) in me and "等你答应" in me
    assert "青河镇" in client.get(page("own", link.pk)).content.decode()
    client.post(page("accept", link.pk))
    assert standing_link(expert).person == person
    assert "等你答应" not in client.get(reverse("accounts:me")).content.decode()
    told = Message.objects.get(to=world.editor)
    assert told.link == page("account", expert.pk) and "陈水生本人" not in told.body + told.subject
    asked = client.post(page("leave", link.pk))
    assert standing_link(expert) is not None and "解除" in asked.content.decode()
    client.post(page("leave", link.pk), {"confirmed": asked.context["asked"]})
    assert standing_link(expert) is None
    assert page("own", link.pk) not in client.get(reverse("accounts:me")).content.decode()
    assert actions() == ["asked", "accepted", "ended"]


def test_the_page_tells_nothing_of_the_account(client, expert, ask, person):
    services.accept(link=ask(), by=person)
    expert.save_revision().publish()
    texts = [client.get(address).content.decode() for address in ("/experts/", expert.url)]
    texts += [json.dumps(one.content, ensure_ascii=False) for one in Revision.objects.all()]
    texts += [one.text + one.title for one in SearchDocument.objects.all()]
    for text in texts:
        assert "陈水生本人" not in text and "chenshuisheng" not in text


def test_only_who_keeps_the_page_asks_and_nobody_opens_that_of_another_unit(
    client, world, ask, expert, person
):
    for by in (world.other_editor, world.reviewer, world.learner, person):
        with pytest.raises(ExpertRefused):
            ask(by=by)
        client.force_login(by)
        for name in ("account", "end"):
            answer = client.post(page(name, expert.pk), {"account": "chenshuisheng"})
            assert answer.status_code in (403, 404), (by, name)
    assert not ExpertAccount.objects.exists()
    assert not kept_by(world.other_editor).exists()
    person.is_active = False
    person.save()
    with pytest.raises(ExpertRefused, match="停用"):
        ask()


def test_nobody_makes_their_own_account_an_expert_alone(client, world, expert, ask):
    with pytest.raises(ExpertRefused, match="另一位") as refused:
        ask(person=world.administrator, by=world.administrator)
    assert refused.value.field == "account"
    # Asked before that was refused.
    old = ExpertAccount.objects.create(
        expert=expert, person=world.administrator, asked_by=world.administrator
    )
    client.force_login(world.administrator)
    answer = client.post(page("accept", old.pk), follow=True)
    assert "另一位" in answer.content.decode() and standing_link(expert) is None
    services.end(link=old, by=world.administrator)
    by_another = ask(person=world.administrator, by=world.editor)
    assert services.accept(link=by_another, by=world.administrator).is_accepted


def test_an_expert_thrown_away_meanwhile_is_refused_in_words(expert, ask):
    expert.delete()
    expert.pk = expert.id = expert.page_ptr_id = 987654
    with pytest.raises(ExpertRefused, match="删除了"):
        ask()


def test_nobody_else_answers_for_the_person(client, world, ask):
    link = ask()
    for by in (world.editor, world.administrator, world.learner):
        for step in (services.accept, services.decline):
            with pytest.raises(ExpertRefused, match="本人"):
                step(link=link, by=by)
        client.force_login(by)
        for name in ("own", "accept", "decline", "leave"):
            send = client.get if name == "own" else client.post
            assert send(page(name, link.pk)).status_code == 404
    with pytest.raises(ExpertRefused):
        services.end(link=link, by=world.other_editor)
    link.refresh_from_db()
    assert link.state == AccountState.ASKED


def test_the_same_twice_is_once_and_another_account_waits_until_the_first_is_ended(
    world, ask, person
):
    link = ask()
    assert ask().pk == link.pk
    with pytest.raises(ExpertRefused, match="先解除"):
        ask(person=world.learner)
    assert services.accept(link=link, by=person).is_accepted
    assert services.accept(link=ExpertAccount.objects.get(pk=link.pk), by=person).is_accepted
    assert actions() == ["asked", "accepted"]
    assert services.end(link=link, by=world.editor)
    assert not services.end(link=link, by=world.editor)
    assert ask(person=world.learner).pk != link.pk


@pytest.mark.parametrize("first", ["declined", "ended"])
def test_what_was_declined_or_taken_back_is_accepted_by_no_older_page(
    client, world, ask, person, expert, first
):
    link, older = ask(), ExpertAccount.objects.get()
    if first == "declined":
        services.decline(link=link, by=person)
    else:
        services.end(link=link, by=world.editor)
    with pytest.raises(ExpertRefused, match="刚才变了"):
        services.accept(link=older, by=person)
    client.force_login(person)
    assert client.post(page("accept", link.pk)).status_code == 404
    assert standing_link(expert) is None


def test_an_account_is_one_expert_and_says_so_when_it_accepts_another(
    client, world, index, ask, person
):
    other = samples.expert(index, world.town, title="李防汛", slug="li")
    services.accept(link=ask(), by=person)
    second = ask(expert=other)
    client.force_login(person)
    answer = client.post(page("accept", second.pk), follow=True)
    assert "一个账号只连一位" in answer.content.decode() and standing_link(other) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpertAccount.objects.filter(pk=second.pk).update(
            state=AccountState.ACCEPTED, answered_at=second.asked_at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpertAccount.objects.create(expert=other, person=world.learner, asked_by=world.editor)


def test_an_erased_account_is_nobody_s_expert(world, ask, person, expert):
    services.accept(link=ask(), by=person)
    told = personal_data.export_all(person)["专家库"]
    assert told["你的账号连过的专家"][0]["专家"] == "陈水生"
    with transaction.atomic():
        personal_data.erase_all(person)
        personal_data.erase_all(person)
    assert standing_link(expert) is None
    assert not links_of(person).exists()
    assert actions()[-1] == "ended"
    assert ask(person=world.learner).is_asked


def test_a_shut_account_reaches_nobody_and_a_deleted_page_is_nobody(client, ask, person, expert):
    link = services.accept(link=ask(), by=person)
    person.is_active = False
    person.save()
    assert standing_link(expert) is None
    person.is_active = True
    person.save()
    expert.delete()
    link.refresh_from_db()
    assert link.expert is None and not links_of(person).exists()
    assert not services.end(link=link, by=person)
    client.force_login(person)
    assert client.get(page("own", link.pk)).status_code == 404
    assert client.get(reverse("accounts:me")).status_code == 200


@pytest.mark.parametrize("account", ["", "nobody", "chenshuisheng'--", "x" * 300, "\x00"])
def test_an_account_that_is_not_there_is_no_error_of_the_server(client, world, expert, account):
    client.force_login(world.editor)
    answer = client.post(page("account", expert.pk), {"account": account})
    assert answer.status_code == 422 and not ExpertAccount.objects.exists()


def test_the_list_of_experts_costs_the_same_for_many(
    client, world, index, expert, django_assert_max_num_queries
):
    for number in range(6):
        made = samples.expert(index, world.town, title=f"专家{number}", slug=f"e{number}")
        who = make_person(f"e{number}", f"人{number}", world.town, Role.CITIZEN)
        services.ask_to_be(expert=made, person=who, by=world.editor)
    with django_assert_max_num_queries(4):
        assert [len(one.open_accounts) for one in kept_by(world.editor)].count(1) == 6
    assert to_choose(world.learner).count() == 7


def test_what_somebody_asked_who_keeps_the_page_no_more_is_not_accepted_and_gives_way(
    client, world, ask, person, expert
):
    link = ask()
    Membership.objects.filter(user=world.editor).delete()
    with pytest.raises(ExpertRefused, match="不再管") as refused:
        services.accept(link=ExpertAccount.objects.get(), by=person)
    assert str(world.administrator) in refused.value.message and standing_link(expert) is None
    client.force_login(world.administrator)
    shown = client.get(page("account", expert.pk)).content.decode()
    assert "这一次不算数" in shown and 'name="account"' in shown
    client.post(page("account", expert.pk), {"account": "chenshuisheng"})
    again = ExpertAccount.objects.exclude(pk=link.pk).get()
    assert again.asked_by == world.administrator
    assert services.accept(link=again, by=person).is_accepted
    assert actions() == ["asked", "ended", "asked", "accepted"]


def test_a_shut_account_that_never_answered_keeps_no_expert_occupied(world, ask, person, expert):
    ask()
    person.is_active = False
    person.save()
    assert ask(person=world.learner).person == world.learner
    assert ExpertAccount.objects.open().count() == 1


def test_who_keeps_experts_finds_their_accounts_on_the_workbench_and_on_their_own_page(
    client, world, expert
):
    for person, has in ((world.editor, True), (world.administrator, True), (world.trainer, False)):
        client.force_login(person)
        me = client.get(reverse("accounts:me")).content.decode()
        assert (f'href="{page("accounts")}"' in me) == has, person


def test_taking_back_a_question_nobody_answered_says_that_and_nothing_of_what_is_read(
    client, world, ask, person, expert
):
    link = ask()
    client.force_login(world.editor)
    asked = client.post(page("end", expert.pk))
    said = asked.content.decode()
    assert "还没有答应" in said and "解除" not in said and "看不到" not in said
    client.post(page("end", expert.pk), {"confirmed": asked.context["asked"]})
    link.refresh_from_db()
    assert link.state == AccountState.ENDED
    told = Message.objects.filter(to=person).latest("pk")
    assert "不用答复" in told.subject and "看不到" not in told.body
