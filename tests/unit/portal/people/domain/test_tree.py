"""No unit ever stands below itself, on no day."""

from datetime import date

from portal.people.domain.tree import Link, would_stand_below_itself

COUNTY, TOWN, VILLAGE, SCHOOL = 1, 2, 3, 4
SINCE, LATER, LAST = date(2025, 1, 1), date(2026, 7, 1), date(2027, 1, 1)


def test_a_unit_does_not_go_under_itself_or_under_what_stands_below_it():
    links = [Link(TOWN, COUNTY, SINCE), Link(VILLAGE, TOWN, SINCE), Link(SCHOOL, VILLAGE, SINCE)]
    for parent in (TOWN, VILLAGE, SCHOOL):
        assert would_stand_below_itself(links, unit=TOWN, parent=parent, since=LATER)
    assert not would_stand_below_itself(links, unit=SCHOOL, parent=TOWN, since=LATER)


def test_a_move_that_is_planned_counts_from_the_day_it_holds():
    links = [
        Link(TOWN, COUNTY, SINCE),
        Link(VILLAGE, COUNTY, SINCE, LAST),
        Link(VILLAGE, TOWN, LAST),
    ]
    assert would_stand_below_itself(links, unit=TOWN, parent=VILLAGE, since=LATER)


def test_a_place_that_was_left_before_does_not_count():
    links = [
        Link(TOWN, COUNTY, SINCE),
        Link(VILLAGE, TOWN, SINCE, LATER),
        Link(VILLAGE, COUNTY, LATER),
    ]
    assert not would_stand_below_itself(links, unit=TOWN, parent=VILLAGE, since=LATER)
    assert would_stand_below_itself(links, unit=TOWN, parent=VILLAGE, since=date(2026, 6, 30))
