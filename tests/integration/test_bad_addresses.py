"""What nobody means to type after a slash: an answer, never a failure, at every address of ours."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import Resolver404, resolve

from tests.samples.addresses import ABSENT, own_addresses

HOSTILE = {
    "int": ("99999999999999999999", "9223372036854775808", "0", "٣", "1" * 2_000),
    "uuid": ("00000000-0000-0000-0000-000000000000", "0" * 36, "not-a-uuid"),
    "slug": ("x" * 4_000, "..", "%00", "-", "<script>"),
    "str": ("x" * 4_000, "..", "%00", "%ED%A0%80", "<script>", "%F0%9F%93%9C", "a%0d%0ab"),
    "path": ("../../etc/passwd", "%00", "x" * 4_000),
}
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 422, 429}


def bad_paths() -> Iterator[str]:
    """Each parameter in turn is bad, the others merely name nothing."""
    for own in own_addresses():
        for bad, kind in own.parameters.items():
            for value in HOSTILE[kind]:
                path = own.route
                for name, converter in own.parameters.items():
                    given = value if name == bad else str(ABSENT[converter])
                    path = path.replace(f"<{converter}:{name}>", given)
                yield path


@pytest.mark.django_db
def test_no_address_fails_on_a_bad_parameter():
    client = Client()
    client.force_login(
        get_user_model().objects.create_superuser(username="root", password="安澜-root-2026")
    )
    reached = 0
    for path in bad_paths():
        try:
            resolved = resolve(unquote(path))
        except Resolver404:
            continue
        if resolved.url_name == "wagtail_serve":
            continue  # the pattern let nothing through
        for method in ("get", "post"):
            status = getattr(client, method)(path).status_code
            assert status in ANSWERS, (method, path[:200], status)
        reached += 1
    assert reached > 80
