"""The tree of units is read once for a request, whoever asks for rights in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.samples import pages

pytestmark = pytest.mark.django_db

WALK = 'SELECT "portal_people_unitparent"'
"""What a query begins with that reads the tree. Inside another it is one join among many."""


@pytest.mark.parametrize(
    "path", ["/", "/me/", "/admin/", "/admin/pages/", "/people/", "/bank/", "/papers/"]
)
def test_a_request_walks_the_tree_at_most_once(client, world, settings, path):
    settings.PAGECACHE_ENABLED = False
    pages.guides(pages.home())
    client.force_login(world.administrator)
    client.get(path)  # what is kept between requests is kept now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, follow=True).status_code == 200
    walks = [query["sql"] for query in queries if query["sql"].startswith(WALK)]
    assert len(walks) <= 1, walks
