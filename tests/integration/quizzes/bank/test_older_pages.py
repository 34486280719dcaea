"""A page drawn before somebody else saved does not undo or wave through what it never showed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.bank import release, services
from quizzes.bank.domain.lifecycle import VersionUnread
from quizzes.bank.enums import QuestionState
from tests.samples.questions import create, wording

pytestmark = pytest.mark.django_db
FILING = services.Filing(aim="avoidance")


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def question(world):
    return create(world)


def reword(world, question, stem):
    services.new_version(
        question=question, by=world.editor, wording=wording(stem=stem), filing=FILING
    )
    question.refresh_from_db()
    services.submit_for_review(question=question, by=world.editor)


@pytest.mark.parametrize("step", ["publish", "send_back"])
@pytest.mark.parametrize("version", ["1", "", "abc", "9" * 5000, "\0"], ids=range(5))
def test_a_reviewer_decides_only_on_the_version_that_the_page_showed(
    world, question, step, version
):
    services.submit_for_review(question=question, by=world.editor)
    reword(world, question, "没有人看过的题干？")
    answer = client_of(world.reviewer).post(
        reverse(f"bank:{step}", args=[question.public_id]), {"version": version, "reason": "太长了"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "下面是第 2 版，看过再定" in page and "没有人看过的题干" in page
    assert (step == "publish") or "太长了" in page
    question.refresh_from_db()
    assert (question.state, question.published_version) == (QuestionState.REVIEW, None)


@pytest.mark.parametrize("step", ["publish", "send_back"])
def test_the_page_carries_the_version_it_shows(world, question, step):
    services.submit_for_review(question=question, by=world.editor)
    reword(world, question, "第二种问法？")
    client = client_of(world.reviewer)
    page = client.get(question.get_absolute_url()).content.decode()
    address = reverse(f"bank:{step}", args=[question.public_id])
    form = re.search(rf'<form[^>]*action="{address}".*?</form>', page, re.S)[0]
    version = re.search(r'name="version" value="(\d+)"', form)[1]
    assert client.post(address, {"version": version, "reason": "太长了"}).status_code == 302
    question.refresh_from_db()
    assert question.state == {"publish": "published", "send_back": "draft"}[step]


def test_a_published_newer_version_is_not_taken_for_the_one_that_was_read(world, question):
    services.submit_for_review(question=question, by=world.editor)
    reword(world, question, "第二种问法？")
    services.publish(question=question, by=world.reviewer, read=2)
    with pytest.raises(VersionUnread):
        services.publish(question=question, by=world.reviewer, read=1)


def as_drawn(response):
    """Every field of the form as a browser would send it back."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, [])}


def drawn(client, question):
    address = reverse("bank:edit", args=[question.public_id])
    return address, as_drawn(client.get(address))


def test_of_two_editors_the_second_is_told_and_keeps_what_was_typed(world, question):
    client = client_of(world.editor)
    address, first = drawn(client, question)
    assert client.post(address, {**first, "stem": "甲的问法？"}).status_code == 302
    answer = client.post(address, {**first, "stem": "乙的问法？", "explanation": "乙的解析"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "别人改过：题干。没有保存。" in page and "乙的问法？" in page and "乙的解析" in page
    assert f'href="{address}" target="_blank"' in page
    assert question.versions.first().stem == "甲的问法？"
    assert "乙的问法" not in client.get(question.get_absolute_url()).content.decode()
    assert client.post(address, as_drawn(answer)).status_code == 302
    assert question.versions.first().stem == "乙的问法？"


def test_what_the_second_did_not_touch_becomes_what_the_first_made_of_it(world, question):
    client = client_of(world.editor)
    address, first = drawn(client, question)
    options = {"text_1": "十天", "text_2": "九天", "text_3": "八天", "right": "3"}
    assert client.post(address, first | options | {"aim": "prevention"}).status_code == 302
    refused = client.post(address, first | {"explanation": "乙的解析"})
    assert "别人改过：" in refused.content.decode()
    assert client.post(address, as_drawn(refused)).status_code == 302
    question.refresh_from_db()
    latest = question.versions.first()
    assert [option["text"] for option in latest.options] == ["十天", "九天", "八天"]
    key = release.key_for_editor(latest, editor=world.editor)
    assert key.correct == {latest.options[2]["id"]} and key.explanation == "乙的解析"
    assert question.aim == "prevention"


def test_touched_options_stay_whole_when_somebody_changed_them_too(world, question):
    client = client_of(world.editor)
    address, first = drawn(client, question)
    theirs = {"text_1": "十天", "text_2": "九天", "text_3": "八天", "right": "3"}
    assert client.post(address, first | theirs).status_code == 302
    refused = client.post(address, first | {"right": "2"})
    assert client.post(address, as_drawn(refused)).status_code == 302
    latest = question.versions.first()
    key = release.key_for_editor(latest, editor=world.editor)
    texts = {option["id"]: option["text"] for option in latest.options}
    assert list(texts.values()) == [first["text_1"], first["text_2"]]
    assert [texts[one] for one in key.correct] == [first["text_2"]]


def test_an_older_form_does_not_put_back_the_filing_either(world, question):
    client = client_of(world.editor)
    address, first = drawn(client, question)
    assert client.post(address, {**first, "aim": "prevention"}).status_code == 302
    assert client.post(address, {**first, "hazards": ["flood"]}).status_code == 422
    question.refresh_from_db()
    assert question.aim == "prevention" and not question.hazards.exists()


@pytest.mark.parametrize("value", ["", "x", "\0"])
def test_a_form_that_does_not_say_what_it_was_drawn_from_is_an_older_one(world, question, value):
    client = client_of(world.editor)
    address, first = drawn(client, question)
    answer = client.post(address, {**first, "stem": "别的问法？", "drawn": value})
    assert answer.status_code == 422 and question.versions.count() == 1


@pytest.mark.parametrize("more", [{"stem": "甲的问法？"}, {"text_3": "两天"}])
def test_the_same_form_sent_twice_is_stored_once_and_refused_to_nobody(world, question, more):
    client = client_of(world.editor)
    address, first = drawn(client, question)
    for _ in range(2):
        assert client.post(address, first | more).status_code == 302
    assert question.versions.count() == 2


def test_who_rewords_a_question_in_review_is_told_that_it_leaves_the_queue(world, question):
    client = client_of(world.editor)
    address = reverse("bank:edit", args=[question.public_id])
    assert "先退回草稿" not in client.get(address).content.decode()
    services.submit_for_review(question=question, by=world.editor)
    page, form = drawn(client, question)
    assert "先退回草稿" in client.get(page).content.decode()
    assert client.post(page, form | {"stem": "另一种问法？"}).status_code == 302
    question.refresh_from_db()
    assert question.state == QuestionState.DRAFT
