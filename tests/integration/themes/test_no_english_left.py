"""English that readers would meet by accident."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from wagtail.models import Page, Site

from portal.home.models import HomePage

pytestmark = pytest.mark.django_db

# Words that are right in a Chinese page.
ALLOWED = {"ICP", "IPv", "PDF", "DOCX", "KB", "MB", "CSV", "XLSX", "QR", "APP", "WiFi", "ID", "AL"}
ALLOWED |= {"AED", "Cookie", "GB", "km", "cm", *"ABCDEIOQT"}
PAGES = ["/gallery/", "/display/", "/no-such-page/", "/accounts/login/", "/accounts/signup/"]
PAGES += ["/accounts/password/reset/", "/search/", "/search/?q=%E5%9C%B0%E9%9C%87"]
WORD = re.compile(r"[A-Za-z][A-Za-z]+|\b[A-Za-z]\b")
SPOKEN = {"title", "alt", "aria-label", "placeholder"}


class Words(HTMLParser):
    """Text a reader sees or hears, without elements marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = (given.get("lang") or "zh").split("-")[0] != "zh" or tag in {"script", "style"}
        hidden = foreign or (self.open[-1][1] if self.open else False)
        if not hidden:
            self.found += [value or "" for name, value in attrs if name in SPOKEN]
        if tag not in {"meta", "link", "br", "wbr", "input", "img", "hr"}:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.found.append(data)


def english_in(page: str) -> set[str]:
    words = Words()
    words.feed(page)
    text = re.sub(r"[A-Za-z]+-\d[\w-]*|https?://\S+|\S+@\S+", " ", " ".join(words.found))
    return {word for word in WORD.findall(text) if word not in ALLOWED}


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
