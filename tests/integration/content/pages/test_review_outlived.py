"""Whoever publishes words newer than their review is told that the page still names its day."""

from datetime import timedelta

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.utils import timezone

from content.guides.models import GuidePage
from content.pages.wagtail_hooks import ask_for_a_new_review
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


def told(page):
    request = RequestFactory().post("/admin/")
    request.session = {}
    request._messages = FallbackStorage(request)
    ask_for_a_new_review(request, page)
    return [str(message) for message in request._messages]


@pytest.fixture
def guide(world):
    made = samples.guide(samples.guides(samples.home()), world.county)
    made.reviewed_on = timezone.localdate() - timedelta(days=30)
    made.review_due = timezone.localdate() + timedelta(days=300)
    made.save_revision().publish()
    return GuidePage.objects.get(pk=made.pk)


def test_a_page_published_again_names_the_day_of_its_review(guide):
    (said,) = told(guide)
    assert guide.reviewed_on.isoformat() in said and "新的审核日期" in said


def test_a_page_reviewed_today_or_never_is_published_without_a_word(guide):
    for day in (timezone.localdate(), None):
        guide.reviewed_on = day
        guide.save()
        assert told(guide) == []
