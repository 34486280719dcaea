from pathlib import Path

import pytest

from content.taxonomy.enums import CLASS_MARKS, HazardClass
from content.taxonomy.seed import AUDIENCES, HAZARDS

PICTOGRAMS = Path(__file__).parents[4] / "themes" / "pictograms"


def test_slugs_and_names_are_unique() -> None:
    assert len({h.slug for h in HAZARDS}) == len(HAZARDS)
    assert len({h.name for h in HAZARDS}) == len(HAZARDS)
    assert len({slug for slug, _ in AUDIENCES}) == len(AUDIENCES)


def test_every_class_has_hazards_and_a_shape_of_its_own() -> None:
    assert {h.hazard_class for h in HAZARDS} == set(HazardClass.values)
    assert set(CLASS_MARKS) == set(HazardClass.values)
    assert len(set(CLASS_MARKS.values())) == 4


def test_the_home_grid_fills_eleven_cells_without_a_gap() -> None:
    places = sorted(h.home_position for h in HAZARDS if h.home_position)
    assert places == list(range(1, 12))


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda h: h.slug)
def test_a_hazard_has_its_pictogram(hazard) -> None:
    assert (PICTOGRAMS / f"{hazard.slug}.svg").is_file()
