"""The name on one's own page."""

import pytest

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


def test_a_post_after_the_session_ended_leads_to_sign_in_and_changes_nothing(person, client):
    client.logout()
    response = client.post(
        "/me/profile/", {"full_name": "别人"}, headers={"Referer": "http://testserver/me/profile/"}
    )
    assert response.url.startswith("/accounts/login/?next=/me/profile/")
    person.refresh_from_db()
    assert person.full_name == "玛依拉古丽"
