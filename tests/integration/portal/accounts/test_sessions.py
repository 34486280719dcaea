"""Where somebody is signed in, and how that ends."""

import pytest
from django.test import Client

from tests.samples.accounts import signed_in

pytestmark = pytest.mark.django_db


def test_one_session_can_be_ended_from_another(client, xiaoli, do_sign_in):
    other = Client()
    do_sign_in(other, "xiaoli", HTTP_USER_AGENT="旧手机")
    do_sign_in(client, "xiaoli")
    html = client.get("/accounts/sessions/").content.decode()
    assert "旧手机" in html and "正在用的这台" in html
    row = xiaoli.usersession_set.get(user_agent="旧手机")
    client.post(f"/me/sessions/{row.pk}/end/")
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_a_device_is_named_in_words_and_its_own_words_stay_to_be_read(client, xiaoli, do_sign_in):
    raw = (
        "Mozilla/5.0 (Linux; Android 14; Mate) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0 Mobile Safari/537.36"
    )
    do_sign_in(client, "xiaoli", HTTP_USER_AGENT=raw)
    html = client.get("/accounts/sessions/", headers={"user-agent": raw}).content.decode()
    assert "Chrome，安卓手机" in html and raw in html


def test_somebody_elses_session_cannot_be_ended(client, xiaoli, world, do_sign_in):
    do_sign_in(client, "xiaoli")
    other = Client()
    other.force_login(world.volunteer)
    row = xiaoli.usersession_set.get()
    assert other.post(f"/me/sessions/{row.pk}/end/").status_code == 404
    assert client.get("/me/").status_code == 200


def test_all_other_sessions_end_at_once(client, xiaoli, do_sign_in):
    others = [Client(), Client()]
    for one in (*others, client):
        do_sign_in(one, "xiaoli")
    client.post("/accounts/sessions/")
    assert [one.get("/me/").status_code for one in others] == [302, 302]
    assert client.get("/me/").status_code == 200


def test_signing_out_needs_a_post(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    client.get("/accounts/logout/")
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)


def test_personal_pages_are_never_stored(client, xiaoli, do_sign_in):
    do_sign_in(client, "xiaoli")
    for path in ("/me/", "/me/profile/", "/me/security/", "/me/privacy/"):
        assert "no-store" in client.get(path)["Cache-Control"], path
