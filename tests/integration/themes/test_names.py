"""The names that stand in one script everywhere: read seldom, and missed by no page."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from portal.people.models import Unit
from themes import names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known():
    cache.delete(names.KEY)
    yield
    cache.delete(names.KEY)


def test_a_name_is_read_once_in_five_minutes_and_a_new_one_is_known_then(
    world, django_assert_num_queries
):
    assert world.village.name in names.known()
    Unit.objects.filter(pk=world.village.pk).update(name="新改的村")
    with django_assert_num_queries(0):
        assert "新改的村" not in names.known()
    with time_machine.travel(timezone.now() + timedelta(seconds=names.FOR + 1)):
        assert "新改的村" in names.known() and world.village.name not in names.known()


def test_without_the_database_the_names_of_the_settings_are_known(monkeypatch, settings):
    settings.SITE_DIVISION_NAME, settings.SITE_OPERATOR = "某县", "某县应急管理局"

    def stopped():
        raise OperationalError("no connection")

    monkeypatch.setattr(names, "_read", stopped)
    assert names.known() == {"某县", "某县应急管理局", "安澜"}


def test_the_names_are_known_again_as_soon_as_the_database_is_back(world, monkeypatch):
    def stopped():
        raise OperationalError("no connection")

    with monkeypatch.context() as patched:
        patched.setattr(names, "_read", stopped)
        assert world.village.name not in names.known()
    assert world.village.name in names.known()
