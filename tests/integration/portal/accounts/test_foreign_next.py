"""An address outside the portal is neither followed nor shown, wherever `next` is handed on."""

import pytest

FOREIGN = [
    "https://evil.example/x",
    "//evil.example/x",
    "/\\evil.example/x",
    "https:evil.example",
    "javascript:alert('evil.example')",
    " //evil.example",
]
PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/admin/login/",
    "/_util/login/",
    "/display/",
    "/certificates/verify/",
    "/search/",
    "/absent/",
]


@pytest.mark.parametrize("target", FOREIGN)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_repeats_a_foreign_address(client, db, path, target):
    answer = client.get(path, {"next": target}, follow=True)
    assert "evil.example" not in answer.content.decode()
    assert answer.status_code in {200, 404}


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
@pytest.mark.parametrize("target", FOREIGN)
def test_a_form_sent_with_one_and_shown_again_does_not_repeat_it(client, db, path, target):
    answer = client.post(f"{path}?next=//evil.example/", {"login": "", "next": target})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "evil.example" not in text and 'name="next"' not in text


def test_an_encoded_name_is_the_same_name(client, db):
    answer = client.get("/accounts/login/?n%65xt=//evil.example/")
    assert "evil.example" not in answer.content.decode()


def test_of_several_the_own_one_stays(client, db):
    answer = client.get("/accounts/login/?next=/plans/&q=1&next=//evil.example/")
    text = answer.content.decode()
    assert '<input type="hidden" name="next" value="/plans/">' in text
    assert "evil.example" not in text


@pytest.mark.parametrize("target", ["/plans/?q=堤&next=1", "http://testserver/plans/"])
def test_an_address_of_ours_is_kept_as_it_was(client, db, target):
    answer = client.get("/accounts/login/", {"next": target})
    assert answer.context["redirect_field_value"] == target


def test_over_tls_an_address_without_it_is_foreign(client, db):
    answer = client.get("/accounts/login/", {"next": "http://testserver/x-y"}, secure=True)
    assert "http://testserver/x-y" not in answer.content.decode()


def test_a_stored_public_page_is_no_detour(client, db, settings):
    settings.PAGECACHE_ENABLED = True
    for _time in range(2):
        answer = client.get("/search/", {"next": "//evil.example/"})
        assert "evil.example" not in answer.content.decode()
