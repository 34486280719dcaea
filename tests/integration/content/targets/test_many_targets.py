"""Hundreds of targets: the list has pages, and counting them costs the same queries."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.urls import reverse

from content.targets.domain.verdicts import Step, with_steps
from content.targets.models import Target
from content.targets.views.public import A_PAGE
from portal.accounts import at_work


@pytest.fixture
def many(target):
    """More than one page of them, each a step on the way to the next."""
    found = list(Target.objects.all())
    for number in range(1, A_PAGE + 10):
        one = Target.objects.get(pk=target.pk)
        one.pk, one._state.adding = None, True
        one.slug, one.name = f"t{number}", f"目标{number}"
        one.due = target.due + timedelta(days=number)
        found.append(one)
    Target.objects.bulk_create(found[1:])
    return found


def test_the_list_has_pages_and_says_of_all_how_they_stand(
    client, many, settings, django_assert_num_queries
):
    settings.PAGECACHE_ENABLED = False
    client.get("/display/")  # the header's doors are read once for all pages
    with django_assert_num_queries(4):
        first = client.get(reverse("targets:list")).content.decode()
    second = client.get(reverse("targets:list"), {"page": 2}).content.decode()
    for page, drawn in ((first, A_PAGE), (second, len(many) - A_PAGE)):
        assert page.count("/plans/five-year/#c-7") == drawn
        assert f"{len(many)} 项里" in page.replace("<wbr>", "").replace("\xa0", " ")
    assert 'rel="next"' in first and 'rel="prev"' in second
    made_up = client.get(reverse("targets:list"), {"page": "x"})
    assert made_up.status_code == 200 and 'rel="next"' in made_up.content.decode()


def test_each_page_of_the_list_is_kept(client, many):
    caches["pages"].clear()
    address = reverse("targets:list")
    drawn = client.get(address, {"page": 2}).content
    Target.objects.all().delete()
    assert client.get(address, {"page": 2}).content == drawn


def test_what_waits_at_the_ledger_is_counted_in_the_same_queries(
    world, many, django_assert_num_queries
):
    # Eight are counted; the calendar asks for more of a hundred that began in 2000.
    Target.objects.update(starts=date(2000, 1, 1), value=Decimal(100))
    changed, reached = many[0], many[-1]
    Target.objects.filter(pk=reached.pk).update(value=Decimal(8))
    Target.objects.filter(pk=changed.pk).update(clause_changed=True)
    at_work._targets(world.administrator)
    with django_assert_num_queries(4):
        said = at_work._targets(world.administrator)
    assert said == f"{len(many) - 1} 项落后或没达到，1 项的条文变了"


def test_no_step_is_made_anew_for_each_of_hundreds_of_targets(target):
    goal = replace(target.goal, steps=())
    promised = [Step(goal.due - timedelta(days=day), goal.value) for day in range(3)]
    assert all(any(step is one for one in promised) for step in with_steps(goal, promised).steps)
