"""At once: accounts, memberships and consent."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from portal.accounts.adapter import AccountAdapter
from portal.foundation.consent import services as consent
from portal.foundation.consent.models import ConsentRecord
from portal.people import services as people
from portal.people.enums import Role, UnitKind
from portal.people.models import Membership, Unit, UnitParent, User
from portal.people.reasons import EndReason, StartReason
from tests.samples.county import PASSWORD
from tests.samples.threads import COMMITTING, at_once, audited, kinds

TODAY = date(2026, 3, 1)
pytestmark = COMMITTING


def test_one_user_name_signed_up_at_once_is_one_account(world):
    def sign_up(_number: int) -> int:
        data = {
            "username": "xiaowang", "phone": "", "email": "", "password1": PASSWORD,
            "password2": PASSWORD, "agree": "on",
        }  # fmt: skip
        return Client().post("/accounts/signup/", data).status_code

    assert set(at_once(sign_up)) <= {200, 302}
    assert User.objects.filter(username="xiaowang").count() == 1


def test_one_phone_proved_at_once_has_one_holder(world):
    claimants = [User.objects.create_user(username=f"claimant-{number}") for number in range(4)]

    def prove(number: int) -> None:
        AccountAdapter().set_phone(claimants[number], "+8613800138000", True)

    assert kinds(at_once(prove)) == {type(None), IntegrityError}
    assert User.objects.filter(phone="+8613800138000", phone_verified=True).count() == 1


def test_one_mail_address_proved_at_once_has_one_holder(world):
    addresses = [
        User.objects.create_user(username=f"claimant-{number}").emailaddress_set.create(
            email="wang@example.cn"
        )
        for number in range(4)
    ]
    at_once(lambda number: addresses[number].set_verified())
    assert EmailAddress.objects.filter(email="wang@example.cn", verified=True).count() == 1


def test_one_membership_given_by_four_is_one(world):
    def give(_number: int) -> Membership:
        return people.add_membership(
            actor=world.administrator, user=User.objects.get(pk=world.learner.pk),
            unit=world.town, role=Role.TRAINER, reason=StartReason.APPOINTED, valid_from=TODAY,
        )  # fmt: skip

    assert kinds(at_once(give)) <= {Membership, people.Overlaps}
    assert Membership.objects.filter(user=world.learner, role=Role.TRAINER).count() == 1
    assert audited("people.membership.added") == 1


def test_two_units_moved_under_each_other_at_once_make_no_circle(world):
    def move(number: int) -> UnitParent:
        unit, parent = (world.town, world.other_town)[:: 1 if number % 2 else -1]
        actor = User.objects.get(pk=world.administrator.pk)
        return people.move_unit(actor=actor, unit=unit, parent=parent, since=TODAY)

    outcomes = kinds(at_once(move))
    assert UnitParent in outcomes and len(outcomes) > 1
    moved = UnitParent.objects.filter(valid_to=None, valid_from=TODAY)
    assert moved.count() == 1 and audited("people.unit.moved") == 1


def test_one_code_added_by_four_is_one_unit(world):
    def add(_number: int) -> Unit:
        return people.add_unit(
            actor=User.objects.get(pk=world.administrator.pk), parent=world.town,
            code="xincun", name="新村", kind=UnitKind.VILLAGE, valid_from=TODAY,
        )  # fmt: skip

    at_once(add)
    assert Unit.objects.filter(code="xincun").count() == 1
    assert audited("people.unit.added") == 1


def test_two_administrators_who_end_each_other_leave_one(world):
    second = Membership.objects.create(
        user=world.learner, unit=world.county, role=Role.ADMINISTRATOR, valid_from=TODAY
    )
    first = Membership.objects.get(user=world.administrator, role=Role.ADMINISTRATOR)
    root = User.objects.create_superuser(username="root", password=PASSWORD)

    def end(number: int) -> Membership:
        return people.end_membership(
            actor=User.objects.get(pk=root.pk),
            membership=Membership.objects.get(pk=(first, second)[number].pk),
            valid_to=timezone.localdate(), reason=EndReason.RESIGNED,
        )  # fmt: skip

    at_once(end, threads=2)
    assert Membership.objects.filter(role=Role.ADMINISTRATOR, valid_to=None).count() == 1


def test_consent_given_in_four_tabs_is_one_record(world):
    consent.publish(actor=None, purpose="rehearsal", title="演练报名", body="只收手机号。")
    results = at_once(lambda _n: consent.give(user=world.learner, purpose="rehearsal", version=1))
    assert kinds(results) == {ConsentRecord}
    assert ConsentRecord.objects.count() == 1
