"""The name on one's own page."""

import pytest
from allauth.account.adapter import get_adapter

from portal.accounts.services import erase_account
from portal.accounts.services.profile import NotAName, update_profile
from portal.people.models import User

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    "typed", ["=HYPERLINK(a)", "@SUM", "-李明", "+李", "'李明", "李明=", "李_明", "李，明", "·"]
)
def test_what_could_be_a_formula_is_no_name(person, client, typed):
    response = client.post("/me/profile/", {"full_name": typed})
    assert response.status_code == 422 and "姓名要以文字开头" in response.content.decode()
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽"


@pytest.mark.parametrize(
    "typed",
    ["李明", "阿依古丽·买买提", "李〇", "𬭎", "张 三", "O'Brien", "Jean-Luc", "José", "བཀྲ་ཤིས"],
)
def test_the_names_of_people_are_taken(person, client, typed):
    assert client.post("/me/profile/", {"full_name": typed}).status_code == 302
    person.refresh_from_db()
    assert person.full_name == typed


def test_a_post_after_the_session_ended_leads_to_sign_in_and_changes_nothing(person, client):
    client.logout()
    response = client.post(
        "/me/profile/", {"full_name": "别人"}, headers={"Referer": "http://testserver/me/profile/"}
    )
    page = response.content.decode()
    assert response.status_code == 403 and "内容还没有存" in page
    assert '<input type="hidden" name="full_name" value="别人">' in page
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽"


def test_the_service_itself_takes_no_name_with_something_unseen(person):
    with pytest.raises(NotAName):
        update_profile(user=person, full_name="李\u200b明", adult_confirmed_at=None)
    person.refresh_from_db()
    assert "\u200b" not in person.full_name


def test_who_has_no_role_yet_reads_the_name_by_which_an_administrator_finds_them(client, xiaoli):
    xiaoli.memberships.all().delete()
    client.force_login(xiaoli)
    page = client.get("/me/").content.decode()
    assert f'把你的用户名 <b translate="no">{xiaoli.username}</b> 告诉本单位管理员' in page


def test_an_account_deleted_meanwhile_gets_no_name_or_number_again(person):
    as_read = User.objects.get(pk=person.pk)
    erase_account(user=User.objects.get(pk=person.pk))
    assert update_profile(user=as_read, full_name="李明", adult_confirmed_at=None) == []
    get_adapter().set_phone(as_read, "+8613800001234", True)
    person.refresh_from_db()
    assert (person.full_name, person.phone) == ("", None)
