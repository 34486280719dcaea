"""Whom an editor says to act is found by that name in the search, and by nothing like it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.role_leads import called, lead
from content.plans.services import make_extracts
from tests.samples.reviewed_plans import published

WHO = AnonymousUser()
NAME = "供水抢修队"


@pytest.fixture
def in_force(world, draft, say):
    say(Says.ACTOR, "转移路线", NAME)
    published(draft, world.editor, world.reviewer)
    make_extracts(draft.document)
    return draft.document


@pytest.mark.parametrize("query", [NAME, f"{NAME}做什么", f"{NAME}的职责", f"我是{NAME}"])
def test_one_duty_is_enough_for_whom_an_editor_named(client, in_force, query):
    found = lead(query, WHO)
    assert found is not None and found.title == f"{NAME}在 1 份预案里的职责"
    [row] = found.rows
    assert row.name == "" and client.get(row.url).status_code == 200
    page = client.get("/search/", {"q": query}).content.decode()
    assert row.url in re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("query", ["抢修队", "供水抢修", f"{NAME}员", "转移路线", "转移路线做什么"])
def test_no_part_of_the_name_and_no_other_word_leads_there(in_force, query):
    assert lead(query, WHO) is None


def test_the_hits_of_such_a_query_are_those_of_its_words(in_force):
    """A word that nobody knows as a name narrows nothing."""
    assert called(NAME).names == called("地震了做什么").names == ()


def test_an_ordinary_query_looks_up_no_name(in_force, django_assert_num_queries):
    lead("防汛物资队", WHO)
    with django_assert_num_queries(1):
        assert lead("防汛物资队", WHO) is None
    with django_assert_num_queries(0):
        assert lead("地震了怎么办", WHO) is lead("水管爆裂", WHO) is None
