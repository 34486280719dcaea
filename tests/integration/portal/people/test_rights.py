"""Rights are a unit subtree times a role, on a given day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from portal.people import access, rights
from portal.people.enums import Role, UnitKind
from portal.people.models import Membership, Unit, UnitParent
from portal.people.rights import MATRIX, Action
from tests.integration.conftest import SINCE, make_person, make_unit


def test_an_editor_edits_in_the_own_subtree_and_nowhere_else(world):
    assert rights.can(world.editor, Action.PLAN_EDIT, world.town)
    assert rights.can(world.editor, Action.PLAN_EDIT, world.village)
    assert not rights.can(world.editor, Action.PLAN_EDIT, world.other_town)
    assert not rights.can(world.editor, Action.PLAN_EDIT, world.county)


def test_a_county_role_reaches_every_unit(world):
    assert rights.units_for(world.administrator, Action.MEMBER_MANAGE) == {
        unit.pk for unit in (world.county, world.town, world.other_town, world.village)
    }


def test_a_role_that_ended_yesterday_gives_nothing(world):
    Membership.objects.filter(user=world.editor).update(valid_to=timezone.localdate())
    assert not rights.can(world.editor, Action.PLAN_EDIT, world.town)


def test_a_role_that_starts_tomorrow_gives_nothing_yet(world):
    Membership.objects.filter(user=world.editor).update(
        valid_from=timezone.localdate() + timedelta(days=1)
    )
    assert not rights.can(world.editor, Action.PLAN_EDIT)


def test_a_village_moved_to_another_town_follows_its_new_editor(world):
    today = timezone.localdate()
    UnitParent.objects.filter(unit=world.village).update(valid_to=today)
    UnitParent.objects.create(unit=world.village, parent=world.other_town, valid_from=today)
    assert rights.can(world.other_editor, Action.PLAN_EDIT, world.village)
    assert not rights.can(world.editor, Action.PLAN_EDIT, world.village)


def test_nobody_and_the_deactivated_hold_no_right(world):
    world.administrator.is_active = False
    for action in Action:
        assert not rights.can(AnonymousUser(), action)
        assert not rights.can(world.administrator, action)


def test_the_auditor_changes_nothing_and_the_administrator_does_not_read_the_audit():
    assert Action.AUDIT_READ not in MATRIX[Role.ADMINISTRATOR]
    assert MATRIX[Role.AUDITOR] <= {
        Action.AUDIT_READ,
        Action.MEMBER_VIEW,
        Action.PLAN_READ_INTERNAL,
    }


def test_grants_open_internal_material_of_the_own_units_only(world):
    grants = rights.grants_for(world.editor)
    assert {"public", "signed-in", "staff", f"unit:{world.town.pk}"} <= grants
    assert f"unit:{world.other_town.pk}" not in grants
    assert rights.grants_for(AnonymousUser()) == {"public"}


def test_standing_costs_two_queries_however_often_it_is_asked(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        for action in Action:
            rights.can(world.editor, action, world.town)
        rights.grants_for(world.editor)


@pytest.mark.parametrize("days", [0, -3])
def test_the_database_refuses_a_membership_that_ends_before_it_begins(world, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            user=world.learner,
            unit=world.town,
            role=Role.CITIZEN,
            valid_from=date(2026, 1, 10),
            valid_to=date(2026, 1, 10) + timedelta(days=days),
        )


def test_the_database_refuses_a_unit_under_itself(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitParent.objects.filter(unit=world.town).update(parent=world.town)


def test_a_unit_has_one_open_parent(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitParent.objects.create(
            unit=world.town,
            parent=Unit.objects.get(code="dongshan"),
            valid_from=date(2026, 1, 1),
        )


def test_what_belongs_to_no_unit_is_changed_only_from_the_root_of_the_tree(world):
    town = make_person("zhen", "镇管理员", world.town, Role.ADMINISTRATOR)
    assert rights.can_where_it_belongs(world.administrator, Action.OPERATE, None)
    assert not rights.can_where_it_belongs(town, Action.OPERATE, None)
    assert rights.can_where_it_belongs(town, Action.OPERATE, world.village)
    assert not rights.can_where_it_belongs(AnonymousUser(), Action.OPERATE, None)
    for action in rights.READING:
        assert rights.can_where_it_belongs(town, action, None), action


def test_a_unit_outside_the_tree_makes_nobody_a_root(world):
    lonely = make_unit("lonely", "新设单位", UnitKind.SCHOOL)
    person = make_person("xuexiao", "学校管理员", lonely, Role.ADMINISTRATOR)
    assert not rights.covers_root(person, Action.OPERATE)
    assert rights.covers_root(world.administrator, Action.OPERATE)


def test_two_trees_have_two_roots_and_need_both(world):
    second = make_unit("second", "第二县", UnitKind.COUNTY)
    make_unit("second-town", "第二镇", UnitKind.TOWN, second)
    assert not rights.covers_root(world.administrator, Action.OPERATE)
    rights.forget(world.administrator)
    Membership.objects.create(
        user=world.administrator, unit=second, role=Role.ADMINISTRATOR, valid_from=SINCE
    )
    assert rights.covers_root(world.administrator, Action.OPERATE)


def test_get_or_refuse_opens_a_thing_without_unit_only_from_the_root(world):
    town = make_person("zhen", "镇管理员", world.town, Role.ADMINISTRATOR)

    def fetch(user):
        return access.get_or_refuse(
            Unit.objects.all(), user, Action.OPERATE, unit_of=lambda _unit: None, pk=world.town.pk
        )

    assert fetch(world.administrator) == world.town
    with pytest.raises(Http404):
        fetch(town)


def test_every_action_guards_something():
    root = Path(rights.__file__).resolve().parents[2]
    sources = "".join(
        path.read_text()
        for group in ("portal", "content", "quizzes", "search", "themes")
        for path in (root / group).rglob("*.py")
        if path != Path(rights.__file__).resolve()
    )
    unused = [action for action in Action if f"Action.{action.name}" not in sources]
    assert unused == []
