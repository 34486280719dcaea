"""English that readers would meet by accident."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from portal.home.models import HomePage
from tests.samples.english import english_in

pytestmark = pytest.mark.django_db

PAGES = ["/gallery/", "/display/", "/no-such-page/", "/accounts/login/", "/accounts/signup/"]
PAGES += ["/accounts/password/reset/", "/search/", "/search/?q=%E5%9C%B0%E9%9C%87"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_chinese(client: Client, path: str) -> None:
    answer = client.get(path, follow=True)
    assert answer.status_code in {200, 404}
    assert english_in(answer.content.decode()) == set()


def test_an_empty_form_complains_in_our_words(client: Client) -> None:
    page = client.post("/accounts/login/", {"login": "", "password": ""}).content.decode()
    assert english_in(page) == set()
    assert "处要改" in page
    assert "出生日期：这一项要填" in client.get("/gallery/").content.decode()


def test_the_front_page_speaks_chinese(client: Client) -> None:
    home = HomePage(title="安澜县应急", slug="anlan-home")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update(root_page=home)
    answer = client.get("/")
    assert answer.status_code == 200
    assert english_in(answer.content.decode()) == set()


def test_the_search_for_english_finds_it() -> None:
    assert english_in('<p>你好 Sign in</p><img alt="Close"><b lang="en">Fine</b>') == {
        "Sign",
        "in",
        "Close",
    }


def test_the_search_for_english_reads_what_scripts_are_given() -> None:
    page = """<script type="application/json">{"label": "Pages", "icon": "no"}</script>
        <div data-block='[{"_args": [{"strings": {"MOVE": "Up"}, "label": {"_val": "Add"}}]}]'>"""
    assert english_in(page) == set()
    assert english_in(page, scripted=True) == {"Pages", "Up", "Add"}
