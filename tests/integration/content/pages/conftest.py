from typing import Any

import pytest
from django.core.cache import caches

from content.guides.models import GuidePage
from tests.samples import pages as samples


@pytest.fixture(autouse=True)
def nothing_kept_from_another_test(settings: pytest.FixtureRequest) -> None:
    """Whole pages and the doors of the header are kept between requests; each test has its own."""
    settings.PAGECACHE_ENABLED = False
    for cache in caches.all(initialized_only=False):
        cache.clear()


@pytest.fixture
def guide(world: Any) -> GuidePage:
    return samples.guide(samples.guides(samples.home()), world.town)
