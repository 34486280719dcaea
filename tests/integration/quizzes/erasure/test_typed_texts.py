"""What somebody typed of himself into an answer goes with the account; the answer's marks, times
and place stay, and of everybody else nothing changes."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portal.accounts.services import erase_account
from portal.people import personal_data
from portal.people.models import User
from quizzes.attempts import services
from quizzes.attempts.domain import receipts
from quizzes.attempts.domain.own_words import GONE
from quizzes.attempts.guards import FIXED_OF_ANSWER
from quizzes.attempts.models import AnswerEvent, Attempt, AttemptItem, ItemScore, ScoreRun
from quizzes.attempts.reasons import ScoreReason
from quizzes.bank.domain.marking import Response
from tests.samples.erasure import RENA, RENA_NAME, traces
from tests.samples.kept import dumped
from tests.samples.sitting import answer, close_by_clock, right

pytestmark = pytest.mark.django_db

SPELT = (*RENA, "1３9-8765 4321", "我是熱娜帕提古麗")


@pytest.fixture
def paper(make_paper, make_question):
    """Of each question one blank; the last is answered rightly."""
    return make_paper(
        "typed",
        questions=[make_question("fill_in", stem=f"第 {n} 题") for n, _text in enumerate(SPELT)]
        + [make_question("fill_in", stem="答对的题")],
    )


def say(attempt, slot, text):
    blank = attempt.items.get(slot=slot).question_version.options[0]["id"]
    return answer(attempt, slot, Response(typed=((blank, text),)))


def sat(person):
    """Everything typed in time, and something late."""
    attempt = services.start(person=person, slug="typed").attempt
    for slot, text in enumerate(SPELT, start=1):
        say(attempt, slot, "不知道")
        say(attempt, slot, text)
    answer(attempt, len(SPELT) + 1, right(attempt, len(SPELT) + 1))
    close_by_clock(attempt)
    say(attempt, 1, f"{RENA_NAME}的网断了")
    return Attempt.objects.get(pk=attempt.pk)


def texts(model, column, attempt):
    rows = model.objects.filter(attempt=attempt).order_by("pk").values_list(column, flat=True)
    return [text for row in rows if row for text in row["typed"].values()]


def test_texts_that_name_the_person_go_and_marks_stay(person, paper):
    attempt = sat(person)
    assert traces(dumped()["quizzes_attempts_answerevent"]) == set(RENA)
    before = {model: list(model.objects.order_by("pk").values()) for model in (ScoreRun, ItemScore)}
    times = list(AnswerEvent.objects.order_by("pk").values(*FIXED_OF_ANSWER))
    erase_account(user=person)
    for table, text in dumped().items():
        assert traces(text) == set(), table
    assert texts(AttemptItem, "response", attempt) == [GONE] * len(SPELT) + ["5"]
    kept = texts(AnswerEvent, "payload", attempt)
    assert kept == ["不知道", GONE] * len(SPELT) + ["5", GONE]
    assert list(AnswerEvent.objects.order_by("pk").values(*FIXED_OF_ANSWER)) == times
    for model, rows in before.items():
        assert list(model.objects.order_by("pk").values()) == rows


def test_no_hash_of_a_text_that_is_gone_confirms_a_guess(person, paper):
    attempt = sat(person)
    ids = set(AnswerEvent.objects.values_list("client_event_id", flat=True))
    erase_account(user=person)
    gone = Attempt.objects.get(pk=attempt.pk)
    responses = dict(gone.items.values_list("slot", "response"))
    assert gone.receipt_digest == receipts.digest(responses) != attempt.receipt_digest
    assert gone.receipt_code == attempt.receipt_code
    stay = {event.client_event_id for event in AnswerEvent.objects.all()} & ids
    assert len(stay) == len(SPELT) + 1


def test_scoring_again_gives_the_same_marks(person, paper, world):
    attempt = sat(person)
    erase_account(user=person)
    attempt = Attempt.objects.get(pk=attempt.pk)
    services.rescore(attempt=attempt, by=world.examiner, reason=ScoreReason.REVIEW)
    first, again = ScoreRun.objects.order_by("number").values("score", "correct_count")
    assert first == again and first["correct_count"] == 1


def test_a_right_answer_stays_although_it_is_the_person_s_number_too(person, make_paper):
    User.objects.filter(pk=person.pk).update(staff_number="5")
    make_paper("typed")
    attempt = services.start(person=person, slug="typed").attempt
    answer(attempt, 4, right(attempt, 4))
    services.submit(attempt=attempt)
    erase_account(user=User.objects.get(pk=person.pk))
    assert texts(AttemptItem, "response", attempt) == ["5"]


def test_what_other_people_typed_stays(person, paper, world):
    other = sat(world.volunteer)
    sat(person)
    before = list(AnswerEvent.objects.filter(attempt=other).order_by("pk").values())
    erase_account(user=person)
    assert list(AnswerEvent.objects.filter(attempt=other).order_by("pk").values()) == before


def test_a_second_deletion_touches_no_answer(person, paper):
    sat(person)
    erase_account(user=person)
    before = dumped()["quizzes_attempts_answerevent"]
    personal_data.erase_all(User.objects.get(pk=person.pk))
    assert dumped()["quizzes_attempts_answerevent"] == before


def test_the_database_lets_only_texts_of_somebody_who_is_gone_change(person, paper):
    attempt = sat(person)
    events = AnswerEvent._base_manager.filter(attempt=attempt)

    def refused(**values):
        with pytest.raises(IntegrityError), transaction.atomic():
            events.update(**values)

    refused(payload=None)
    refused(payload=F("payload"))
    User.objects.filter(pk=person.pk).update(erased_at=timezone.now())
    assert events.update(payload={"typed": {"b": GONE}})
    moved = {"server_time": timezone.now(), "device": "other", "client_time": timezone.now()}
    for name, value in moved.items():
        refused(**{name: value})
    refused(slot=F("slot") + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        events.filter(review=None).delete()


def test_everything_but_the_text_and_its_id_is_fixed():
    columns = {field.column for field in AnswerEvent._meta.concrete_fields}
    assert columns - set(FIXED_OF_ANSWER) == {"payload", "client_event_id"}


def test_what_arrives_after_the_account_is_gone_is_not_kept(person, paper):
    """A save that waited for the deletion to end finds nobody to keep its text for."""
    running = services.start(person=person, slug="typed").attempt
    say(running, 1, "不知道")
    stale = Attempt.objects.select_related("person").get(pk=running.pk)
    erase_account(user=User.objects.get(pk=person.pk))
    before = AnswerEvent.objects.filter(attempt=running).count()
    saved = say(stale, 2, f"我是{RENA_NAME}")
    assert saved.closed and not saved.late
    assert AnswerEvent.objects.filter(attempt=running).count() == before
    assert not traces("".join(dumped().values())) & {RENA_NAME}
