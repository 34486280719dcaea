"""At once: accounts of experts."""

import pytest

from content.experts import services
from content.experts.models import ExpertAccount
from content.experts.refusals import ExpertRefused
from portal.people.models import User
from tests.samples import pages as samples
from tests.samples.threads import COMMITTING, at_once, audited, kinds

pytestmark = COMMITTING


@pytest.fixture
def pool(world):
    index = samples.experts(samples.home())
    return [
        samples.expert(index, world.town, title=f"专家{number}", slug=f"e{number}")
        for number in range(4)
    ]


def ask(world, expert, person):
    return services.ask_to_be(expert=expert, person=person, by=User.objects.get(pk=world.editor.pk))


def accept(link, by):
    return services.accept(
        link=ExpertAccount.objects.select_related("expert", "person").get(pk=link.pk),
        by=User.objects.get(pk=by.pk),
    )


def test_one_account_that_accepts_four_experts_at_once_is_one(world, pool):
    links = [ask(world, expert, world.learner) for expert in pool]
    results = at_once(lambda number: accept(links[number], world.learner))
    assert kinds(results) == {ExpertAccount, ExpertRefused}
    assert ExpertAccount.objects.standing().count() == 1
    assert audited("content.expert.account_accepted") == 1


def test_of_four_accounts_asked_at_once_for_one_expert_one_is_asked(world, pool):
    people = [world.learner, world.trainer, world.reviewer, world.other_editor]
    results = at_once(lambda number: ask(world, pool[0], people[number]))
    assert kinds(results) == {ExpertAccount, ExpertRefused}
    assert ExpertAccount.objects.count() == 1


def test_accepted_and_ended_at_once_is_reached_by_nobody(world, pool):
    link = ask(world, pool[0], world.learner)

    def act(number):
        if number % 2:
            return accept(link, world.learner)
        found = ExpertAccount.objects.select_related("expert", "person").get(pk=link.pk)
        return services.end(link=found, by=User.objects.get(pk=world.editor.pk))

    assert kinds(at_once(act)) <= {ExpertAccount, ExpertRefused, bool}
    assert not ExpertAccount.objects.standing().exists()
    assert audited("content.expert.account_ended") == 1
