"""Gauges, pictograms and signs."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes import drawings
from themes.domain import gauges, signs
from themes.domain.gauges import Gauge

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6)


@given(NUMBERS, NUMBERS, st.none() | NUMBERS)
def test_every_gauge_is_well_formed_and_stays_inside(
    value: float, top: float, target: float | None
) -> None:
    svg = ET.fromstring(
        gauges.gauge_svg(Gauge(value=value, maximum=top, target=target, unit="<次>"))
    )
    for line in svg.iter("line"):
        for key in ("x1", "x2"):
            assert 0 <= float(line.attrib[key].rstrip("%")) <= 100


def test_a_survey_shows_interval_and_estimate_and_says_so() -> None:
    svg = gauges.gauge_svg(
        Gauge(value=53.6, low=47.9, high=59.3, target=50, maximum=100, unit="%", target_word="目标")
    )
    assert 'aria-label="53.6% (47.9—59.3%); 目标 50%"' in svg
    assert 'class="v"' in svg


def test_a_count_runs_on_a_scale_of_counts() -> None:
    svg = gauges.gauge_svg(Gauge(value=1, maximum=2, target=2, unit="次", target_word="目标"))
    assert svg.count('y2="33"') == 3  # ticks at 0, 1 and 2
    assert "目标 2\u00a0次" in svg


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
