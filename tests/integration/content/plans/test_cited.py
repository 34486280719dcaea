"""The margin of a clause names the lessons and guides that speak of it."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from content.courses.models import LessonPage
from content.pages.links.models import Link
from content.pages.links.selectors import sources_of
from content.pages.services import reinstate, withdraw
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def clause(import_small) -> Any:
    return import_small().version.clauses.get(text__contains="综合应急演练")


@pytest.fixture
def lesson(world, clause) -> LessonPage:
    course = samples.course(samples.courses(samples.home()), world.town)
    return samples.lesson(course, world.town, body=[original(clause)])


def original(clause: Any) -> tuple[str, dict[str, str]]:
    return "anchor", {"key": clause.key, "title": ""}


def margin(client: Any, clause: Any) -> str:
    page = client.get(clause.version.document.get_absolute_url())
    return page.content.decode().replace("<wbr>", "")


def said(clause: Any) -> list[str]:
    found = sources_of([clause.key], user=AnonymousUser()).get(clause.key, [])
    return [f"{source.label} {source.title}" for source in found]


def test_a_lesson_that_quotes_a_clause_stands_in_its_margin(client, clause, lesson):
    assert f'讲授：<a href="{lesson.get_url()}">{lesson.title}</a>' in margin(client, clause)


def test_a_guide_that_names_a_clause_cites_it(world, clause):
    guide = samples.guide(samples.guides(samples.home()), world.county, related=[original(clause)])
    assert said(clause) == [f"引用 {guide.title}"]


def test_a_lesson_that_says_it_no_longer_or_is_withdrawn_leaves_the_margin(world, clause, lesson):
    withdraw(page=lesson, actor=world.reviewer, reason="旧了")
    assert said(clause) == []
    reinstate(page=LessonPage.objects.get(pk=lesson.pk), actor=world.reviewer)
    assert said(clause) == [f"讲授 {lesson.title}"]
    draft = LessonPage.objects.get(pk=lesson.pk)
    draft.body = [("heading", "没有原文了"), ("text", "换了说法。")]
    draft.save_revision()
    assert said(clause) == [f"讲授 {lesson.title}"]
    draft.save_revision().publish()
    assert not Link.objects.exists()


def test_an_unpublished_or_deleted_lesson_is_named_nowhere(clause, lesson):
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    assert said(clause) == []
    page = LessonPage.objects.get(pk=lesson.pk)
    page.save_revision().publish()
    assert said(clause) == [f"讲授 {lesson.title}"]
    LessonPage.objects.get(pk=lesson.pk).delete()
    assert not Link.objects.exists()


def test_a_lesson_quoting_a_clause_twice_is_named_once(world, clause, lesson):
    draft = LessonPage.objects.get(pk=lesson.pk)
    draft.body = [original(clause), original(clause)]
    draft.save_revision().publish()
    assert said(clause) == [f"讲授 {lesson.title}"]


def test_the_margin_costs_the_same_for_one_lesson_and_for_many(
    world, clause, lesson, django_assert_num_queries
):
    course = lesson.get_parent().specific
    for number in range(2, 6):
        samples.lesson(course, world.town, number, body=[original(clause)])
    said(clause)
    with django_assert_num_queries(3):  # links, restrictions of pages, pages
        assert len(said(clause)) == 5


def test_a_link_has_two_ends_and_is_kept_once(lesson):
    link = Link.objects.get()
    for changes in ({"target_key": link.source_key}, {"target_key": ""}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Link.objects.create(
                **{"kind": link.kind, "source_key": link.source_key,
                   "target_key": link.target_key, **changes}
            )  # fmt: skip
