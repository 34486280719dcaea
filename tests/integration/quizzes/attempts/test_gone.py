"""An account is deleted while its person sits down: nothing begins, and nothing is kept."""

import time

import pytest
from django.db import connection
from django.utils import timezone

from portal.accounts.services import erase_account
from portal.people.models import User
from quizzes.attempts import services
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import AnswerEvent, Attempt
from quizzes.attempts.services.starting import NobodyLeft
from quizzes.bank.domain.marking import Response
from tests.samples.sitting import answer
from tests.samples.threads import at_once

NAMED = "我是志愿者古丽"

if connection.vendor != "sqlite":
    pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def db(committing_db):
    """Every fixture of this module writes where threads can see it."""


@pytest.fixture
def paper(make_paper, make_question):
    return make_paper("typed", questions=[make_question("fill_in")])


def type_name(attempt):
    blank = attempt.items.get(slot=1).question_version.options[0]["id"]
    return answer(attempt, 1, Response(typed=((blank, NAMED),)))


def test_who_is_gone_begins_nothing_though_the_page_still_knew_them(world, paper):
    as_read = User.objects.get(pk=world.volunteer.pk)
    erase_account(user=User.objects.get(pk=as_read.pk))
    with pytest.raises(NobodyLeft):
        services.start(person=as_read, slug="typed")
    assert not Attempt.objects.exists()


def test_an_open_attempt_of_nobody_takes_no_answer(world, paper):
    attempt = services.start(person=world.volunteer, slug="typed").attempt
    User.objects.filter(pk=world.volunteer.pk).update(erased_at=timezone.now())
    saved = type_name(attempt)
    assert saved.closed and not saved.stands and not saved.late
    assert not AnswerEvent.objects.exists() and attempt.items.get(slot=1).response is None


@pytest.mark.slow
def test_of_who_starts_while_the_account_is_deleted_nothing_stays_open_or_named(world, paper):
    def start_or_erase(number: int) -> object:
        person = User.objects.get(pk=world.volunteer.pk)
        if number == 0:
            return erase_account(user=person)
        time.sleep(0.02 * number)
        return type_name(services.start(person=person, slug="typed").attempt)

    results = at_once(start_or_erase)
    unforeseen = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, NobodyLeft) for one in unforeseen), unforeseen
    assert not Attempt.objects.filter(state=AttemptState.OPEN).exists()
    assert NAMED not in str(list(AnswerEvent.objects.values_list("payload", flat=True)))
