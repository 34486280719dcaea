"""A real county's first day: from an empty database to the first page, as docs/operators.md
says it under 第一次建县."""

import re
from io import StringIO

import pytest
from allauth.mfa.totp.internal import auth
from django.core.management import CommandError, call_command
from django.utils import timezone

from content.guides.models import GuideIndexPage
from portal.foundation.audit.models import AuditEvent
from portal.operations import setup
from portal.people.enums import Role
from portal.people.models import Membership, Unit, User
from tests.samples import pages
from tests.samples.english import english_in

pytestmark = pytest.mark.django_db

PASSWORD = "秋天的稻子熟了三遍我还在山里走着"
UNITS = """编码,名称,类别,上级编码,区划代码,设立日期
yingji,墨玉县应急管理局,部门,653222,,2026-01-01
kuoyi,扩依镇,乡镇、街道,653222,,2026-01-01
kuoyi-1,第一村,村,kuoyi,,2026-01-01
"""


@pytest.fixture
def production(settings, tmp_path, monkeypatch):
    settings.DEMONSTRATION, settings.SECOND_FACTOR_FOR_STAFF = False, True
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-session"
    settings.PASSWORD_HASHERS = [
        "portal.accounts.hashers.PortalArgon2",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    settings.DATA_DIR, settings.BASE_URL = tmp_path, "https://testserver"
    settings.SITE_DIVISION_NAME, settings.SITE_DIVISION_CODE = "墨玉县", "653222"
    settings.PAGECACHE_ENABLED = False
    monkeypatch.setattr(setup, "static_is_current", lambda: True)
    return settings


def manage(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def link_in(said: str) -> str:
    return re.search(r"https://testserver(\S+)", said)[1]


def choose_password(client, path: str):
    form = client.get(path, secure=True)
    assert form.status_code == 302, "the link is not valid"
    data = {"password1": PASSWORD, "password2": PASSWORD}
    return client.post(form.url, data, secure=True)


def sign_in_with_a_new_second_factor(client, username: str) -> None:
    client.post("/accounts/login/", {"login": username, "password": PASSWORD}, secure=True)
    kept_out = client.get("/people/", secure=True)
    assert kept_out.url.startswith("/accounts/2fa/")
    form = client.get("/accounts/2fa/totp/activate/", secure=True)
    if form.status_code == 302:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD}, secure=True)
        form = client.get("/accounts/2fa/totp/activate/", secure=True)
    secret = form.context["form"].secret
    counter = int(timezone.now().timestamp()) // 30
    now, next_one = (
        {"code": auth.format_hotp_value(auth.hotp_value(secret, counter + step))} for step in (0, 1)
    )
    activated = client.post("/accounts/2fa/totp/activate/", now, secure=True)
    client.post("/accounts/logout/", secure=True)
    client.post("/accounts/login/", {"login": username, "password": PASSWORD}, secure=True)
    client.post("/accounts/2fa/authenticate/", next_one, secure=True)
    assert activated.url == "/accounts/2fa/recovery-codes/"
    assert client.get("/people/", secure=True).status_code == 200


def test_a_real_county_comes_from_nothing_to_its_first_page(production, client, tmp_path):
    manage("set_up")
    invited = manage("first_administrator", "zhao", "赵管理")
    assert PASSWORD not in invited and "只能用一次" in invited
    choose_password(client, link_in(invited))
    sign_in_with_a_new_second_factor(client, "zhao")

    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    assert "新增 3" in manage("import_units", str(tmp_path / "units.csv"))
    User.objects.create_user("guli", password=PASSWORD, full_name="古丽")
    given = client.post("/people/add/", {
        "person": "guli", "unit": "kuoyi", "role": "editor", "post": "",
        "valid_from": "2026-02-01", "valid_to": "", "reason": "appointed",
    }, secure=True)  # fmt: skip
    assert given.status_code == 302
    membership = Membership.objects.get(user__username="guli")
    assert (membership.unit.name, membership.role) == ("扩依镇", "editor")

    pages.guide(GuideIndexPage.objects.get(), Unit.objects.get(code="653222"))
    client.logout()
    for path in ("/", "/guides/", "/courses/", "/experts/"):
        page = client.get(path, secure=True)
        assert page.status_code == 200, path
        assert not english_in(page.content.decode()), path
    assert "地震" in client.get("/", secure=True).content.decode()


def test_the_link_works_once_and_a_new_one_comes_only_before_it_was_used(production, client):
    manage("set_up")
    lost = link_in(manage("first_administrator", "zhao", "赵管理"))
    link = link_in(manage("first_administrator", "zhao", "赵管理"))
    assert User.objects.get().username == "zhao" and not User.objects.get().has_usable_password()
    choose_password(client, link)
    assert client.get(lost, secure=True).status_code == 200  # says that it is void
    with pytest.raises(CommandError, match="已经有管理员"):
        manage("first_administrator", "zhao", "赵管理")
    events = AuditEvent.objects.filter(action="accounts.first_administrator.invited")
    assert events.count() == 2


def test_nobody_is_made_administrator_unawares_and_no_second_one_by_this_door(production):
    with pytest.raises(CommandError, match="先运行"):
        manage("first_administrator", "zhao", "赵管理")
    manage("set_up")
    User.objects.create_user("lisi", password=PASSWORD, full_name="李四")
    for username, full_name, word in (
        ("lisi", "李四", "已经有人用"), ("admin", "赵", "不能用"),
        ("13800138000", "赵", "全是数字"), ("zhao", " ", "姓名要"),
    ):  # fmt: skip
        with pytest.raises(CommandError, match=word):
            manage("first_administrator", username, full_name)
    assert not Membership.objects.filter(role=Role.ADMINISTRATOR).exists()
    manage("first_administrator", "zhao", "赵管理")
    with pytest.raises(CommandError, match="用这个用户名再运行"):
        manage("first_administrator", "qian", "钱管理")
    assert not User.objects.filter(username="qian").exists()
