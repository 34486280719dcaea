"""What no template may hold."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from themes.domain import stylesheet

ROOT = Path(__file__).parents[3] / "themes"
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if not {"pdf", "email", "messages"} & set(path.relative_to(ROOT / "templates").parts)
)
HAN = re.compile(r"[\u3400-\u9fff]")
REMOVED = [
    re.compile(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL),
    re.compile(r"\{#.*?#\}"),
    re.compile(r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL),
    re.compile(r"\{%\s*trans(?:late)?\s.*?%\}"),
    re.compile(r"_\((\"[^\"]*\"|'[^']*')\)"),
]
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
SCRIPT = re.compile(
    r"<script\b(?![^>]*\bsrc=)(?![^>]*\bnonce=)(?![^>]*application/json)", re.IGNORECASE
)


def bare_text(template: str) -> str:
    for pattern in REMOVED:
        template = pattern.sub("", template)
    return template


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_chinese_words_stand_in_translation_tags(path: Path) -> None:
    lines = bare_text(path.read_text("utf-8")).splitlines()
    assert [line.strip() for line in lines if HAN.search(line)] == []


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_templates_hold_no_inline_code_or_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert INLINE.findall(text) == []
    assert SCRIPT.findall(text) == []


def test_the_search_for_bare_words_finds_them() -> None:
    assert HAN.search(bare_text('<p title="{% translate "好" %}">坏</p>'))
    assert not HAN.search(
        bare_text(
            '{% include "x" with label=_("好") %}{% blocktranslate %}好{% endblocktranslate %}'
        )
    )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda path: path.name
)
def test_every_component_says_what_it_needs(path: Path) -> None:
    assert path.read_text("utf-8").startswith("{% comment %}")


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"link", "script", "img"}:
            self.found.append(tag)


@pytest.mark.parametrize(
    "name", ["500.html", "unavailable.html", "unavailable_form.html", "offline.html"]
)
def test_a_breakdown_page_loads_nothing_and_uses_our_colours(name: str) -> None:
    page = (ROOT / "static" / "themes" / "errors" / name).read_text("utf-8")
    loads = _Loads()
    loads.feed(page)
    assert loads.found == []
    assert "{%" not in page and "{{" not in page
    css = (ROOT / "styles" / "10-tokens.css").read_text("utf-8")
    ours = {v for mode in (".light", ".dark") for v in stylesheet.tokens(css, mode).values()}
    assert set(re.findall(r"#[0-9A-F]{6}", page)) <= ours
    assert 'href="tel:120"' in page
