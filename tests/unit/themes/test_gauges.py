"""Bars, pictograms and signs."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes import drawings
from themes.domain import gauges, signs

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6)


@given(NUMBERS, NUMBERS)
def test_every_bar_is_well_formed_and_stays_inside(value: float, top: float) -> None:
    for drawn in (gauges.bar_svg(value, top), gauges.progress_svg(int(value), int(top))):
        for line in ET.fromstring(drawn).iter("line"):
            for key in ("x1", "x2"):
                assert 0 <= float(line.attrib[key].rstrip("%")) <= 100


def test_progress_on_a_count_has_a_tick_for_each_thing() -> None:
    svg = gauges.progress_svg(1, 2)
    assert svg.count('y1="2" ') == 3  # 0, 1 and 2
    assert 'x2="50%"' in svg


@pytest.mark.parametrize("name", drawings.names())
def test_every_pictogram_is_small_hidden_and_takes_the_colour_of_its_text(name: str) -> None:
    svg = drawings.inline_svg(name)
    root = ET.fromstring(svg)
    assert len(svg.encode()) <= 950
    assert root.attrib["aria-hidden"] == "true"
    assert "currentColor" in svg and "style=" not in svg and "#" not in svg


def test_large_pictograms_have_a_thinner_stroke() -> None:
    assert 'stroke-width="1.5"' in drawings.inline_svg("earthquake", 44)


def test_an_unknown_pictogram_is_named() -> None:
    with pytest.raises(drawings.UnknownPictogram) as caught:
        drawings.inline_svg("../brand/anlan-mark")
    assert caught.value.name == "../brand/anlan-mark"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_a_warning_shows_as_many_waves_as_its_level(count: int) -> None:
    svg = ET.fromstring(signs.waves_svg(count, 44))
    assert len(list(svg)) == (count or 3)
