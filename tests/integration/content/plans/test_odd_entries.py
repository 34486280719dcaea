"""Names and titles that cannot stand, and a form whose token was spoiled on the way."""

import pytest
from django.urls import resolve, reverse

from content.plans.models import PlanDocument
from content.plans.services.slugs import free_slug, reserved

pytestmark = pytest.mark.django_db


def test_no_plan_can_have_the_name_of_a_page_beside_it(import_small):
    for word in {"data", "coverage", "dues", "new", "revisions"}:
        assert word in reserved()
        assert resolve(reverse("plans_desk:change", args=[word])).url_name != "change"
    assert free_slug("data") == "plan-data"
    import_small(slug="flood")
    assert resolve(reverse("plans_desk:change", args=["flood"])).url_name == "change"


def test_a_title_of_what_nobody_sees_is_none(import_small):
    plan = import_small(title="\u202e\u200b", publish=False)
    assert plan.version.title == "安澜县应急演练工作计划（2026—2028年）"


def test_a_spoiled_token_is_replaced_without_a_word(send, small_text):
    said = send(small_text.encode(), token="nonsense")
    assert said.status_code == 302
    assert PlanDocument.objects.count() == 1
