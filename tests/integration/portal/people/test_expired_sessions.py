"""A session that ended under an open form: sign-in leads back to the form, never to a 405."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from portal.people.access import page_to_return_to
from tests.integration.conftest import World
from tests.samples.addresses import ABSENT, Own, own_addresses

HOME = "/me/"


def next_of(location: str) -> str:
    return parse_qs(urlsplit(location).query)["next"][0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/workbench/plans/versions/7/publish/",
        "/bank/00000000-0000-0000-0000-000000000001/submit/",
        "/papers/spring/publish/",
        "/targets/desk/volunteers/confirm/",
        "/inbox/read/",
    ],
)
def test_who_signs_in_after_posting_lands_on_the_page_of_the_form(client, path):
    form = "http://testserver/workbench/plans/?page=2#top"
    answer = client.post(path, headers={"referer": form})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert next_of(answer["Location"]) == "/workbench/plans/?page=2"


@pytest.mark.django_db
def test_what_was_typed_is_sent_once_more_after_signing_in_elsewhere(world: World):
    """In one browser: the session goes, somebody signs in again in another window, and both the
    session and the token of the form are other ones."""
    client = Client(enforce_csrf_checks=True)
    address = f"/people/units/{world.village.pk}/change/"
    client.force_login(world.administrator)
    drawn = client.get(address)
    typed = {
        "name": "柳树新村", "kind": "village", "division": "",
        "seen": drawn.context["form"]["seen"].value(),
    }  # fmt: skip
    ours = {"origin": "http://testserver"}
    token = drawn.context["csrf_token"]
    client.cookies.pop("sessionid")
    lost = client.post(address, typed | {"csrfmiddlewaretoken": str(token)}, headers=ours)
    page = lost.content.decode()
    assert lost.status_code == 403 and "在新窗口登录" in page and 'value="柳树新村"' in page
    client.force_login(world.administrator)
    client.cookies.pop("csrftoken")
    stale = client.post(
        address, typed | {"csrfmiddlewaretoken": str(lost.context["csrf_token"])}, headers=ours
    )
    assert stale.status_code == 403 and "再送一次" in stale.content.decode()
    sent = dict(stale.context["carried"].fields)
    sent["csrfmiddlewaretoken"] = str(stale.context["csrf_token"])
    assert client.post(address, sent, headers=ours).status_code == 302
    world.village.refresh_from_db()
    assert world.village.name == "柳树新村"


@pytest.fixture
def no_token(world: World):
    """A browser that sends forms of ours with a token that no longer fits."""
    client = Client(enforce_csrf_checks=True)
    address = f"/people/units/{world.village.pk}/change/"

    def send(**more: str):
        typed = {"name": "柳树新村", "csrfmiddlewaretoken": "x" * 64}
        return client.post(address, typed | more, headers={"origin": "http://testserver"})

    send.client = client
    return send


@pytest.mark.django_db
def test_cookies_are_blamed_only_when_the_form_comes_back_twice_to_one_person(
    no_token, world: World
):
    no_token.client.force_login(world.administrator)
    first = no_token()
    assert "登录换过" in first.content.decode() and "Cookie" not in first.content.decode()
    asked = {first.context["asked_field"]: first.context["person"]}
    assert f'name="{first.context["asked_field"]}"' in first.content.decode()
    second = no_token(**asked).content.decode()
    assert "允许这个网站存 Cookie" in second and "登录换过" not in second
    no_token.client.force_login(world.editor)
    assert "Cookie" not in no_token(**asked).content.decode()


@pytest.mark.django_db
def test_the_first_page_asks_nobody_for_cookies_and_is_named_as_it_is_headed(no_token, world):
    lost = Client().post(
        f"/people/units/{world.village.pk}/change/",
        {"name": "柳树新村"},
        headers={"origin": "http://testserver"},
    )
    page = lost.content.decode()
    assert "<title>登录过期了，内容还没有存" in page and "<h1>登录过期了，内容还没有存</h1>" in page
    assert lost.context["asked_field"] not in page.split("<form")[-1] and "Cookie" not in page
    no_token.client.force_login(world.administrator)
    stale = no_token().content.decode()
    assert "<title>还没有存，再送一次" in stale and "<h1>还没有存，再送一次</h1>" in stale


@pytest.mark.django_db
def test_the_window_of_the_sign_in_ends_with_the_way_back_to_the_form(world: World):
    client = Client()
    lost = client.post(
        f"/people/units/{world.village.pk}/change/",
        {"name": "柳树新村"},
        headers={"origin": "http://testserver"},
    )
    sign_in = lost.context["sign_in"]
    assert f'href="{sign_in}"' in lost.content.decode()
    client.force_login(world.volunteer)
    answer = client.get(sign_in)
    assert answer.status_code == 302 and answer["Location"] == next_of(sign_in)
    assert "回到原来那个窗口，按“再送一次”" in client.get(answer["Location"]).content.decode()
    assert "再送一次" not in client.get("/me/").content.decode()


@pytest.mark.django_db
def test_the_token_in_force_can_be_read_from_the_page_the_form_names(world: World):
    """What `again.mjs` does: the form goes out with the token of the sign-in that holds."""
    client = Client(enforce_csrf_checks=True)
    address = f"/people/units/{world.village.pk}/change/"
    ours = {"origin": "http://testserver"}
    client.force_login(world.administrator)
    seen = client.get(address).context["form"]["seen"].value()
    client.cookies.pop("sessionid")
    typed = {"name": "柳树新村", "kind": "village", "division": "", "seen": seen}
    lost = client.post(address, typed | {"csrfmiddlewaretoken": "x" * 64}, headers=ours)
    client.force_login(world.administrator)
    fresh = client.get(lost.context["fresh"]).context["csrf_token"]
    sent = dict(lost.context["carried"].fields) | {"csrfmiddlewaretoken": str(fresh)}
    assert client.post(address, sent, headers=ours).status_code == 302
    foreign = client.post(address, sent, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403 and "再送一次" not in foreign.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ({"name": "坏"}, "http://evil.example"),
        ({"name": "坏"}, "null"),
        ({"name": "坏"}, ""),
        ({"name": "坏", "password1": "秘密"}, "http://testserver"),
        ({}, "http://testserver"),
    ],
)
def test_nobody_is_asked_to_send_what_another_site_sent_or_a_password(typed, origin, world: World):
    headers = {"origin": origin} if origin else {}
    address = f"/people/units/{world.village.pk}/change/"
    answer = Client().post(address, typed, headers=headers)
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.administrator)
    refused = client.post(address, typed, headers=headers).content.decode()
    assert "再送一次" not in refused and "秘密" not in refused


@pytest.mark.django_db
def test_the_page_after_an_expired_post_opens(world: World):
    client = Client()
    client.force_login(world.administrator)
    answer = Client().post("/inbox/read/")
    assert client.get(next_of(answer["Location"])).status_code == 200


@pytest.mark.django_db
def test_a_missing_second_factor_leads_back_to_the_form_too(world: World, settings):
    settings.SECOND_FACTOR_FOR_STAFF = True
    client = Client()
    client.force_login(world.editor)
    answer = client.post("/inbox/read/", headers={"referer": "http://testserver/inbox/"})
    assert next_of(answer["Location"]) == "/inbox/"


def post_only() -> list[Own]:
    return [own for own in own_addresses() if hasattr(own.entry.callback, "form_page")]


@pytest.mark.django_db
def test_an_address_that_only_takes_forms_leads_to_the_page_they_stand_on(admin_client):
    """A form that was drawn again there has that address in the browser's bar."""
    found = post_only()
    assert len(found) >= 15
    for own in found:
        absent = {name: ABSENT[kind] for name, kind in own.parameters.items()}
        path = reverse(own.name, kwargs=absent)
        answer = admin_client.get(path)
        assert answer.status_code == 302, path
        page = resolve(answer["Location"]).func
        assert not hasattr(page, "form_page"), path
        assert admin_client.put(path).status_code == 405, path


@pytest.mark.django_db
def test_after_signing_in_at_a_form_drawn_again_its_page_opens(world: World):
    client = Client()
    client.force_login(world.administrator)
    drawn_again = "http://testserver/papers/none/results/extra-time/"
    answer = Client().post("/papers/none/results/extra-time/", headers={"referer": drawn_again})
    answer = client.get(next_of(answer["Location"]))
    assert answer["Location"] == "/papers/none/results/"


@pytest.mark.parametrize(
    ("referer", "expected"),
    [
        ("http://testserver/bank/?q=火#top", "/bank/?q=火"),
        ("", HOME),
        ("http://evil.example/bank/", HOME),
        ("http://testserver//evil.example/", HOME),
        ("http://testserver.evil.example/", HOME),
        ("javascript:alert(1)", HOME),
        ("http://testserver", HOME),
        ("http://[", HOME),
    ],
)
def test_only_a_page_of_this_host_is_returned_to(referer, expected):
    request = RequestFactory().post("/bank/1/submit/", headers={"referer": referer})
    request.user = AnonymousUser()
    assert page_to_return_to(request) == expected


def test_a_page_that_was_opened_is_returned_to_with_its_query():
    request = RequestFactory().get("/bank/?q=1", headers={"referer": "http://testserver/me/"})
    assert page_to_return_to(request) == "/bank/?q=1"


@pytest.mark.django_db
def test_the_page_says_whose_it_will_be_and_sends_long_texts_whole(no_token, world):
    no_token.client.force_login(world.administrator)
    page = no_token().content.decode()
    assert "会存到现在登录的人名下" in page and str(world.administrator) in page
    # Percent-encoded, Chinese would be three times as long and refused.
    assert 'enctype="multipart/form-data"' in page


@pytest.mark.django_db
def test_a_long_text_comes_back_whole_and_a_longer_one_is_refused_before_it_is_read(world: World):
    client, address = Client(), f"/people/units/{world.village.pk}/change/"
    ours = {"origin": "http://testserver"}
    plan = "堤" * 100_000
    lost = client.post(address, {"name": plan}, headers=ours)
    assert lost.status_code == 403 and plan in lost.content.decode()
    refused = client.post(address, {"name": '"' * 1_100_000}, headers=ours)
    assert refused.status_code == 403 and len(refused.content) < 5_000
    assert "这么大的文件或文字没有收" in refused.content.decode()
