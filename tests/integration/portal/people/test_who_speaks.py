"""Who speaks for the whole place, and who stands at county rank, by the tree of a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.people import selectors, services
from portal.people.enums import UnitKind
from portal.people.models import Unit
from tests.integration.conftest import SINCE, make_unit

pytestmark = pytest.mark.django_db

DEPARTMENT = UnitKind.DEPARTMENT


def codes(units):
    return {unit.code for unit in units}


def test_a_department_speaks_for_the_county_through_departments_and_not_through_a_town(world):
    bureau = make_unit("bureau", "应急管理局", DEPARTMENT, world.county)
    section = make_unit("section", "救援科", DEPARTMENT, bureau)
    make_unit("team", "救援队", DEPARTMENT, section)
    station = make_unit("station", "镇应急站", DEPARTMENT, world.town)
    make_unit("post", "镇应急站值守点", DEPARTMENT, station)
    school = make_unit("school", "小学", UnitKind.SCHOOL, bureau)
    make_unit("kitchen", "小学食堂", DEPARTMENT, school)
    make_unit("loose", "还没排进去的局", DEPARTMENT)
    today = timezone.localdate()
    speaking = {"anlan", "bureau", "section", "team"}
    assert codes(selectors.government_units()) == speaking
    assert codes(selectors.units_of_county_rank(today)) == speaking


def test_a_county_of_a_prefecture_has_its_rank_and_does_not_speak_for_the_prefecture(world):
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.PREFECTURE)
    county = make_unit("wenquan", "温泉县", UnitKind.COUNTY, world.county)
    make_unit("xianju", "县应急管理局", DEPARTMENT, county)
    town = make_unit("zhen", "镇", UnitKind.TOWN, county)
    make_unit("zhan", "镇应急站", DEPARTMENT, town)
    make_unit("zhouju", "市应急管理局", DEPARTMENT, world.county)
    assert codes(selectors.government_units()) == {"anlan", "zhouju"}
    ranked = selectors.units_of_county_rank(timezone.localdate())
    assert codes(ranked) == {"anlan", "zhouju", "wenquan", "xianju"}


def test_the_tree_of_the_day_decides_before_a_move_and_after_it(world):
    bureau = make_unit("bureau", "应急管理局", DEPARTMENT, world.county)
    moved = date(2026, 3, 1)
    services.move_unit(actor=world.administrator, unit=bureau, parent=world.town, since=moved)
    for found in (selectors.government_units, selectors.units_of_county_rank):
        assert codes(found(SINCE - timedelta(days=1))) == {"anlan"}
        assert codes(found(moved - timedelta(days=1))) == {"anlan", "bureau"}
        assert codes(found(moved)) == {"anlan"}


def test_however_deep_the_tree_one_query_walks_it(world, django_assert_num_queries):
    above = world.county
    for number in range(6):
        above = make_unit(f"d{number}", f"第{number}层", DEPARTMENT, above)
    with django_assert_num_queries(1):
        assert len(selectors.government_units()) == 7
    with django_assert_num_queries(1):
        assert len(selectors.units_of_county_rank(timezone.localdate())) == 7
