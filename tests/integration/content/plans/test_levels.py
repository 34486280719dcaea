"""The level of a document by the unit that answers for it."""

import pytest

from content.plans.enums import Level
from content.plans.selectors.levels import level_of
from portal.people.enums import UnitKind
from tests.integration.conftest import make_unit

pytestmark = pytest.mark.django_db


def test_a_department_stands_at_the_level_of_its_government() -> None:
    prefecture = make_unit("bozhou", "博州", UnitKind.PREFECTURE)
    county = make_unit("wenquan", "温泉县", UnitKind.COUNTY, prefecture)
    of_the_prefecture = make_unit("zhouju", "州应急管理局", UnitKind.DEPARTMENT, prefecture)
    of_the_county = make_unit("xianju", "县应急管理局", UnitKind.DEPARTMENT, county)
    town = make_unit("zhen", "镇", UnitKind.TOWN, county)
    school = make_unit("xuexiao", "小学", UnitKind.SCHOOL, of_the_county)
    found = [level_of(unit) for unit in (
        prefecture, county, of_the_prefecture, of_the_county, town, school
    )]  # fmt: skip
    assert found == [
        Level.PREFECTURE, Level.COUNTY, Level.PREFECTURE, Level.COUNTY, Level.TOWN,
        Level.GRASSROOTS,
    ]  # fmt: skip
