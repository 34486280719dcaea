"""What an administrator may do to people who belong to other units, or to none: very little."""

from datetime import date

import pytest
from django.utils import timezone

from portal.people import selectors, services
from portal.people.enums import STAFF_ROLES, Role
from portal.people.models import Membership, User
from portal.people.reasons import StartReason

pytestmark = pytest.mark.django_db
OPEN_ROLES = sorted(set(Role) - STAFF_ROLES)
PHONE = "+8613800138000"


@pytest.fixture
def village_administrator(world):
    user = User.objects.create_user(username="cunzhang", full_name="村管理员")
    Membership.objects.create(
        user=user, unit=world.village, role=Role.ADMINISTRATOR, valid_from=date(2025, 1, 1)
    )
    return user


@pytest.fixture
def nobodys(db):
    """Signed up without anybody's help: no home unit."""
    return User.objects.create_user(username="lurker", full_name="路人甲")


def add(actor, user, unit, role):
    return services.add_membership(
        actor=actor, user=user, unit=unit, role=role,
        reason=StartReason.APPOINTED, valid_from=timezone.localdate(),
    )  # fmt: skip


def post_add(client, path="/people/add/", **changes):
    return client.post(path, {
        "person": "wubianji", "unit": "liushu", "role": "learner", "post": "",
        "valid_from": "2026-01-01", "valid_to": "", "reason": "appointed", **changes,
    })  # fmt: skip


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_nobody_makes_staff_of_people_of_other_units(world, village_administrator, nobodys, role):
    for person in (world.other_editor, world.auditor, world.learner, nobodys):
        with pytest.raises(services.BelongsElsewhere) as caught:
            add(village_administrator, person, world.village, role)
        assert "上级单位的管理员" in caught.value.message
    assert (
        not Membership.objects.filter(unit=world.village, role=role)
        .exclude(user=village_administrator)
        .exists()
    )


@pytest.mark.parametrize("role", OPEN_ROLES)
def test_a_role_without_rights_is_given_to_anybody(world, village_administrator, nobodys, role):
    for person in (world.other_editor, nobodys):
        assert add(village_administrator, person, world.village, role)


def test_a_role_without_rights_is_no_step_to_one_with_rights(world, village_administrator, nobodys):
    add(village_administrator, nobodys, world.village, Role.LEARNER)
    with pytest.raises(services.BelongsElsewhere):
        add(village_administrator, nobodys, world.village, Role.EDITOR)


def test_an_administrator_over_both_units_gives_it_and_the_unit_goes_on(
    world, village_administrator, nobodys
):
    add(world.administrator, world.other_editor, world.village, Role.EDITOR)
    add(world.administrator, nobodys, world.village, Role.EDITOR)
    assert add(village_administrator, nobodys, world.village, Role.TRAINER)


def test_a_user_name_finds_only_whom_one_sees_anyway(world, village_administrator, nobodys):
    def found(words, actor=village_administrator):
        return selectors.find_person(words, actor=actor, unit=world.village)

    assert found(world.other_editor.username) is None and found("lurker") is None
    assert found("cunzhang") == village_administrator
    assert found("lurker", actor=world.administrator) == nobodys
    User.objects.filter(pk=nobodys.pk).update(phone=PHONE, phone_verified=True)
    assert found(PHONE) == nobodys


def test_the_form_answers_alike_for_a_strangers_user_name_and_for_no_ones(
    client, world, village_administrator
):
    client.force_login(village_administrator)
    for words in (world.other_editor.username, "nosuchperson"):
        response = post_add(client, person=words)
        html = response.content.decode()
        assert response.status_code == 422 and "没有找到这个人" in html
        assert "编辑吴" not in html and "东山乡" not in html


def test_the_page_of_somebody_of_another_unit_does_not_name_that_unit(
    client, world, village_administrator
):
    User.objects.filter(pk=world.other_editor.pk).update(phone=PHONE, phone_verified=True)
    client.force_login(village_administrator)
    response = post_add(client, person="13800138000")
    assert "东山乡" not in client.get(response.url).content.decode()


def test_the_refusal_says_in_the_form_who_can_give_the_role(client, world, village_administrator):
    User.objects.filter(pk=world.other_editor.pk).update(phone=PHONE, phone_verified=True)
    client.force_login(village_administrator)
    response = post_add(client, person="13800138000", role="editor")
    assert response.status_code == 422
    assert "请上级单位的管理员来给" in response.content.decode()


def test_the_hint_says_whose_user_name_is_found(client, world, village_administrator, nobodys):
    client.force_login(village_administrator)
    hint = client.get("/people/add/").content.decode()
    assert "在你管的单位里的人，也可填用户名" in hint
    refused = post_add(client, person="lurker")
    assert refused.status_code == 422 and "再用手机号来加" in refused.content.decode()
    client.force_login(world.administrator)
    page = client.get("/people/add/").content.decode()
    assert "填用户名或本人验证过的手机号" in page and "在你管的单位里的人" not in page
    assert "再用用户名来加" in post_add(client, person="nobodyatall").content.decode()
    assert post_add(client, person="lurker").status_code == 302
    assert Membership.objects.filter(user=nobodys, unit=world.village).exists()
