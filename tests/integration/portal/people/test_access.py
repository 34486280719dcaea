"""The one way to an object: the own subtree, or not found."""

import pytest
from django.http import Http404

from portal.people.access import get_or_refuse
from portal.people.models import Unit
from portal.people.rights import MATRIX, Action


@pytest.mark.parametrize("action", list(Action))
def test_an_object_of_another_unit_is_as_good_as_absent(world, action):
    """`get_or_refuse` is the one way to an object: own subtree or 404, whatever the role."""
    for person in (
        world.editor,
        world.other_editor,
        world.examiner,
        world.administrator,
        world.auditor,
    ):
        for unit in (world.county, world.town, world.other_town, world.village):
            held = action in MATRIX[person.memberships.get().role]
            place = person.memberships.get().unit
            under = (
                place == world.county
                or place == unit
                or (place == world.town and unit == world.village)
            )
            try:
                found = get_or_refuse(
                    Unit.objects.all(), person, action, unit_of=lambda one: one, pk=unit.pk
                )
            except Http404:
                found = None
            assert (found is not None) == (held and under), (person, unit)
