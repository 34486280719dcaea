"""The page on which an account is deleted."""

import pytest

from tests.samples.accounts import PASSWORD, reauthenticate
from tests.samples.erasure import traces

pytestmark = pytest.mark.django_db


def test_deleting_asks_for_the_password_and_the_word(person, client):
    assert client.get("/me/delete/").url.startswith("/accounts/reauthenticate/")
    assert client.post("/me/delete/", {"word": "注销"}).url.startswith("/accounts/reauthenticate/")
    person.refresh_from_db()
    assert person.erased_at is None
    reauthenticate(client)
    html = client.post("/me/delete/", {"word": "删除"})
    assert html.status_code == 422 and "不是“注销”两个字" in html.content.decode()
    response = client.post("/me/delete/", {"word": "注销"})
    assert response.url == "/me/deleted/"
    person.refresh_from_db()
    assert person.erased_at is not None
    page = client.get("/me/deleted/")
    assert "账号已注销" in page.content.decode() and traces(page.content.decode()) == set()


def test_the_page_says_what_goes_and_what_stays(person, client):
    html = reauthenticate(client).get("/me/delete/").content.decode()
    for words in (
        "马上删除",
        "留下的，不再知道是谁",
        "作答、成绩、用时、时间倍数",
        "写了号码或者邮箱的那几空",
        "备份由主办单位保管",
    ):
        assert words in html


def test_the_page_promises_nothing_about_hours_or_the_age_of_backups(person, client):
    """The portal counts no hours and makes no backups."""
    html = reauthenticate(client).get("/me/delete/").content.decode()
    assert "学时" not in html and "90 天" not in html


def test_the_last_administrator_is_told_what_to_do_first(world, client, do_sign_in):
    world.administrator.set_password(PASSWORD)
    world.administrator.save()
    do_sign_in(client, "guanliyuanzhao")
    html = reauthenticate(client).post("/me/delete/", {"word": "注销"}).content.decode()
    assert "先让另一个人当管理员" in html
