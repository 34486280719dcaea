"""There is one door, and staff pass it with a second factor."""

import pytest
from django.contrib.auth.views import LoginView
from django.core.management import call_command
from django.urls import get_resolver

from portal.accounts.checks import second_factor_check
from tests.samples.accounts import STAFF_PASSWORD, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_sign_in_leads_to_ours(client, world, path, method):
    with_password(world.administrator)
    data = {"username": "guanliyuanzhao", "password": STAFF_PASSWORD}
    response = getattr(client, method)(path, data if method == "post" else {})
    assert response.status_code in {301, 302}
    assert response.url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["/django-admin/", "/django-admin/login/", "/admin/password_reset/"]
)
def test_there_is_no_other_door(client, path):
    response = client.get(path)
    assert response.status_code == 404 or response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["learner", "volunteer"])
def test_somebody_without_rights_in_the_admin_is_told_so_and_not_sent_in_circles(
    client, world, who
):
    client.force_login(getattr(world, who))
    response = client.get("/admin/")
    assert response.status_code == 403
    assert "没有这项权限" in response.content.decode()


def test_somebody_not_signed_in_is_sent_from_the_admin_to_sign_in(client, db):
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"


def test_every_url_that_signs_in_is_one_of_ours():
    def doors(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            path = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from doors(pattern, path)
            elif issubclass(getattr(pattern.callback, "view_class", object), LoginView):
                yield path

    shadowed = {"admin/login/", "_util/login/"}
    assert set(doors(get_resolver())) <= shadowed


def test_production_refuses_to_start_without_the_second_factor(settings):
    assert second_factor_check(None) == []
    settings.SECOND_FACTOR_FOR_STAFF = False
    assert [error.id for error in second_factor_check(None)] == ["portal_accounts.E001"]
    call_command("check", "--tag", "security")
