"""A source changes: the papers that ask its questions say so, and lead to them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import Membership
from quizzes.bank import services as bank
from quizzes.papers import services
from tests.samples.questions import KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.examiner)
    return client


@pytest.fixture
def question(make_question, source):
    return make_question(stem="多久报告？", source_key=KEY)


@pytest.fixture
def paper(make_paper, make_question, question):
    return make_paper(questions=[question, make_question(stem="另一题？")])


@pytest.fixture
def changed(paper, source):
    source["hash"] = "b" * 64
    bank.send_to_review_for_source(key=KEY, withdrawn=False)
    return paper


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_before_anything_changed_no_screen_speaks_of_it(client, paper, question):
    for shown in (
        page(client, "papers:index"),
        page(client, "papers:paper", "quake"),
        page(client, "papers:preview", "quake"),
    ):
        assert "待复核" not in shown


def test_the_list_counts_the_questions_that_wait(client, changed):
    assert "待复核 1 题" in page(client, "papers:index")


def test_the_papers_page_leads_to_each_of_them(client, changed, question):
    shown = page(client, "papers:paper", "quake")
    assert "第 1 版有 1 题待复核" in shown
    assert f'<a href="{question.get_absolute_url()}">多久报告？</a>' in shown
    assert "另一题？</a>" not in shown
    assert len(re.findall(r'class="tag taga">待复核<', shown)) == 1


def test_the_page_speaks_of_the_version_in_use_while_a_draft_is_open(client, world, changed):
    services.open_draft(assessment=changed, by=world.examiner)
    assert "第 1 版有 1 题待复核" in page(client, "papers:paper", "quake")


def test_the_preview_marks_the_question(client, changed):
    shown = page(client, "papers:preview", "quake")
    assert len(re.findall(r'class="tag taga">待复核<', shown)) == 1


def test_a_question_of_a_unit_one_does_not_keep_is_named_without_a_link(
    client, world, make_question, make_paper, source
):
    foreign = make_question(stem="县里的题？", source_key=KEY, pool="practice")
    make_paper(questions=[foreign], purpose="practice")
    type(foreign).objects.filter(pk=foreign.pk).update(owner_unit=world.other_town)
    Membership.objects.filter(user=world.examiner).update(unit=world.town)
    paper = foreign.versions.get().paper_entries.get().version.assessment
    type(paper).objects.update(owner_unit=world.town)
    bank.send_to_review_for_source(key=KEY, withdrawn=False)
    shown = page(client, "papers:paper", "quake")
    assert "县里的题？" in shown and foreign.get_absolute_url() not in shown


def test_the_question_names_the_papers_that_ask_it(client, world, changed, question):
    shown = page(client, "bank:question", question.public_id)
    assert "正在考这道题的试卷" in shown and "考的是第 1 版" in shown
    assert reverse("papers:paper", args=["quake"]) in shown
    reviewer = Client()
    reviewer.force_login(world.reviewer)
    shown = page(reviewer, "bank:question", question.public_id)
    assert reverse("exams:lobby", args=["quake"]) in shown
    services.withdraw(assessment=changed, by=world.examiner)
    assert "正在考这道题的试卷" not in page(client, "bank:question", question.public_id)


def test_who_looked_again_takes_the_mark_from_the_paper(client, world, changed, question, source):
    bank.confirm_source(question=question, by=world.examiner, read_hash=source["hash"])
    assert "待复核" not in page(client, "papers:index")
    assert "待复核" not in page(client, "papers:paper", "quake")
