"""志愿者古丽 sits the county's paper: an hour, 75 % to pass."""

from decimal import Decimal

import pytest
from django.test import Client

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
