"""What somebody may take along, and take back."""

import json

import pytest
from django.test import Client

from portal.foundation.audit.services import record
from portal.people import personal_data
from tests.samples.accounts import reauthenticate
from tests.samples.erasure import MAYILA, traces

pytestmark = pytest.mark.django_db


def test_the_export_holds_everything_and_no_secret(person, client, totp):
    number = totp(person)
    secret_row = person.authenticator_set.get().data["secret"]
    client.get("/accounts/logout/")
    assert client.get("/me/export/").url.startswith("/accounts/reauthenticate/")
    assert client.get("/me/export/file/").url.startswith("/accounts/reauthenticate/")
    page = reauthenticate(client).get("/me/export/").content.decode()
    assert 'href="/me/export/file/"' in page and "考试的作答和成绩" in page
    response = client.get("/me/export/file/")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert traces(text) == set(MAYILA)
    content = json.loads(text)
    assert content["人员与单位"]["手机号"] == "+8613712345678"
    assert len(content["人员与单位"]["任职"]) == 2
    assert content["账号"]["登录记录"] and content["账号"]["同意记录"]
    assert secret_row not in text and number() not in text and person.password not in text


def test_the_export_says_in_words_what_the_person_did_beside_the_code(person):
    record(actor=person, action="accounts.exported", target=person)
    done = personal_data.export_all(person)["账号"]["操作审计"][-1]
    assert (done["动作"], done["动作代码"]) == ("导出个人资料", "accounts.exported")
    assert done["对象"] == "人员" and done["对象代码"] == f"portal_people.user:{person.public_id}"


def test_every_app_that_registered_is_in_the_export(person):
    labels = {holder.app_label for holder in personal_data.holders()}
    assert {"portal_people", "portal_accounts"} <= labels
    sections = personal_data.export_all(person)
    assert len(sections) == len(labels)
    assert not any(character.isascii() for title in sections for character in title)
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
