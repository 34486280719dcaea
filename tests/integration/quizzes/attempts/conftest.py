"""志愿者古丽 sits the county's paper: an hour, 75 % to pass."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from portal.people.enums import Role
from portal.people.models import Membership
from quizzes.attempts import services
from quizzes.attempts.models import Attempt


@pytest.fixture
def attempt(world, make_paper) -> Attempt:
    make_paper(time_limit_minutes=60, pass_percent=Decimal(75))
    return services.start(person=world.volunteer, slug="quake").attempt


@pytest.fixture
def browser(world) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.volunteer)
    return client


@pytest.fixture
def examiner(world) -> Client:
    client = Client()
    client.force_login(world.examiner)
    return client


@pytest.fixture
def other_examiner(world) -> Client:
    """An examiner of the other town only."""
    Membership.objects.create(
        user=world.other_editor,
        unit=world.other_town,
        role=Role.EXAMINER,
        valid_from=date(2025, 1, 1),
    )
    client = Client()
    client.force_login(world.other_editor)
    return client
