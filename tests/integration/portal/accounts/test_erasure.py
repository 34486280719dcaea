"""Exporting one's data, and deleting an account until nothing here knows who it was."""

import json
import os
import sqlite3

import pytest
from django.apps import apps
from django.conf import settings as live
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from portal.accounts.services import ErasureRefused, erase_account
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.mailbox import keep
from portal.foundation.pagecache.domain import Entry
from portal.people import personal_data
from portal.people.enums import Role
from portal.people.models import Membership, User
from portal.settings import base
from tests.samples.kept import cached_texts

pytestmark = pytest.mark.django_db
PASSWORD = "秋天的稻子熟了三遍"
NEEDLES = ("玛依拉古丽", "mayilaguli", "13712345678", "mayila@example.cn", "工号七四一")


@pytest.fixture
def person(world, client, do_sign_up, code_sent):
    """Somebody who left traces wherever the portal takes them."""
    do_sign_up(client, phone="13712345678", email="mayila@example.cn", username="mayilaguli")
    client.post("/accounts/phone/verify/", {"code": code_sent("+8613712345678")})
    client.post("/accounts/confirm-email/", {"code": code_sent("mayila@example.cn")})
    client.post("/me/profile/", {"full_name": "玛依拉古丽"})
    user = User.objects.get(username="mayilaguli")
    User.objects.filter(pk=user.pk).update(staff_number="工号七四一", home_unit=world.town)
    Membership.objects.create(
        user=user, unit=world.town, role=Role.VOLUNTEER, valid_from=timezone.localdate()
    )
    Membership.objects.create(
        user=user, unit=world.village, role=Role.LEARNER, valid_from="2025-01-01"
    )
    # A second device, a half-finished sign-in, a wrong password, a code on its way.
    Client().post("/accounts/login/", {"login": "mayilaguli", "password": PASSWORD})
    Client().post("/accounts/login/", {"login": "13712345678", "password": "错的"})
    caches["default"].clear()
    Client().post("/accounts/login/code/", {"email": "mayila@example.cn"})
    keep(channel=Channel.SMS, address="+8613712345678", subject="", body="验证码 123456")
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk),
        label="玛依拉古丽", action="wagtail.edit", timestamp=timezone.now(),
        data={"name": "玛依拉古丽"}, content_changed=False, deleted=False,
    )  # fmt: skip
    UserProfile.objects.create(user=user)
    user.refresh_from_db()
    return user


def dumped() -> dict[str, str]:
    """Every table as text, as the database itself gives it."""
    text = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text[table] = "\n".join(map(repr, cursor.fetchall()))
    return text


def spellings(needle: str) -> set[str]:
    """As typed, as JSON escapes it, as repr does."""
    return {needle, json.dumps(needle)[1:-1], json.dumps(needle)[1:-1].replace("\\", "\\\\")}


def traces(text: str) -> set[str]:
    return {needle for needle in NEEDLES for one in spellings(needle) if one in text}


def sessions_text() -> str:
    from django.contrib.sessions.models import Session

    return repr([one.get_decoded() for one in Session.objects.all()])


def reauthenticated(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


# The trap first: the search below has to be able to find something -----------------


def test_before_deletion_the_search_finds_every_trace(person):
    found = set().union(*(traces(text) for text in dumped().values()))
    assert found == set(NEEDLES)
    assert traces(sessions_text()) >= {"mayila@example.cn"}


def test_after_deletion_no_table_knows_the_person(person):
    erase_account(user=person)
    left = {table: traces(text) for table, text in dumped().items() if traces(text)}
    assert left == {}
    assert traces(sessions_text()) == set()


def test_after_deletion_no_model_field_knows_the_person(person):
    """Through the ORM as well: encoded columns are decoded there."""
    erase_account(user=person)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            text = repr(list(model._default_manager.values()))
            assert traces(text) == set(), model._meta.label


def test_after_deletion_no_cache_and_no_file_knows_the_person(person, client):
    erase_account(user=person)
    assert traces("\n".join(cached_texts())) == set()
    for path in live.DATA_DIR.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(needle.encode() in data for needle in NEEDLES), path


def test_the_search_finds_a_name_in_whatever_a_cache_packs_it_into(person):
    for number, held in enumerate(("玛依拉古丽", {"name": ["玛依拉古丽"]}, "玛依拉古丽".encode())):
        caches["default"].clear()
        caches["default"].set(f"planted-{number}", held)
        assert traces("\n".join(cached_texts())), held
    caches["default"].clear()
    page = "<p>玛依拉古丽</p>".encode()
    entry = Entry.of(page, headers=[], mode="", generation="1.a", fresh_until=0.0)
    caches["pages"].set("planted", entry.pack())
    assert traces("\n".join(cached_texts()))


def test_what_is_logged_during_deletion_names_nobody(person, caplog):
    with caplog.at_level("DEBUG"):
        erase_account(user=person)
    ours = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert traces(ours) == set()


def test_every_sign_in_ends(person, client):
    other = Client()
    other.force_login(person)
    erase_account(user=person)
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 302
    assert not person.usersession_set.exists()


def test_the_account_cannot_be_entered_again(person, do_sign_in):
    erase_account(user=person)
    for name in ("mayilaguli", "mayila@example.cn", "13712345678"):
        assert "不对" in do_sign_in(Client(), name).content.decode()
    fresh = User.objects.get(pk=person.pk)
    assert not fresh.is_active and not fresh.has_usable_password() and fresh.erased_at
    assert not fresh.emailaddress_set.exists() and not fresh.authenticator_set.exists()


def test_the_phone_and_mail_are_free_for_a_new_account(person, do_sign_up, code_sent):
    erase_account(user=person)
    caches["default"].clear()
    new = Client()
    response = do_sign_up(new, phone="13712345678", email="mayila@example.cn")
    assert response.url == "/accounts/phone/verify/"
    assert len(code_sent("+8613712345678")) == 6


def test_memberships_stay_as_facts_about_nobody(person, world):
    erase_account(user=person)
    left = list(Membership.objects.filter(user=person))
    assert [one.unit for one in left] == [world.village]
    assert left[0].valid_to == timezone.localdate()


def test_the_audit_keeps_an_opaque_id(person):
    erase_account(user=person)
    event = AuditEvent.objects.get(action="accounts.erased")
    assert event.actor_public_id == person.public_id
    assert str(person.public_id) in event.target_key


def test_a_second_deletion_changes_nothing(person):
    first = erase_account(user=person)
    second = erase_account(user=person)
    assert first.erased_at == second.erased_at
    assert AuditEvent.objects.filter(action="accounts.erased").count() == 1


def test_a_failure_halfway_leaves_everything_as_it_was(person, monkeypatch):
    def broken(user):
        raise RuntimeError

    holder = personal_data.Holder("zz", export=lambda user: {}, erase=broken)
    monkeypatch.setitem(personal_data._holders, "zz", holder)
    with pytest.raises(RuntimeError):
        erase_account(user=person)
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽" and person.emailaddress_set.exists()


def test_the_last_administrator_cannot_go(world, client):
    with pytest.raises(ErasureRefused, match="唯一的管理员"):
        erase_account(user=world.administrator)
    world.administrator.refresh_from_db()
    assert world.administrator.erased_at is None


def test_people_screens_no_longer_show_the_person(person, world, client):
    client = Client()
    client.force_login(world.administrator)
    assert "玛依拉古丽" in client.get("/people/").content.decode()
    erase_account(user=person)
    assert "erased-" not in client.get("/people/").content.decode()
    assert client.get(f"/people/{person.public_id}/").status_code == 404


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="looks into the bytes of an SQLite file")
def test_no_byte_of_the_database_file_knows_the_person(tmp_path):
    """With the connection options of production: what is deleted is overwritten, and the
    write-ahead log is folded in."""
    options = base.DATABASES["default"]["OPTIONS"]
    path = tmp_path / "file.sqlite3"
    own = sqlite3.connect(path)
    for statement in options["init_command"].split(";"):
        own.execute(statement)
    own.execute("CREATE TABLE person (name TEXT)")
    own.execute("INSERT INTO person VALUES (?)", ["玛依拉古丽" * 50])
    own.commit()
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert "玛依拉古丽".encode() in held
    own.execute("UPDATE person SET name = ''")
    own.commit()
    own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert "玛依拉古丽".encode() not in held


def test_deletion_folds_the_write_ahead_log_in(person, django_capture_on_commit_callbacks):
    with (
        CaptureQueriesContext(connection) as seen,
        django_capture_on_commit_callbacks(execute=True),
    ):
        erase_account(user=person)
    folded = any("wal_checkpoint(TRUNCATE)" in query["sql"] for query in seen)
    assert folded is (connection.vendor == "sqlite")


# The pages --------------------------------------------------------------------------


def test_deleting_asks_for_the_password_and_the_word(person, client):
    assert client.get("/me/delete/").url.startswith("/accounts/reauthenticate/")
    assert client.post("/me/delete/", {"word": "注销"}).url.startswith("/accounts/reauthenticate/")
    person.refresh_from_db()
    assert person.erased_at is None
    reauthenticated(client)
    html = client.post("/me/delete/", {"word": "删除"})
    assert html.status_code == 422 and "不是“注销”两个字" in html.content.decode()
    response = client.post("/me/delete/", {"word": "注销"})
    assert response.url == "/me/deleted/"
    person.refresh_from_db()
    assert person.erased_at is not None
    page = client.get("/me/deleted/")
    assert "账号已注销" in page.content.decode() and traces(page.content.decode()) == set()


def test_the_page_says_what_goes_and_what_stays(person, client):
    html = reauthenticated(client).get("/me/delete/").content.decode()
    for words in ("马上删除", "留下的，不再知道是谁", "证书", "备份"):
        assert words in html


def test_the_last_administrator_is_told_what_to_do_first(world, client, do_sign_in):
    world.administrator.set_password(PASSWORD)
    world.administrator.save()
    do_sign_in(client, "guanliyuanzhao")
    html = reauthenticated(client).post("/me/delete/", {"word": "注销"}).content.decode()
    assert "先让另一个人当管理员" in html


def test_the_export_holds_everything_and_no_secret(person, client, totp):
    number = totp(person)
    secret_row = person.authenticator_set.get().data["secret"]
    client.get("/accounts/logout/")
    assert client.get("/me/export/").url.startswith("/accounts/reauthenticate/")
    response = reauthenticated(client).get("/me/export/")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert traces(text) == set(NEEDLES)
    content = json.loads(text)
    assert content["portal_people"]["手机号"] == "+8613712345678"
    assert len(content["portal_people"]["任职"]) == 2
    assert content["portal_accounts"]["登录记录"] and content["portal_accounts"]["同意记录"]
    assert secret_row not in text and number() not in text and person.password not in text


def test_every_app_that_registered_is_in_the_export(person):
    labels = {holder.app_label for holder in personal_data.holders()}
    assert {"portal_people", "portal_accounts"} <= labels
    assert set(personal_data.export_all(person)) == labels
    assert personal_data.holders()[-1].app_label == "portal_people"


def test_taking_consent_back_is_kept_beside_the_consent(person, client):
    client.post("/me/privacy/account/withdraw/")
    record = person.consents.get()
    assert record.withdrawn_at is not None
    assert "撤回" in client.get("/me/privacy/").content.decode()
    assert client.post("/me/privacy/nothing/withdraw/").status_code == 302


def test_one_person_cannot_export_or_delete_another(person, world):
    other = Client()
    other.force_login(world.volunteer)
    assert traces(other.get("/me/").content.decode()) == set()
    assert traces(other.get("/me/privacy/").content.decode()) == set()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("李1", "姓名里不能有数字"), ("李​明", "看不见的字符"), ("长" * 61, "60")],
)
def test_a_wrong_name_is_refused_and_stays_in_the_form(person, client, typed, sentence):
    response = client.post("/me/profile/", {"full_name": typed})
    html = response.content.decode()
    assert response.status_code == 422 and sentence in html and typed in html
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽"


def test_a_post_after_the_session_ended_leads_to_sign_in_and_changes_nothing(person, client):
    client.logout()
    response = client.post(
        "/me/profile/", {"full_name": "别人"}, headers={"Referer": "http://testserver/me/profile/"}
    )
    assert response.url.startswith("/accounts/login/?next=/me/profile/")
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽"
