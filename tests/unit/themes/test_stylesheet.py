"""The one style sheet: current, small, mirrored by itself, coloured by tokens only."""

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.domain import stylesheet
from themes.management.commands import build_styles

PARTS = build_styles.parts()
BUILT = build_styles.BUILT.read_text("utf-8")
NO_TOKENS = [part for part in PARTS if part.stem not in {"10-tokens", "70-print"}]
KEYWORDS = {"transparent", "currentColor", "inherit", "none", "Highlight", "HighlightText"}
PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def declarations(css: str) -> str:
    """The sheet without comments and without media conditions, where widths are physical."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"@media[^{]*", "@media", css)


def test_the_built_file_is_current() -> None:
    assert stylesheet.build(PARTS) == BUILT, "run manage.py build_styles"


def test_the_sheet_weighs_at_most_ten_kilobytes_compressed() -> None:
    assert len(gzip.compress(BUILT.encode(), 9)) <= 10 * 1024


def test_the_script_weighs_at_most_six_kilobytes_compressed() -> None:
    script = build_styles.BUILT.with_name("base.mjs").read_bytes()
    assert len(gzip.compress(script, 9)) <= 6 * 1024


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_no_part_names_a_physical_side(part: Path) -> None:
    assert PHYSICAL.findall(declarations(part.read_text("utf-8"))) == []


def test_the_search_for_physical_sides_finds_them() -> None:
    for css in ("a{left:0}", "a{margin-left:1px}", "a{text-align:right}", "a{width:2px}"):
        assert PHYSICAL.search(css), css


@pytest.mark.parametrize("part", NO_TOKENS, ids=lambda part: part.stem)
def test_colours_come_from_tokens(part: Path) -> None:
    css = declarations(part.read_text("utf-8"))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(?:rgba?|hsla?|oklch)\(", css) == []
    named = re.findall(
        r"(?:^|[;{])(?:color|background|background-color):\s*([A-Za-z]+)\s*[;}]", css
    )
    assert set(named) <= KEYWORDS


def test_every_token_in_use_is_defined() -> None:
    defined = set(re.findall(r"--([a-z0-9]+):", BUILT))
    assert set(re.findall(r"var\(--([a-z0-9]+)", BUILT)) <= defined


def test_nothing_newer_than_the_floor_is_relied_on() -> None:
    for word in ("@layer", "@container", ":has(", "oklch(", "color-mix(", "&:"):
        assert word not in BUILT, word


def test_modes_replace_tokens_and_define_the_same_ones() -> None:
    css = (build_styles.THEMES / "styles" / "10-tokens.css").read_text("utf-8")
    light = set(stylesheet.tokens(css, ".light"))
    fixed = {"blue", "yellow", "orange", "red", "onblue", "onyellow", "onorange", "onred"}
    for mode in (".dark", ".hc"):
        assert set(stylesheet.tokens(css, mode)) == light - fixed


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a { color: red ; ; }", "a{color:red}"),
        ("a > b ~ c , d { }", "a>b~c,d{}"),
        ('a::before { content: "  ;  " }', 'a::before{content:"  ;  "}'),
        ("/* x */ a{margin: -1px + 2}", "a{margin:-1px + 2}"),
        ("@media (min-width: 9px) { a { b: calc(1px + 2px) } }", None),
    ],
)
def test_shrinking_keeps_meaning(css: str, small: str | None) -> None:
    expected = small or "@media (min-width:9px){a{b:calc(1px + 2px)}}"
    assert stylesheet.shrink(css) == expected


@given(st.lists(st.sampled_from(["a{b:c}", " ", "\n", '"x  y"', "/* n */", ";", "}"]), max_size=30))
def test_shrinking_twice_changes_nothing_more(pieces: list[str]) -> None:
    once = stylesheet.shrink("".join(pieces))
    assert stylesheet.shrink(once) == once


def test_the_border_of_an_error_stands_on_what_is_wrong_and_not_on_its_neighbours() -> None:
    """A group with an error holds fields that have none."""
    assert "[aria-invalid=true]{border-color" in BUILT
    assert not re.search(r"\.bad [^{]*\{[^}]*border-color", BUILT)


def test_a_small_button_of_a_table_stays_on_one_line() -> None:
    rule = next(rule for rule in BUILT.split("}") if ".tbl .btns" in rule)
    assert "white-space:nowrap" in rule


def test_whatever_opens_on_a_page_is_marked_and_underlined_and_nothing_takes_that_away() -> None:
    rules = dict(re.findall(r"([^{}]*summary[^{}]*)\{([^}]*)\}", declarations(BUILT)))
    assert "text-decoration:underline" in rules.pop("main summary")
    for selector, said in rules.items():
        is_bare = ".menu" in selector or ".chips" in selector or ".summary" in selector
        assert is_bare or not re.search(r"list-style|display:(?!none!)|text-decoration", said), (
            selector
        )


def test_definitions_that_stand_in_the_text_are_not_printed_beside_each_clause() -> None:
    printed = BUILT.partition("@media print{")[2]
    hidden = next(
        selector for selector, said in re.findall(r"([^{}]+)\{([^}]*)\}", printed)
        if "display:none!important" in said
    )  # fmt: skip
    assert ".terms" in hidden.split(",")
