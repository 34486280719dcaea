"""Choices, their cookie and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.domain.display import Display, Palette, Script, parse_cookie, safe_target

DISPLAYS = st.builds(
    Display, st.booleans(), st.sampled_from(list(Palette)), st.sampled_from(list(Script))
)


@given(DISPLAYS)
def test_a_cookie_brings_back_what_was_chosen(display: Display) -> None:
    assert parse_cookie(display.cookie) == display


@given(st.text(max_size=60))
def test_a_cookie_we_would_not_write_is_the_default(value: str) -> None:
    display = parse_cookie(value)
    assert display.cookie == value or display == Display()


@pytest.mark.parametrize("value", ["dark.elder", "elder.elder", "hc.dark", "elder..dark", "ELDER"])
def test_a_forged_cookie_is_ignored(value: str) -> None:
    assert parse_cookie(value) == Display()


def test_displays_that_look_different_have_different_keys() -> None:
    keys = {
        Display(elder, palette, script).key
        for elder in (False, True)
        for palette in Palette
        for script in Script
    }
    assert len(keys) == 12


def test_unknown_choices_change_nothing() -> None:
    display = Display(elder=True, palette=Palette.DARK)
    assert (
        display.with_choices({"elder": "yes", "palette": "pink", "script": "", "x": "1"}) == display
    )


@pytest.mark.parametrize(
    "target", ["/", "/guides/earthquake/", "/search/?q=%E5%9C%B0%E9%9C%87&page=2", "/a//b", "/a#b"]
)
def test_a_path_on_this_site_is_kept(target: str) -> None:
    assert safe_target(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "",
        "/" + "a" * 2001,
        "/display/set/?elder=1",
    ],
)
def test_anything_else_leads_home(target: str) -> None:
    assert safe_target(target) == "/"


@given(st.text(max_size=80))
def test_no_text_leads_off_the_site(target: str) -> None:
    safe = safe_target(target)
    assert safe.startswith("/") and not safe.startswith(("//", "/\\"))
