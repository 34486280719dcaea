"""Choosing a display: one tap, same address, shown on the very next page, no open redirect."""

from urllib.parse import quote

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_one_tap_makes_the_next_page_large_and_keeps_the_address(client: Client) -> None:
    answer = client.get("/display/set/?elder=1&next=" + quote("/display/?a=1&b=2"))
    assert answer.status_code == 302
    assert answer["Location"] == "/display/?a=1&b=2"
    assert 'class="elder"' in client.get("/display/").content.decode()


def test_the_cookie_is_first_party_and_out_of_reach_for_scripts(client: Client) -> None:
    cookie = client.get("/display/set/?palette=dark").cookies["display"]
    assert cookie.value == "dark"
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]
    assert cookie["path"] == "/"
    secure = client.get("/display/set/?palette=hc", secure=True).cookies["display"]
    assert secure["secure"]


def test_choices_add_up_and_the_default_leaves_no_cookie(client: Client) -> None:
    client.get("/display/set/?elder=1")
    assert client.get("/display/set/?palette=dark").cookies["display"].value == "elder.dark"
    gone = client.get("/display/set/?elder=0&palette=light").cookies["display"]
    assert gone.value == "" and gone["max-age"] == 0


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("elder=0&palette=dark&contrast=normal&script=hans", "dark"),
        ("elder=1&palette=dark&contrast=high&script=hant", "elder.hc.hant"),
        ("elder=0&palette=light&contrast=high&script=hans", "hc"),
    ],
)
def test_the_settings_form_sets_what_it_shows(client: Client, query: str, value: str) -> None:
    assert client.get(f"/display/set/?{query}").cookies["display"].value == value


def test_high_contrast_can_be_left_again(client: Client) -> None:
    client.cookies["display"] = "elder.hc"
    answer = client.get("/display/set/?elder=1&palette=light&contrast=normal&script=hans")
    assert answer.cookies["display"].value == "elder"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example", ""]
)
def test_the_way_back_never_leaves_the_site(client: Client, target: str) -> None:
    assert client.get("/display/set/?elder=1&next=" + quote(target))["Location"] == "/"


def test_a_change_is_not_stored_on_the_way(client: Client) -> None:
    assert client.get("/display/set/?elder=1")["Cache-Control"] == "no-store"


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/display/set/?elder=1").status_code == 405


@pytest.mark.parametrize("path", ["/display/", "/gallery/", "/no-such-page/"])
def test_pages_set_no_cookie_and_vary_on_it(client: Client, path: str) -> None:
    answer = client.get(path)
    assert not answer.cookies
    assert "Cookie" in answer["Vary"]


def test_the_switch_stands_first_and_leads_back_here(client: Client) -> None:
    page = client.get("/gallery/?page=2").content.decode()
    header = page[page.index("<header") : page.index("</header>")]
    first = header[header.index("<a ") :].split("</a>")[0]
    assert first.endswith(">长辈版")
    assert "next=%2Fgallery%2F%3Fpage%3D2" in first
    client.cookies["display"] = "elder"
    assert ">普通版</a>" in client.get("/gallery/").content.decode()


def test_the_settings_page_shows_four_groups_with_the_present_choice(client: Client) -> None:
    client.cookies["display"] = "elder.dark.hant"
    page = client.get("/display/?next=/gallery/").content.decode()
    assert page.count("<fieldset") == 4
    for name, value in (
        ("elder", "1"),
        ("palette", "dark"),
        ("contrast", "normal"),
        ("script", "hant"),
    ):
        assert f'name="{name}" value="{value}" checked' in page
    assert 'name="next" value="/gallery/"' in page


def test_a_forged_cookie_shows_the_ordinary_page(client: Client) -> None:
    client.cookies["display"] = '"><script>'
    page = client.get("/display/").content.decode()
    assert '<html lang="zh-CN" class="">' in page
