"""Who lets more people read a clause sees whom the editors added to it."""

import pytest
from django.db import connection
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import Clause, PlanDocument
from content.plans.review_states import RoundState
from portal.foundation import triggers
from tests.samples.reviewed_plans import published

GROUP = "国安赤霄组"


@pytest.fixture
def restricted(draft, say, world):
    """A published clause that few people read, to which somebody was added."""
    say(Says.ACTOR, "转移路线", GROUP)
    clause = draft.clauses.get(heading="先期处置")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    published(draft, world.editor, world.reviewer)
    return draft.clauses.get(heading="先期处置")


@pytest.fixture
def proposed(world, draft):
    def run(clause=None):
        return services.propose_widening(
            document=PlanDocument.objects.get(pk=draft.document_id), clause=clause,
            wanted="public", reason="核对过", by=world.editor,
        )  # fmt: skip

    return run


@pytest.fixture
def decider_reads(client, world):
    def run(widening):
        client.force_login(world.reviewer)
        return client.get(reverse("plans_desk:widening", args=[widening.pk])).content.decode()

    return run


def test_whoever_confirms_reads_who_was_added(restricted, proposed, decider_reads):
    page = decider_reads(proposed(restricted))
    assert f"谁做什么：加上“{GROUP}”" in page


def test_an_older_text_of_the_same_words_is_shown_for_what_its_editors_said(
    restricted, draft, say, world, proposed, decider_reads
):
    later = services.draft_of_published(version=draft, actor=world.editor)
    say(Says.NO_ACTOR, "转移路线", GROUP, version=later)
    published(later, world.editor, world.reviewer)
    page = decider_reads(proposed(later.clauses.get(heading="先期处置")))
    assert f"谁做什么：去掉“{GROUP}”" in page and f"谁做什么：加上“{GROUP}”" in page
    assert page.count("发现管涌的") == 2


def test_the_same_words_told_the_same_are_shown_once(
    restricted, draft, world, proposed, decider_reads
):
    later = services.draft_of_published(version=draft, actor=world.editor)
    published(later, world.editor, world.reviewer)
    page = decider_reads(proposed(later.clauses.get(heading="先期处置")))
    assert page.count("发现管涌的") == 1


def test_a_yes_to_other_actors_is_none(restricted, proposed, world):
    widening = proposed(restricted)
    told = [{**restricted.told[0], "name": "县公安局"}]
    connection.check_constraints()
    with triggers.lifted(connection):
        Clause.objects.filter(pk=restricted.pk).update(told=told)
    done = services.confirm_widening(widening=widening, by=world.reviewer)
    assert done.state == RoundState.VOID
