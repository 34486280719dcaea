"""A guide leads on to practice made from its own paragraphs, and to nothing that certifies."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import Page

from content.pages.anchors import key_of
from content.pages.models import Paragraph
from content.pages.models.paragraph import KIND
from quizzes.bank.enums import Pool
from quizzes.papers import services
from quizzes.papers.studying import practice_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return Page.objects.get(depth=2)


@pytest.fixture
def key(page) -> str:
    now = timezone.now()
    row = Paragraph.objects.create(
        key=uuid4(), block_id=uuid4(), page=page, page_title="地震", kind="step", text="蹲下",
        content_hash="a" * 64, first_hash="a" * 64, position=1, fragment="a", first_seen=now,
        changed_at=now,
    )  # fmt: skip
    return key_of(KIND, row.key)


def test_practice_on_a_paragraph_of_the_page_stands_under_it(page, key, make_question, make_paper):
    asked = make_question(source_key=key, pool=Pool.PRACTICE, stem="先做什么？")
    other = make_question(pool=Pool.PRACTICE, stem="别的题？")
    paper = make_paper(purpose="practice", questions=[asked, other])
    make_paper("elsewhere", purpose="practice", questions=[other])
    (row,) = practice_of(page)
    assert (row.url, row.meta) == (paper.get_absolute_url(), "考考自己，2 题")


def test_certification_closed_and_withdrawn_practice_are_not_offered(
    page, key, world, make_question, make_paper
):
    certifying = make_question(source_key=key, stem="认证题？")
    make_paper("certifying", questions=[certifying])
    asked = make_question(source_key=key, pool=Pool.PRACTICE, stem="先做什么？")
    yesterday = timezone.now() - timedelta(days=1)
    make_paper(
        "closed", purpose="practice", questions=[asked],
        window_opens=yesterday - timedelta(days=1), window_closes=yesterday,
    )  # fmt: skip
    withdrawn = make_paper("withdrawn", purpose="practice", questions=[asked])
    assert [row.url for row in practice_of(page)] == [withdrawn.get_absolute_url()]
    services.withdraw(assessment=withdrawn, by=world.examiner)
    assert practice_of(page) == []
