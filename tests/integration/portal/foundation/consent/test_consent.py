from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from portal.foundation.consent import selectors, services
from portal.foundation.consent.models import ConsentNotice, ConsentRecord, NoticePublished


def publish(body: str = "只收手机号。") -> ConsentNotice:
    return services.publish(actor=None, purpose="rehearsal", title="账号信息", body=body)


@pytest.mark.django_db
def test_new_words_are_a_new_version_and_the_same_words_are_not() -> None:
    first = publish()
    assert publish() == first
    second = publish("收手机号和邮箱。")
    assert (first.version, second.version) == (1, 2)
    assert selectors.current_notice("rehearsal") == second


@pytest.mark.django_db
def test_a_notice_of_the_future_does_not_hold_yet() -> None:
    first = publish()
    ConsentNotice.objects.create(
        purpose="rehearsal",
        version=2,
        title="t",
        body="b",
        published_at=timezone.now() + timedelta(days=1),
    )
    assert selectors.current_notice("rehearsal") == first


@pytest.mark.django_db
def test_a_published_notice_cannot_be_changed_in_model_or_database() -> None:
    notice = publish()
    notice.body = "别的话"
    with pytest.raises(NoticePublished):
        notice.save()
    with pytest.raises(NoticePublished):
        notice.delete()
    for sql in (
        "UPDATE portal_foundation_consentnotice SET body = 'x'",
        "DELETE FROM portal_foundation_consentnotice",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    notice.refresh_from_db()
    assert notice.body == "只收手机号。"


@pytest.mark.django_db
def test_a_draft_can_be_changed() -> None:
    draft = ConsentNotice.objects.create(purpose="rehearsal", version=1, title="t", body="b")
    draft.body = "c"
    draft.save()
    draft.delete()
    assert not ConsentNotice.objects.filter(purpose="rehearsal").exists()


def agrees(person, purpose: str) -> bool:
    """To the words that hold now."""
    notice = selectors.current_notice(purpose)
    return person.consents.filter(notice=notice, withdrawn_at=None).exists()


def test_agreeing_twice_is_agreeing_once(world) -> None:
    publish()
    first = services.give(user=world.learner, purpose="rehearsal", version=1)
    assert services.give(user=world.learner, purpose="rehearsal", version=1) == first
    assert agrees(world.learner, "rehearsal")
    assert AuditEvent.objects.filter(action="foundation.consent.given").count() == 1


def test_new_words_have_to_be_agreed_to_again(world) -> None:
    publish()
    services.give(user=world.learner, purpose="rehearsal", version=1)
    publish("新的话。")
    assert not agrees(world.learner, "rehearsal")
    with pytest.raises(services.NoticeChanged) as refused:
        services.give(user=world.learner, purpose="rehearsal", version=1)
    assert refused.value.message == "告知书更新到了第 2 版，你读的是第 1 版。读过新版再同意。"
    services.give(user=world.learner, purpose="rehearsal", version=2)
    assert agrees(world.learner, "rehearsal")


def test_there_is_nothing_to_agree_to_without_a_notice(world) -> None:
    with pytest.raises(services.NoSuchNotice):
        services.give(user=world.learner, purpose="nothing", version=1)
    assert not agrees(world.learner, "nothing")


def test_withdrawing_keeps_the_record_and_one_may_agree_again(world) -> None:
    publish()
    services.give(user=world.learner, purpose="rehearsal", version=1)
    assert services.withdraw(user=world.learner, purpose="rehearsal") == 1
    assert services.withdraw(user=world.learner, purpose="rehearsal") == 0
    assert not agrees(world.learner, "rehearsal")
    services.give(user=world.learner, purpose="rehearsal", version=1)
    assert world.learner.consents.count() == 2


def test_the_database_allows_one_open_consent(world) -> None:
    notice = publish()
    services.give(user=world.learner, purpose="rehearsal", version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentRecord.objects.create(user=world.learner, notice=notice, given_at=timezone.now())


@pytest.mark.django_db
def test_anybody_reads_the_current_and_the_older_words(client) -> None:
    publish()
    publish(
        "收手机号和邮箱。<script>x</script>\n\n## 放多久\n\n"
        "| 信息 | 多久 |\n|---|---|\n| 邮箱 | 90 天 |"
    )
    page = client.get("/privacy/rehearsal/").content.decode()
    assert "<script>x" not in page
    assert "<h2>放多久</h2>" in page
    assert "<td>邮箱</td>" in page
    assert 'href="/privacy/rehearsal/1/"' in page
    old = client.get("/privacy/rehearsal/1/").content.decode()
    assert "只收手机号。" in old
    assert "现在不用了" in old
    assert client.get("/privacy/rehearsal/9/").status_code == 404
    assert client.get("/privacy/nothing/").status_code == 404
