"""The proof of a published version lists the corrections that it was read with."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.selectors.corrections import corrections_of
from tests.samples.reviewed_plans import published


@pytest.fixture
def two(draft, say, world):
    """A published version, and a draft after it on which one more was corrected and one undone."""
    undone = say(Says.NO_ACTOR, "发现管涌", "县水利局")
    say(Says.ACTOR, "转移路线", "带队干部")
    published(draft, world.editor, world.reviewer)
    later = services.draft_of_published(version=draft, actor=world.editor)
    say(Says.ACTOR, "县气象局负责", "县水文局", version=later)
    services.undo_correction(version=later, actor=world.editor, correction=undone)
    draft.refresh_from_db()
    return draft, later


def names(rows):
    return [(row.kind, row.name) for row in rows]


def test_what_was_said_and_taken_back_since_changes_nothing_of_it(two, django_assert_num_queries):
    first, later = two
    with django_assert_num_queries(1):
        read, to_come = corrections_of(first)
    assert names(read) == [("no_actor", "县水利局"), ("actor", "带队干部")]
    assert names(to_come) == [("actor", "县水文局")]
    assert [names(rows) for rows in corrections_of(later)] == [
        [("actor", "带队干部"), ("actor", "县水文局")], [],
    ]  # fmt: skip


def test_a_second_version_is_read_with_what_was_said_on_its_draft(two, world):
    _first, later = two
    published(later, world.editor, world.reviewer)
    later.refresh_from_db()
    assert [names(rows) for rows in corrections_of(later)] == [
        [("actor", "带队干部"), ("actor", "县水文局")], [],
    ]  # fmt: skip


def test_a_version_put_back_into_force_keeps_its_own(two, world):
    first, later = two
    published(later, world.editor, world.reviewer)
    services.publish_version(version=first, actor=world.reviewer)
    first.refresh_from_db()
    read, to_come = corrections_of(first)
    assert names(read) == [("no_actor", "县水利局"), ("actor", "带队干部")]
    assert names(to_come) == [("actor", "县水文局")]


def test_the_proof_puts_later_ones_under_a_line_of_their_own(two, client, world):
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:review", args=[two[0].pk])).content.decode()
    section = BeautifulSoup(page, "html.parser").find(id="corrections")
    before, after = section.get_text().split("以后的版本")
    assert "改正 2 处" in before and "县水文局" not in before and "后来撤销了" in before
    assert "县水文局" in after
