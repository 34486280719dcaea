"""Who was invited reads page by page and comes back to the clause they spoke of."""

import pytest

from content.comments.models import Comment
from content.plans.models import Clause
from tests.integration.content.comments.conftest import (
    SENTENCE,
    WORDS,
    clause_page,
    page,
    words_of,
)
from tests.samples.reviewed_plans import published


@pytest.fixture
def invited(client, ask, outsider):
    invitation = ask()
    client.force_login(outsider)
    return invitation


def test_after_writing_one_is_led_back_to_the_very_clause(client, draft, invited):
    draft.clauses.filter(text=SENTENCE).update(page=2)
    type(draft).objects.filter(pk=draft.pk).update(page_count=2)
    clause = draft.clauses.get(text=SENTENCE)
    at = clause_page(invited, clause)
    shown = client.get(at).context["form"]["shown"].value()
    written = client.post(at, {"kind": "agree", "text": WORDS, "shown": shown}, follow=True)
    assert Comment.objects.count() == 1
    back = f'href="{page(invited)}?page=2#{clause.fragment}"'
    assert written.content.decode().count(back) == 2
    read = client.get(f"{page(invited)}?page=2").content.decode()
    assert f'id="{clause.fragment}"' in read


def test_the_way_to_the_next_page_says_what_it_begins_with(client, draft, invited):
    headed = Clause.objects.filter(version=draft).exclude(heading="").order_by("position")
    second = headed[1]
    Clause.objects.filter(version=draft, position__gte=second.position).update(page=2)
    type(draft).objects.filter(pk=draft.pk).update(page_count=2)
    assert f"下一页：{second.label}" in words_of(client.get(page(invited)))
    later = words_of(client.get(f"{page(invited)}?page=2"))
    assert "上一页：" in later and "下一页" not in later


def test_every_link_to_write_names_its_clause(client, draft, invited):
    draft.clauses.filter(text=SENTENCE).update(heading="", number="")
    read = client.get(page(invited)).content.decode()
    assert f'写意见<span class="vh">：{SENTENCE}</span>' in read
    assert '<span class="vh">：</span>' not in read


def test_a_version_that_was_replaced_says_so_once_and_asks_for_nothing(
    client, draft, invited, publish, world
):
    published(draft, world.editor, world.reviewer)
    before = words_of(client.get(page(invited)))
    assert "写意见，到" in before and "写意见：" in before
    publish(("先桌面、后实战", "边桌面、边实战"))
    read = words_of(client.get(page(invited)))
    assert read.count("这一版已经由新的一版代替，不再收意见。") == 1
    assert "写意见" not in read and SENTENCE in read
