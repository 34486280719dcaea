"""The contrast table of the look, computed from the token file."""

from pathlib import Path

import pytest

from themes.domain import stylesheet

TOKENS = (Path(__file__).parents[3] / "themes" / "styles" / "10-tokens.css").read_text("utf-8")
MODES = {"light": ".light", "dark": ".dark", "hc": ".hc"}
# foreground, background, then the figures published for light, dark and high contrast
TABLE = [
    ("ink", "paper", 17.3, 16.0, 21.0),
    ("ink2", "paper", 9.3, 10.4, 21.0),
    ("ink2", "mist2", 7.5, 7.6, 17.4),
    ("dai", "paper", 9.5, 10.4, 16.2),
    ("dai", "mist2", 7.7, 7.6, 13.5),
    ("ondai", "dai", 9.5, 9.0, 16.2),
    ("ondai", "daideep", 13.1, 10.9, 18.2),
    ("zhu", "paper", 8.0, 9.8, 12.3),
    ("zhu", "zhutint", 7.0, 8.6, 12.3),
    ("ondai", "zhu", 8.0, 8.5, 12.3),
    ("amber", "paper", 8.4, 11.9, 16.2),
    ("amber", "ambertint", 7.6, 9.1, 16.2),
    ("onmark", "mark", 14.3, 7.8, 16.2),
    ("edge", "paper", 5.1, 6.9, 21.0),
    ("edge", "mist", 4.7, 6.1, 21.0),
]
CLASSES = ["natural", "accident", "health", "security"]
WARNINGS = [("onblue", "blue", 8.0), ("onyellow", "yellow", 12.1)]
WARNINGS += [("onorange", "orange", 8.2), ("onred", "red", 7.6)]
# Pairs that are body text somewhere must reach 7; borders of controls 3.
BODY_PAIRS = [("ink", "mist"), ("ink", "mist2"), ("ink2", "mist"), ("ink", "ambertint")]
BODY_PAIRS += [("ink", "zhutint"), ("headink", "head"), ("zheadink", "zhead"), ("visited", "paper")]


def palette(mode: str) -> dict[str, str]:
    values = stylesheet.tokens(TOKENS, ".light") | stylesheet.tokens(TOKENS, MODES[mode])
    for name, value in values.items():
        if value.startswith("var(--"):
            values[name] = values[value[6:-1]]
    return values


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]}-on-{row[1]}")
def test_every_pair_of_the_table_has_its_published_ratio(mode: str, row: tuple) -> None:
    colours = palette(mode)
    published = row[2 + list(MODES).index(mode)]
    assert ratio(colours[row[0]], colours[row[1]]) == pytest.approx(published, abs=0.06)


@pytest.mark.parametrize(("mode", "least"), [("light", 7.6), ("dark", 9.2), ("hc", 13.3)])
def test_hazard_classes_stand_out_from_paper(mode: str, least: float) -> None:
    colours = palette(mode)
    for name in CLASSES:
        assert ratio(colours[name], colours["paper"]) >= least - 0.06, name


@pytest.mark.parametrize(("ink", "ground", "published"), WARNINGS)
def test_warning_strips_can_be_read_in_every_mode(ink: str, ground: str, published: float) -> None:
    for mode in MODES:
        colours = palette(mode)
        assert ratio(colours[ink], colours[ground]) == pytest.approx(published, abs=0.06)


@pytest.mark.parametrize("mode", MODES)
def test_text_pairs_used_by_the_sheet_reach_seven(mode: str) -> None:
    colours = palette(mode)
    low = {p: ratio(colours[p[0]], colours[p[1]]) for p in BODY_PAIRS}
    assert {pair: value for pair, value in low.items() if value < 6.95} == {}


@pytest.mark.parametrize("mode", MODES)
def test_the_focus_ring_differs_from_its_ground_by_three(mode: str) -> None:
    colours = palette(mode)
    assert ratio(colours["ink"], colours["paper"]) >= 3
    assert ratio(colours["focus"], colours["ink"] if mode == "light" else colours["paper"]) >= 3
