"""New words about personal data: published by a command, shown to who agreed to older ones."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts import notices
from portal.foundation.audit.models import AuditEvent
from portal.foundation.consent import services as consent
from portal.foundation.consent.models import ConsentNotice
from portal.foundation.consent.selectors import current_notice

pytestmark = pytest.mark.django_db

ASKED = "/me/notice/?next="


@pytest.fixture(autouse=True)
def no_page_kept(settings):
    settings.PAGECACHE_ENABLED = False


@pytest.fixture
def publish(tmp_path):
    def run(text: str | bytes, kind: str = "account") -> str:
        path = tmp_path / "告知.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        said = StringIO()
        call_command("publish_notice", kind, path, stdout=said)
        return said.getvalue()

    return run


@pytest.fixture
def learner(world, client, publish) -> Client:
    """Agreed to version 1, then version 2 came."""
    consent.give(user=world.learner, purpose=notices.ACCOUNT, version=1)
    client.force_login(world.learner)
    assert client.get("/me/").status_code == 200
    publish("# 个人信息处理告知\n\n现在还收单位。")
    return client


def test_the_command_makes_the_next_version_and_the_same_words_none(publish):
    assert "第 2 版" in publish("# 个人信息处理告知\n\n现在还收单位。\n")
    notice = current_notice("account")
    assert (notice.version, notice.title, notice.body) == (2, "个人信息处理告知", "现在还收单位。")
    assert "没有发布" in publish("# 个人信息处理告知\n\n现在还收单位。")
    events = AuditEvent.objects.filter(action="foundation.consent.published")
    assert events.get().target_key == "consent:account:2"


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("", "account", "第一行写"),
        ("# 标题\n\n", "account", "第一行写"),
        ("没有标题\n\n正文", "account", "第一行写"),
        (f"# {'长' * 201}\n\n正文", "account", "最多 200"),
        ("# 题\n\n正\0文", "account", "坏字符"),
        (b"\xff\xfe\xb0", "account", "不是 UTF-8"),
        ("# 题\n\n" + "字" * 100_000, "account", "超过 200 KB"),
        ("# 题\n\n正文", "账号", "用途只能用"),
        ("# 题\n\n正文", "a" * 61, "最多 60"),
        ("# 题\n\n正文", "acount", "没有用途“acount”。现有的用途：account"),
    ],
)
def test_a_file_that_is_no_notice_is_refused_in_chinese(publish, text, kind, word):
    before = ConsentNotice.objects.count()
    with pytest.raises(CommandError, match=word):
        publish(text, kind)
    assert ConsentNotice.objects.count() == before


def test_who_agreed_to_older_words_reads_the_new_ones_and_goes_on(learner, world):
    asked = learner.get("/me/profile/?a=1")
    assert asked.url == f"{ASKED}%2Fme%2Fprofile%2F%3Fa%3D1"
    assert "no-store" in asked["Cache-Control"]
    html = learner.get(asked.url).content.decode()
    assert "现在还收单位" in html and "退出登录" in html
    agreed = learner.post("/me/notice/", {"version": "2", "next": "/me/profile/?a=1"})
    assert agreed.url == "/me/profile/?a=1"
    assert learner.get("/me/profile/").status_code == 200
    assert world.learner.consents.filter(notice__version=2, withdrawn_at=None).count() == 1


def test_public_pages_signing_out_and_ones_own_data_stay_open(learner):
    for path in ("/privacy/account/", "/accounts/logout/", "/me/privacy/", "/plans/"):
        assert learner.get(path).status_code == 200, path
    assert not learner.get("/me/delete/").url.startswith(ASKED)  # asks for the password first


def test_what_was_being_typed_is_taken_and_parts_of_a_page_still_come(learner, world):
    sent = learner.post("/me/profile/", {"full_name": "李学员"})
    assert not (sent.get("Location") or "").startswith(ASKED)
    world.learner.refresh_from_db()
    assert world.learner.full_name == "李学员"
    for headers in ({"HX-Request": "true"}, {"Sec-Fetch-Dest": "empty"}):
        assert learner.get("/me/", headers=headers).status_code == 200


@pytest.mark.parametrize("version", ["1", "", "3", "9" * 40, "2\0"])
def test_agreeing_to_words_that_no_longer_hold_shows_the_new_ones(learner, world, version):
    answer = learner.post("/me/notice/", {"version": version})
    assert answer.status_code == 422 and "再看一遍" in answer.content.decode()
    assert not world.learner.consents.filter(notice__version=2).exists()


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example/", "javascript:x", "nowhere", ""]
)
def test_it_leads_to_no_other_site(learner, next):
    assert learner.post("/me/notice/", {"version": "2", "next": next}).url == "/me/"


def test_who_never_agreed_or_took_it_back_is_not_asked(client, world, publish):
    consent.give(user=world.volunteer, purpose=notices.ACCOUNT, version=1)
    consent.withdraw(user=world.volunteer, purpose=notices.ACCOUNT)
    publish("# 告知\n\n新的话。")
    for person in (world.learner, world.volunteer):
        client.force_login(person)
        assert client.get("/me/").status_code == 200
        assert client.get("/me/notice/").url == "/me/"


def test_staff_are_asked_before_the_content_admin_too(client, world, publish):
    consent.give(user=world.editor, purpose=notices.ACCOUNT, version=1)
    publish("# 告知\n\n新的话。")
    client.force_login(world.editor)
    assert client.get("/admin/").url.startswith(ASKED)
    assert client.get("/workbench/plans/").url.startswith(ASKED)
