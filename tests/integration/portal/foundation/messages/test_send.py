import smtplib
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.utils import timezone

from portal.foundation.messages import delivery, mailbox, services
from portal.foundation.messages.domain import MOST_ATTEMPTS
from portal.foundation.messages.enums import Channel, DeliveryState
from portal.foundation.messages.models import Delivery, MailboxItem, Message
from portal.foundation.messages.sms import SmsRefused

CODE = {"code": "123456", "minutes": 5, "site": "安澜县"}
SMS = "portal.foundation.messages.sms.DemonstrationAdapter"


class RefusingAdapter:
    permanent = False

    def deliver(self, *, phone: str, text: str, key: str) -> None:
        raise SmsRefused(f"{phone} 不在服务区", permanent=self.permanent)


class PermanentlyRefusingAdapter(RefusingAdapter):
    permanent = True


class RecordingAdapter:
    keys: list[str] = []

    def deliver(self, *, phone: str, text: str, key: str) -> None:
        self.keys.append(key)


def here(adapter: type) -> str:
    return f"{adapter.__module__}.{adapter.__qualname__}"


def send(**changes) -> Message | None:
    values = {
        "to": None,
        "template": "sign_in_code",
        "context": CODE,
        "channels": [Channel.SMS],
        "address": "+8613800138000",
        "key": "code:1",
    }
    return services.send(**(values | changes))


@pytest.mark.django_db
def test_a_text_message_goes_out_with_the_short_words(
    settings, django_capture_on_commit_callbacks
) -> None:
    settings.SMS_ADAPTER = SMS
    with django_capture_on_commit_callbacks(execute=True):
        send()
    item = MailboxItem.objects.get()
    assert (item.channel, item.address) == ("sms", "+8613800138000")
    assert item.body == "【安澜县】验证码 123456，5 分钟内有效，别告诉别人。"
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_message_with_one_key_is_sent_once(world, django_capture_on_commit_callbacks) -> None:
    world.learner.email = "xiaoli@example.cn"
    with django_capture_on_commit_callbacks(execute=True):
        first = send(to=world.learner, channels=[Channel.MAIL, Channel.INBOX], address="", key="k")
        again = send(to=world.learner, channels=[Channel.MAIL, Channel.INBOX], address="", key="k")
    assert first == again
    assert [message.to for message in mail.outbox] == [["xiaoli@example.cn"]]
    assert "你的验证码是 123456" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{first.public_id}.mail@")


def test_words_are_not_escaped_as_html(world, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(channels=[Channel.MAIL], address="a@example.cn", context=CODE | {"code": "<\"'&>"})
    assert "<\"'&>" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_secret_is_in_no_inbox_and_cleared_once_it_is_sent(
    settings, django_capture_on_commit_callbacks
) -> None:
    settings.SMS_ADAPTER = here(RecordingAdapter)
    with django_capture_on_commit_callbacks(execute=True):
        message = send(secret=True)
    assert message.body == ""
    assert not message.is_in_inbox
    sent = Delivery.objects.get()
    assert (sent.state, sent.text) == (DeliveryState.SENT, "")


def test_a_channel_without_an_address_is_left_out(world) -> None:
    assert send(to=world.learner, channels=[Channel.SMS], address="") is None
    kept = send(to=world.learner, channels=[Channel.SMS, Channel.INBOX], address="", key="k2")
    assert kept.is_in_inbox
    assert not kept.deliveries.exists()


@pytest.mark.django_db
def test_the_inbox_of_nobody_is_a_mistake() -> None:
    with pytest.raises(services.NobodyToTell):
        send(channels=[Channel.INBOX])


@pytest.mark.django_db
def test_a_refused_message_is_tried_again_later_each_time_and_then_given_up(settings) -> None:
    settings.SMS_ADAPTER = here(RefusingAdapter)
    send()
    now = timezone.now()
    waits = []
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert delivery.deliver_due(now=now) == 0
        found = Delivery.objects.get()
        assert found.attempts == attempt
        assert found.last_error == "SmsRefused"
        waits.append(found.due_at - now)
        now = found.due_at
    assert found.state == DeliveryState.GIVEN_UP
    assert all(a < b for a, b in pairwise(waits[:-1]))
    assert delivery.deliver_due(now=now + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_a_permanent_refusal_is_not_tried_again(settings) -> None:
    settings.SMS_ADAPTER = here(PermanentlyRefusingAdapter)
    send()
    delivery.deliver_due()
    found = Delivery.objects.get()
    assert (found.state, found.attempts) == (DeliveryState.GIVEN_UP, 1)


@pytest.mark.django_db
def test_a_mail_address_that_does_not_exist_is_given_up(monkeypatch) -> None:
    def refuse(*_arguments, **_options):
        raise smtplib.SMTPRecipientsRefused({"a@example.cn": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    send(channels=[Channel.MAIL], address="a@example.cn")
    delivery.deliver_due()
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


@pytest.mark.django_db
def test_a_sender_that_died_is_replaced_after_its_lease_with_the_same_key(settings) -> None:
    settings.SMS_ADAPTER = here(RecordingAdapter)
    RecordingAdapter.keys.clear()
    send()
    now = timezone.now()
    Delivery.objects.update(state=DeliveryState.SENDING, attempts=1, due_at=now + delivery.LEASE)
    assert delivery.deliver_due(now=now) == 0
    assert delivery.deliver_due(now=now + delivery.LEASE) == 1
    assert RecordingAdapter.keys == [f"{Message.objects.get().public_id}.sms"]


@pytest.mark.django_db
def test_two_senders_do_not_send_one_delivery_twice(settings, monkeypatch) -> None:
    settings.SMS_ADAPTER = here(RecordingAdapter)
    RecordingAdapter.keys.clear()
    send()
    now = timezone.now()
    pk = Delivery.objects.get().pk
    honest = delivery._hand_over

    def meanwhile(found) -> None:
        assert not delivery.deliver(delivery_id=pk, now=now)
        honest(found)

    monkeypatch.setattr(delivery, "_hand_over", meanwhile)
    assert delivery.deliver(delivery_id=pk, now=now)
    assert len(RecordingAdapter.keys) == 1


@pytest.mark.django_db
@override_settings(EMAIL_BACKEND="portal.foundation.messages.mail.DemonstrationMailBackend")
def test_all_mail_of_django_lands_in_the_demonstration_mailbox(settings) -> None:
    settings.DEMONSTRATION = True
    assert mail.send_mail("标题", "正文", None, ["a@example.cn", "b@example.cn"]) == 1
    assert [item.address for item in MailboxItem.objects.order_by("id")] == [
        "a@example.cn",
        "b@example.cn",
    ]


@pytest.mark.django_db
def test_the_mailbox_does_not_exist_outside_of_a_demonstration(settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(ImproperlyConfigured):
        mailbox.keep(channel=Channel.MAIL, address="a@example.cn", subject="", body="")


@pytest.mark.django_db
def test_the_mailbox_keeps_the_newest_only(monkeypatch) -> None:
    monkeypatch.setattr(mailbox, "KEPT", 3)
    for number in range(5):
        mailbox.keep(channel=Channel.SMS, address="1", subject="", body=str(number))
    assert list(MailboxItem.objects.order_by("id").values_list("body", flat=True)) == [
        "2",
        "3",
        "4",
    ]


def test_forgetting_a_person_leaves_no_address_and_no_word(
    world, django_capture_on_commit_callbacks, settings
) -> None:
    settings.SMS_ADAPTER = SMS
    world.learner.phone = "+8613800138000"
    with django_capture_on_commit_callbacks(execute=True):
        send(to=world.learner, channels=[Channel.SMS, Channel.INBOX], address="", key="a")
        send(key="b")
        send(key="c", address="+8613900139000")
    services.forget(user=world.learner, addresses=["+8613800138000"])
    assert set(Delivery.objects.values_list("address", flat=True)) == {"+8613900139000"}
    assert set(MailboxItem.objects.values_list("address", flat=True)) == {"+8613900139000"}
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_without_a_gateway_a_text_message_waits_until_there_is_one(settings) -> None:
    settings.SMS_ADAPTER = "portal.foundation.messages.sms.NotConfigured"
    send()
    now = timezone.now()
    assert delivery.deliver_due(now=now) == 0
    assert Delivery.objects.get().state == DeliveryState.WAITING
    settings.SMS_ADAPTER = SMS
    assert delivery.deliver_due(now=Delivery.objects.get().due_at) == 1


@pytest.mark.django_db
def test_a_message_stays_when_the_queue_is_away(
    monkeypatch, django_capture_on_commit_callbacks
) -> None:
    """It was saved, and `run_periodic` delivers it later."""

    class Away:
        @staticmethod
        def enqueue(message_id: int) -> None:
            raise ConnectionError

    monkeypatch.setattr(services, "deliver_message", Away)
    with django_capture_on_commit_callbacks(execute=True):
        message = send()
    assert message is not None and message.deliveries.exists()
