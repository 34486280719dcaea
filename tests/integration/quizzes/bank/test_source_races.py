"""A text that changes while somebody confirms or publishes a question on it: whoever comes
first, no question stays in use on words that nobody compared with it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client

from content.pages import anchors
from content.pages.anchors import Anchor
from quizzes.bank import services
from quizzes.bank.domain.lifecycle import QuestionStepRefused, SourceMoved, SourceUnread
from quizzes.bank.enums import QuestionState
from quizzes.bank.models import Question

KEY = "testtext:00000000-0000-0000-0000-000000000007"
OLD, NEW, NEWER = "a" * 64, "b" * 64, "c" * 64
WAIT = 10

if connection.vendor != "sqlite":
    pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
else:
    pytestmark = pytest.mark.slow


@pytest.fixture
def db(committing_db):
    """Every fixture of this module writes where threads can see it."""


class Text:
    """A citable text. `on_read` is called whenever somebody looks it up."""

    def __init__(self):
        self.hash = OLD
        self.on_read = lambda: None

    def resolve(self, ids):
        self.on_read()
        for each in ids:
            yield Anchor(
                key=f"testtext:{each}",
                title="4.2 先期处置",
                path=("总体预案",),
                text="接报后 30 分钟内口头报告。",
                url="/plans/anlan/",
                content_hash=self.hash,
                status="current",
            )

    def change(self, after, *, before_commit=lambda: None):
        """As the writers of texts do: the text and the marks of its questions, one commit."""
        with transaction.atomic():
            services.send_to_review_for_source(key=KEY, withdrawn=False)
            before_commit()
            self.hash = after


@pytest.fixture
def text(monkeypatch):
    made = Text()
    monkeypatch.setitem(anchors._resolvers, "testtext", made.resolve)
    return made


@pytest.fixture
def question(world, make_question, text):
    question = make_question(source_key=KEY)
    text.change(NEW)
    question.refresh_from_db()
    return question


def confirm(world, question, read=NEW):
    return services.confirm_source(
        question=Question.objects.get(pk=question.pk), by=world.reviewer, read_hash=read
    )


def in_thread(task):
    def run():
        try:
            return task()
        finally:
            connection.close()

    return run


def test_a_text_changed_before_the_confirmation_is_read_again(world, question, text):
    text.change(NEWER)
    with pytest.raises(SourceUnread):
        confirm(world, question)
    question.refresh_from_db()
    assert question.needs_review and question.confirmed_hash != NEW


def test_a_text_changed_after_the_confirmation_asks_for_another(world, question, text):
    confirm(world, question)
    text.change(NEWER)
    question.refresh_from_db()
    assert question.needs_review


def test_a_text_changed_during_the_confirmation_waits_and_marks_the_question_again(
    world, question, text
):
    looking, writing = Event(), Event()

    def pause():
        looking.set()
        writing.wait(WAIT)

    with ThreadPoolExecutor(2) as pool:
        text.on_read = pause
        confirmed = pool.submit(in_thread(lambda: confirm(world, question)))
        assert looking.wait(WAIT)
        text.on_read = lambda: None
        changed = pool.submit(in_thread(lambda: text.change(NEWER)))
        writing.set()
        confirmed.result(WAIT)
        changed.result(WAIT)
    question.refresh_from_db()
    assert question.needs_review


def test_a_confirmation_during_the_change_of_the_text_waits_and_is_refused(world, question, text):
    marked, go_on = Event(), Event()

    def pause():
        marked.set()
        go_on.wait(WAIT)

    with ThreadPoolExecutor(2) as pool:
        changed = pool.submit(in_thread(lambda: text.change(NEWER, before_commit=pause)))
        assert marked.wait(WAIT)
        confirmed = pool.submit(in_thread(lambda: confirm(world, question)))
        # It reads the text only once the change has let go of the question.
        with pytest.raises(TimeoutError):
            confirmed.result(0.3)
        go_on.set()
        changed.result(WAIT)
        with pytest.raises(SourceUnread):
            confirmed.result(WAIT)
    question.refresh_from_db()
    assert question.needs_review


def test_a_draft_is_not_published_when_its_text_changes_at_that_moment(world, make_question, text):
    draft = make_question(source_key=KEY, published=False)
    services.submit_for_review(question=draft, by=world.examiner)
    marked, go_on = Event(), Event()

    def pause():
        marked.set()
        go_on.wait(WAIT)

    with ThreadPoolExecutor(2) as pool:
        changed = pool.submit(in_thread(lambda: text.change(NEW, before_commit=pause)))
        assert marked.wait(WAIT)
        published = pool.submit(
            in_thread(lambda: services.publish(question=draft, by=world.reviewer))
        )
        with pytest.raises(TimeoutError):
            published.result(0.3)
        go_on.set()
        changed.result(WAIT)
        with pytest.raises(SourceMoved):
            published.result(WAIT)
    draft.refresh_from_db()
    assert draft.state == QuestionState.REVIEW and draft.needs_review


def test_a_question_published_just_before_its_text_changed_is_marked(world, make_question, text):
    question = make_question(source_key=KEY)
    text.change(NEW)
    question.refresh_from_db()
    assert question.state == QuestionState.PUBLISHED and question.needs_review


def test_a_retired_question_is_confirmed_no_more(world, question):
    services.retire(question=question, by=world.reviewer, reason="过时")
    with pytest.raises(QuestionStepRefused):
        confirm(world, question)


def test_the_reviewer_confirms_what_the_page_showed_and_nothing_newer(world, question, text):
    client = Client()
    client.force_login(world.reviewer)
    page = client.get(question.get_absolute_url()).content.decode()
    assert f'name="read" value="{NEW}"' in page
    address = f"{question.get_absolute_url()}confirm/"
    text.change(NEWER)
    for read in (NEW, "", "\0", "x" * 100_000):
        answer = client.post(address, {"read": read})
        assert answer.status_code == 422
        assert "对照旁边现在的原文，再确认一次" in answer.content.decode()
    assert client.post(address, {"read": NEWER}).status_code == 302
    question.refresh_from_db()
    assert not question.needs_review and question.confirmed_hash == NEWER
