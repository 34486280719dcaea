"""An administrator resets a lost second factor: only in the own units, never the own one."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from portal.accounts import services
from portal.accounts.services import ResetReason, ResetRefused
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.models import Delivery, Message
from portal.people.enums import Role
from portal.people.models import Membership

pytestmark = pytest.mark.django_db
PASSWORD = "秋天的稻子熟了三遍又三遍"


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def give_role(user, unit, role):
    return Membership.objects.create(user=user, unit=unit, role=role, valid_from="2025-01-01")


def path_of(person):
    return f"/people/{person.public_id}/second-factor/"


@pytest.fixture
def enter(do_sign_in):
    """`enter(user)`: a browser of somebody who has just typed the password again."""

    def browser_of(user):
        browser = Client()
        do_sign_in(browser, with_password(user).username, PASSWORD)
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
        return browser

    return browser_of


@pytest.fixture
def admin(world, enter):
    return enter(world.administrator)


@pytest.fixture
def editor(world, totp):
    """An editor of the town with a second factor, recovery codes, phone and mail."""
    user = with_password(world.editor)
    user.email, user.phone, user.phone_verified = "chen@example.cn", "+8613712345678", True
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    totp(user)
    RecoveryCodes.activate(user)
    return user


def test_a_reset_removes_all_factors_ends_all_sign_ins_and_tells_the_person(admin, editor, world):
    elsewhere = Client()
    elsewhere.force_login(editor)
    page = admin.get(path_of(editor)).content.decode()
    assert "编辑陈" in page and "先当面或打他本人的电话确认" in page
    response = admin.post(path_of(editor), {"reason": "lost"})
    assert response.url == f"/people/{editor.public_id}/"
    assert not Authenticator.objects.filter(user=editor).exists()
    assert elsewhere.get("/me/").status_code == 302
    event = AuditEvent.objects.get(action="accounts.factor.reset_by_administrator")
    assert event.actor_public_id == world.administrator.public_id
    assert str(editor.public_id) in event.target_key
    assert event.data == {"kinds": ["recovery_codes", "totp"], "reason": "lost", "sessions": 1}
    message = Message.objects.get(to=editor, is_in_inbox=True)
    assert "手机或密钥丢了" in message.body
    assert set(Delivery.objects.filter(message=message).values_list("address", flat=True)) == {
        "chen@example.cn",
        "+8613712345678",
    }


def test_the_administrator_stays_signed_in(admin, editor):
    admin.post(path_of(editor), {"reason": "lost"})
    assert admin.get("/people/").status_code == 200


def test_the_person_sets_a_new_one_up_at_the_next_sign_in(admin, editor, settings, do_sign_in):
    admin.post(path_of(editor), {"reason": "replaced"})
    settings.SECOND_FACTOR_FOR_STAFF = True
    browser = Client()
    do_sign_in(browser, editor.username, PASSWORD)
    assert browser.get("/me/").url.startswith("/accounts/2fa/?next=")


def test_a_form_sent_twice_resets_once(admin, editor):
    admin.post(path_of(editor), {"reason": "lost"})
    answer = admin.post(path_of(editor), {"reason": "lost"}, follow=True)
    assert "没有第二步验证，不用重设" in answer.content.decode()
    assert AuditEvent.objects.filter(action="accounts.factor.reset_by_administrator").count() == 1
    assert Message.objects.filter(to=editor, is_in_inbox=True).count() == 1


@pytest.mark.parametrize(("typed", "sentence"), [("", "选一个原因"), ("x", "没有这个原因")])
def test_a_reason_has_to_be_chosen(admin, editor, typed, sentence):
    response = admin.post(path_of(editor), {"reason": typed})
    assert response.status_code == 422 and sentence in response.content.decode()
    assert Authenticator.objects.filter(user=editor).count() == 2


def test_nobody_resets_the_own_one(admin, world, totp):
    totp(world.administrator)
    for answer in (
        admin.get(path_of(world.administrator)),
        admin.post(path_of(world.administrator), {"reason": "lost"}),
    ):
        html = answer.content.decode()
        assert answer.status_code == 403 and "另一位管理员" in html and "<select" not in html
    assert Authenticator.objects.filter(user=world.administrator).count() == 1
    assert not AuditEvent.objects.filter(action__contains="reset_by").exists()


def test_another_units_person_is_as_good_as_absent(world, editor, enter):
    give_role(world.other_editor, world.other_town, Role.ADMINISTRATOR)
    browser = enter(world.other_editor)
    assert browser.get(path_of(editor)).status_code == 404
    assert browser.post(path_of(editor), {"reason": "lost"}).status_code == 404
    assert Authenticator.objects.filter(user=editor).count() == 2


def test_a_town_does_not_reset_who_also_serves_the_county(world, editor, enter):
    """Else a small role in the own town would open the way to a larger one elsewhere."""
    give_role(world.other_editor, world.town, Role.ADMINISTRATOR)
    give_role(editor, world.county, Role.REVIEWER)
    browser = enter(world.other_editor)
    answer = browser.post(path_of(editor), {"reason": "lost"})
    assert answer.status_code == 403 and "上级单位的管理员" in answer.content.decode()
    assert Authenticator.objects.filter(user=editor).count() == 2


@pytest.mark.parametrize("given", [Role.LEARNER, Role.VOLUNTEER])
def test_a_role_given_to_a_stranger_does_not_open_the_second_factor(world, totp, given):
    """Neither of somebody of another unit nor of somebody without one."""
    give_role(world.editor, world.village, Role.ADMINISTRATOR)
    nobodys = type(world.editor).objects.create_user(username="lurker")
    for person in (world.other_editor, world.learner, nobodys):
        totp(person)
        give_role(person, world.village, given)
        type(person).objects.filter(pk=person.pk).update(
            home_unit=world.other_town if person == world.learner else person.home_unit
        )
        person.refresh_from_db()
        with pytest.raises(ResetRefused, match="上级单位的管理员"):
            services.reset_second_factor(actor=world.editor, user=person, reason=ResetReason.LOST)
        assert Authenticator.objects.filter(user=person).count() == 1


def test_a_role_elsewhere_that_begins_tomorrow_counts(world, editor):
    give_role(world.other_editor, world.town, Role.ADMINISTRATOR)
    later = give_role(editor, world.county, Role.LEARNER)
    Membership.objects.filter(pk=later.pk).update(valid_from=timezone.localdate() + timedelta(1))
    with pytest.raises(ResetRefused, match="上级单位的管理员"):
        services.reset_second_factor(actor=world.other_editor, user=editor, reason=ResetReason.LOST)


def test_who_left_the_unit_is_not_reset_there(world, admin, editor):
    Membership.objects.filter(user=editor).update(valid_to=timezone.localdate())
    type(editor).objects.filter(pk=editor.pk).update(home_unit=None)
    assert admin.post(path_of(editor), {"reason": "lost"}).status_code == 403
    assert Authenticator.objects.filter(user=editor).count() == 2


def test_a_superuser_is_reset_by_a_superuser_only(world, editor, django_user_model):
    editor.is_superuser = True
    editor.save()
    with pytest.raises(ResetRefused, match="系统管理员"):
        services.reset_second_factor(
            actor=world.administrator, user=editor, reason=ResetReason.LOST
        )
    root = django_user_model.objects.create_superuser("root", password="x")
    reset = services.reset_second_factor(actor=root, user=editor, reason=ResetReason.LOST)
    assert reset.kinds == ("recovery_codes", "totp")


@pytest.mark.parametrize("who", ["learner", "editor", "examiner", "auditor"])
def test_others_may_not(client, world, editor, who):
    client.force_login(getattr(world, who))
    assert client.post(path_of(world.learner), {"reason": "lost"}).status_code == 403


def test_an_administrator_whose_password_is_long_ago_types_it_again(client, world, editor):
    client.force_login(world.administrator)
    assert client.post(path_of(editor), {"reason": "lost"}).url.startswith(
        "/accounts/reauthenticate/"
    )
    assert Authenticator.objects.filter(user=editor).count() == 2


def test_a_failure_halfway_resets_nothing(world, editor, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("portal.accounts.services.factors.send", broken)
    with pytest.raises(RuntimeError):
        services.reset_second_factor(
            actor=world.administrator, user=editor, reason=ResetReason.LOST
        )
    assert Authenticator.objects.filter(user=editor).count() == 2
    assert not AuditEvent.objects.filter(action__contains="reset_by").exists()
