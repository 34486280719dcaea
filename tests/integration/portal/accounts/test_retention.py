"""What the notice says is kept for so many days is gone after them, and not before."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts import notices
from portal.accounts.services.retention import (
    COPIES_KEPT,
    SIGN_INS_KEPT,
    Removed,
    keep_the_promise,
)
from portal.foundation.audit.models import AuditEvent
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.mailbox import keep
from portal.foundation.messages.models import Delivery, MailboxItem, Message
from portal.foundation.messages.services import send
from portal.foundation.periodic import registry
from portal.people.enums import Role
from portal.people.models import Membership, User

pytestmark = pytest.mark.django_db
START = datetime(2127, 3, 1, 4, tzinfo=UTC)
"""After the notice of the test database was published, whenever that was."""
SECOND = timedelta(seconds=1)
NOTHING = Removed(0, 0, 0)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def run() -> Removed:
    return keep_the_promise(now=timezone.now())


@pytest.fixture
def unconfirmed(clock, do_sign_up):
    """Somebody who signed up with phone and mail and typed neither code."""
    browser = Client()
    do_sign_up(browser, phone="13712345678", email="mayila@example.cn", username="mayilaguli")
    return browser, User.objects.get(username="mayilaguli")


def test_the_notice_promises_these_days(db):
    body = notices.current(notices.ACCOUNT).body
    assert f"登录记录：{SIGN_INS_KEPT.days} 天" in body
    assert f"短信和邮件的副本：{COPIES_KEPT.days} 天" in body


def test_the_job_runs_by_itself(world, clock):
    (job,) = [one for one in registry.jobs() if one.name == "accounts.keep_the_promise"]
    keep(channel=Channel.SMS, address="+8613712345678", subject="", body="验证码")
    assert job.run(timezone.now()) is None
    clock.shift(COPIES_KEPT + SECOND)
    assert "1 条消息副本" in job.run(timezone.now())


def test_a_sign_in_record_goes_after_180_days_and_not_a_second_before(
    world, clock, client, do_sign_in
):
    world.learner.set_password("秋天的稻子熟了三遍")
    world.learner.save()
    do_sign_in(client, "xiaoli")
    assert UserSession.objects.filter(user=world.learner).count() == 1
    clock.shift(SIGN_INS_KEPT)
    assert run().sign_ins == 0 and UserSession.objects.exists()
    clock.shift(SECOND)
    assert run().sign_ins == 1 and not UserSession.objects.exists()
    assert run() == NOTHING


def test_a_sign_in_that_still_goes_on_after_180_days_ends(world, clock, client, do_sign_in):
    world.learner.set_password("秋天的稻子熟了三遍")
    world.learner.save()
    do_sign_in(client, "xiaoli")
    Session.objects.update(expire_date=START + timedelta(days=365))
    clock.shift(SIGN_INS_KEPT + SECOND)
    client.cookies["sessionid"]["expires"] = ""
    assert client.get("/me/").status_code == 200
    run()
    assert client.get("/me/").status_code == 302


def test_expired_sessions_go_and_living_ones_stay(world, clock, client, do_sign_in):
    world.learner.set_password("秋天的稻子熟了三遍")
    world.learner.save()
    do_sign_in(client, "xiaoli")
    run()
    assert Session.objects.count() == 1
    clock.shift(timedelta(days=14) + SECOND)
    run()
    assert not Session.objects.exists()


def test_copies_of_mails_and_texts_go_and_the_inbox_stays(world, clock):
    world.learner.email = "li@example.cn"
    world.learner.save()
    for key, channels in (("a", {Channel.MAIL}), ("b", {Channel.MAIL, Channel.INBOX})):
        send(
            to=world.learner, template="portal/accounts/mail", channels=channels, key=key,
            context={"subject": "考试通知", "body": "明天九点"},
        )  # fmt: skip
    # A demonstration keeps what it would have sent.
    keep(channel=Channel.MAIL, address="li@example.cn", subject="考试通知", body="明天九点")
    clock.shift(COPIES_KEPT)
    assert run() == NOTHING
    clock.shift(SECOND)
    assert run().copies >= 3
    assert not Delivery.objects.exists() and not MailboxItem.objects.exists()
    (left,) = Message.objects.all()
    assert left.key == "b" and left.is_in_inbox


def test_a_sign_up_never_confirmed_goes_after_7_days(unconfirmed, clock):
    _browser, user = unconfirmed
    clock.shift(timedelta(days=7))
    assert run().sign_ups == 0
    clock.shift(SECOND)
    assert run().sign_ups == 1
    assert not User.objects.filter(pk=user.pk).exists()
    assert not EmailAddress.objects.filter(email="mayila@example.cn").exists()
    assert not Delivery.objects.filter(address__in=["+8613712345678", "mayila@example.cn"]).exists()
    event = AuditEvent.objects.get(action="accounts.sign_up.expired")
    assert str(user.public_id) in event.target_key and event.data == {}
    assert run().sign_ups == 0


def test_a_page_left_open_by_them_still_answers(unconfirmed, clock):
    browser, _user = unconfirmed
    clock.shift(timedelta(days=7) + SECOND)
    run()
    for answer in (
        browser.get("/accounts/phone/verify/"),
        browser.post("/accounts/phone/verify/", {"code": "123456"}),
    ):
        assert answer.status_code in {200, 302}


def test_whoever_confirmed_only_one_of_both_stays(unconfirmed, clock, code_sent):
    browser, user = unconfirmed
    browser.post("/accounts/phone/verify/", {"code": code_sent("+8613712345678")})
    clock.shift(timedelta(days=30))
    assert run().sign_ups == 0
    assert User.objects.filter(pk=user.pk).exists()


def test_whoever_needs_no_confirmation_stays(clock, client, do_sign_up):
    do_sign_up(client, username="mayilaguli")
    clock.shift(timedelta(days=400))
    assert run().sign_ups == 0
    assert User.objects.filter(username="mayilaguli").exists()


def test_whoever_was_given_a_role_meanwhile_stays(unconfirmed, world, clock):
    _browser, user = unconfirmed
    Membership.objects.create(
        user=user, unit=world.town, role=Role.LEARNER, valid_from=timezone.localdate()
    )
    clock.shift(timedelta(days=30))
    assert run().sign_ups == 0


def test_people_of_the_county_and_an_erased_person_stay(world, clock):
    User.objects.update(last_login=None, email="x@example.cn")
    User.objects.filter(pk=world.learner.pk).update(erased_at=START)
    before = User.objects.count()
    clock.shift(timedelta(days=3650))
    assert run().sign_ups == 0 and User.objects.count() == before
