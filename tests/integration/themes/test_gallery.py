"""The gallery shows every component, loads little and runs under a strict policy."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from themes import drawings
from themes.templatetags import ui

pytestmark = pytest.mark.django_db
THEMES = Path(__file__).parents[3] / "themes"
INCLUDE = re.compile(r'\{% include "(components/[a-z_]+\.html|themes/gallery/[a-z]+\.html)"')


def reachable(name: str, seen: set[str]) -> set[str]:
    if name not in seen:
        seen.add(name)
        for other in INCLUDE.findall((THEMES / "templates" / name).read_text("utf-8")):
            reachable(other, seen)
    return seen


def test_every_component_is_in_the_gallery() -> None:
    shown = reachable("base.html", set()) | reachable("themes/gallery.html", set())
    there = {f"components/{p.name}" for p in (THEMES / "templates" / "components").glob("*.html")}
    assert there - shown == {"components/form.html"}  # a whole form posts; the gallery is public


def test_it_is_public_but_not_indexed(client: Client) -> None:
    answer = client.get("/gallery/")
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_every_pictogram_is_shown(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert all(f">{name}</span>" in page for name in drawings.names())


def test_an_ordinary_page_is_light(client: Client) -> None:
    page = client.get("/display/").content
    css = (THEMES / "static" / "themes" / "site.css").read_bytes()
    script = (THEMES / "static" / "themes" / "base.mjs").read_bytes()
    assert sum(len(gzip.compress(part)) for part in (page, css, script)) <= 50 * 1024
    assert len(gzip.compress(page)) <= 6 * 1024


def test_no_inline_code_leaves_the_server(client: Client) -> None:
    for path in ("/gallery/", "/display/", "/no-such-page/", "/accounts/login/"):
        page = client.get(path).content.decode()
        assert not re.search(r"\sstyle=|<style|\son\w+=\"", page), path
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))", page), path


def test_ids_are_unique_and_labels_find_their_fields(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'\sfor="([^"]+)"', page)) <= set(ids)
    assert set(" ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()) <= set(ids)


def test_an_error_summary_leads_to_its_fields(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    summary = page[page.index('class="summary"') :].split("</div>")[0]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 3
    assert all(f'id="{target}"' in page for target in targets)
    assert "手机号要 11 位，现在是 10 位" in summary


def test_it_holds_no_token_and_no_form_that_posts(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert 'method="post"' not in page


def test_a_mark_stands_with_its_word(client: Client) -> None:
    assert "<b>86<small>分</small></b>" in client.get("/gallery/").content.decode()


@pytest.mark.parametrize(("score", "mark", "most"), [("86", "80", "100"), ("0", "3.5", "6")])
def test_marks_that_come_as_words_are_drawn(score: str, mark: str, most: str) -> None:
    drawn = ui.score_gauge(score, mark, most)
    assert f"得分：{score}，及格 {mark}" in drawn
    assert f"及格 {mark}</text>" in drawn
