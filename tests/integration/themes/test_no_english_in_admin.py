"""What the content admin says in its own name, where Wagtail brings English."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Task, Workflow

from tests.samples import pages as samples
from tests.samples.english import english_in

pytestmark = pytest.mark.django_db


KEPT = {
    *"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "JavaScript", "localhost",
    "Ctrl", "Shift", "Alt", "Cmd", "Enter", "Esc", "Tab", "URL", "UTF", "HTML", "API", "AVIF",
    "GIF", "JPG", "JPEG", "PNG", "WEBP", "XLSX", "TXT", "MD", "ZIP", "Markdown", "Excel",
    "docx", "pdf", "txt", "md", "xlsx", "csv", "zip", "avif", "gif", "jpg", "jpeg", "png", "webp",
}  # fmt: skip
"""Keys, formats and names of files, which are the same word in every language."""

MOST_SCREENS = 80
NOT_SHOWN = re.compile(
    r"<div data-side-panel-toggle-counter[^>]* hidden>\s*None\s*</div>|\b[a-z_]+\.[a-z]*page\b"
)
"""A counter that a script fills before it shows it, and types of pages by their code name."""
NOT_ASKED = (
    "/admin/logout",
    "/admin/login",
    "/admin/jsi18n",
    "/admin/password_reset",
    "/admin/api/",
)


@pytest.fixture(autouse=True)
def open_door(settings: Any) -> None:
    settings.SECOND_FACTOR_FOR_STAFF = False
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS,
        "content.pages.backends.RightsBackend",
    ]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def editor(world: Any) -> Client:
    return signed_in(world.editor)


@pytest.fixture
def pages(world: Any) -> None:
    # Wagtail's first page, which a set-up replaces, welcomes in English.
    Page.objects.filter(depth=2).update(title="旧首页", draft_title="旧首页")
    home = samples.home()
    samples.guide(samples.guides(home), world.town)
    samples.lesson(samples.course(samples.courses(home), world.town), world.town)
    samples.expert(samples.experts(home), world.town)
    Page.objects.filter(live=True).update(last_published_at=timezone.now())


def screens(client: Client) -> Iterator[tuple[str, str]]:
    """Address and page of every kind of screen that links lead to: one guide stands for all."""
    waiting, seen = deque(["/admin/"]), {"/admin/"}
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        yield path, page
        # The menu is JSON that a script draws, so links are not only in `href`.
        for link in re.findall(r'"(/admin/[\w/.-]*)[?"#]', unescape(page)):
            kind = re.sub(r"\d+", "0", link)
            if kind in seen or link.startswith(NOT_ASKED) or len(seen) >= MOST_SCREENS:
                continue
            seen.add(kind)
            waiting.append(link)


def names() -> set[str]:
    """What is written in letters because somebody is called so, and slugs."""
    logins = get_user_model().objects.values_list("username", "email")
    words = " ".join(" ".join(pair) for pair in logins)
    words += " " + " ".join(Page.objects.values_list("slug", flat=True))
    return set(re.findall(r"[A-Za-z]+", words))


def test_the_title_of_a_screen_ends_with_our_name(editor: Client, settings: Any) -> None:
    page = editor.get("/admin/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None and title.group(1).strip().endswith(f"- {settings.SITE_NAME}")


def test_what_wagtail_names_itself_has_a_chinese_name() -> None:
    assert Page.objects.get(depth=1).title == "全部页面"
    assert {Workflow.objects.get().name, *Task.objects.values_list("name", flat=True)} == {"审核"}


def test_the_words_of_the_scripts_are_chinese(editor: Client) -> None:
    answer = editor.get("/admin/jsi18n/").content.decode()
    found = re.search(r"newcatalog = (\{.*?\});\n", answer, re.DOTALL)
    assert found is not None
    catalogue = json.loads(found.group(1))
    assert catalogue["(%(number)s new items in this menu)"] == "（这一栏有 %(number)s 条新的）"


@pytest.mark.slow
@pytest.mark.parametrize("role", ["administrator", "editor", "reviewer"])
def test_no_screen_that_links_lead_to_speaks_english(world: Any, pages: None, role: str) -> None:
    known = KEPT | names()
    found: dict[str, str] = {}
    walked = 0
    for path, page in screens(signed_in(getattr(world, role))):
        walked += 1
        for word in english_in(NOT_SHOWN.sub("", page)) - known:
            found.setdefault(word, path)
    assert not found, found
    assert walked >= 10


def test_the_walk_would_notice_an_english_word(world: Any, pages: None) -> None:
    _path, page = next(screens(signed_in(world.editor)))
    assert "Actions" in english_in(page.replace("<main", '<main aria-label="Actions"', 1))
