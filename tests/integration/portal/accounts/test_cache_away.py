"""While nothing can be counted nobody gets in, and nobody is told that it was their fault."""

import pytest
from django.core.cache import caches
from django.test import Client

from portal.foundation.cache import FileCache
from tests.samples.accounts import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(tmp_path, monkeypatch):
    place = tmp_path / "cache"
    place.write_text("a file where the folder should be")
    monkeypatch.setattr(caches._connections, "default", FileCache(str(place), {}), raising=False)


@pytest.mark.usefixtures("away")
def test_signing_in_says_that_it_is_the_portals_fault_and_when_to_try_again(xiaoli, do_sign_in):
    browser = Client()
    for password in (PASSWORD, "错的"):
        response = do_sign_in(browser, "xiaoli", password)
        html = response.content.decode()
        assert response.status_code == 503 and int(response["Retry-After"]) > 0
        assert "暂时登录不了" in html and "几分钟后再试" in html and "太频繁" not in html
        assert "no-store" in response["Cache-Control"]
    assert signed_in(browser) is None


@pytest.mark.usefixtures("away")
def test_other_limited_pages_say_so_too_and_the_rest_opens(client, xiaoli):
    answer = client.post("/accounts/password/reset/", {"email": "li@example.cn"})
    assert answer.status_code == 503 and "暂时办不了" in answer.content.decode()
    assert client.get("/accounts/login/").status_code == 200


def test_a_limit_that_is_reached_is_still_told_as_such(settings, db, do_sign_in):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    do_sign_in(Client(), "a", "b")
    assert do_sign_in(Client(), "a", "b").status_code == 429
