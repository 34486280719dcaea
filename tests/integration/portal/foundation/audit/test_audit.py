import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.foundation import triggers
from portal.foundation.append_only import AppendOnly
from portal.foundation.audit import selectors, services
from portal.foundation.audit.domain import PersonalData
from portal.foundation.audit.models import AuditBatch, AuditEvent


def record(number: int = 1, **values):
    return services.record(actor=None, action="test.done", target_key=f"thing:{number}", **values)


def tamper(sql: str, *values) -> None:
    """What somebody with the database's own password would do."""
    with triggers.lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_event_names_the_actor_only_by_an_opaque_id(world) -> None:
    event = services.record(
        actor=world.editor,
        action="content.plan.published",
        target=world.town,
        unit_id=world.town.pk,
    )
    stored = AuditEvent.objects.get(pk=event.pk)
    assert stored.actor_public_id == world.editor.public_id
    assert stored.target_key.startswith("portal_people.unit:")
    assert stored.unit_id == world.town.pk
    world.editor.delete()
    assert AuditEvent.objects.filter(actor_public_id=stored.actor_public_id).exists()


@pytest.mark.django_db
def test_personal_data_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(PersonalData):
        record(data={"phone": "x"})
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_the_model_refuses_change_and_deletion() -> None:
    event = record()
    for attempt in (
        event.save,
        event.delete,
        lambda: AuditEvent.objects.update(action="x"),
        lambda: AuditEvent.objects.filter(pk=event.pk).delete(),
        lambda: AuditEvent.objects.bulk_update([event], ["action"]),
    ):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portal_foundation_auditevent SET action = 'x'",
        "DELETE FROM portal_foundation_auditevent",
        "UPDATE portal_foundation_auditbatch SET seq = 9",
        "DELETE FROM portal_foundation_auditbatch",
    ],
)
def test_the_database_refuses_raw_sql(sql: str) -> None:
    record()
    services.seal()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEvent.objects.get().action == "test.done"


@pytest.mark.django_db
def test_every_guard_is_there_after_all_migrations() -> None:
    expected = triggers.expected(connection)
    assert expected == triggers.present(connection).keys()
    for app in ("portal_foundation", "quizzes_bank", "quizzes_papers", "quizzes_attempts"):
        assert any(name.startswith(app) for name in expected), app


@pytest.mark.django_db
def test_truncate_is_refused_where_the_database_knows_it() -> None:
    record()
    if connection.vendor != "postgresql":
        assert not any(name.endswith("_truncate") for name in triggers.expected(connection))
        return
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE portal_foundation_auditevent CASCADE")
    assert AuditEvent.objects.exists()


@pytest.mark.django_db
def test_sealing_chains_batches_and_verifies() -> None:
    for number in range(5):
        record(number)
    first, second, third = services.seal(batch=2)
    assert [batch.event_count for batch in (first, second, third)] == [2, 2, 1]
    assert second.previous_digest == first.digest
    record(6)
    result = selectors.verify()
    assert result.is_intact
    assert (result.batches, result.events, result.unsealed) == (3, 5, 1)
    assert result.head == third.digest


@pytest.mark.django_db
def test_nothing_to_seal_makes_no_batch() -> None:
    assert services.seal() == []
    record()
    services.seal()
    assert services.seal() == []


@pytest.mark.django_db
def test_a_gap_in_the_ids_is_no_fault() -> None:
    record(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(2)
        raise ZeroDivisionError
    if connection.vendor == "sqlite":
        tamper(
            "UPDATE sqlite_sequence SET seq = seq + 7 WHERE name = 'portal_foundation_auditevent'"
        )
    last = record(3)
    services.seal()
    assert last.pk - AuditEvent.objects.order_by("id").first().pk > 1
    assert selectors.verify().is_intact


@pytest.fixture
def sealed(db) -> list[AuditBatch]:
    for number in range(4):
        record(number, data={"count": number})
    return services.seal(batch=2)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "other"),
        ("target_key", "thing:9"),
        ("request_id", "x"),
        ("unit_id", 99),
        ("data", '{"count": 9}'),
    ],
)
def test_an_altered_event_is_pointed_at(sealed, column, value) -> None:
    event = AuditEvent.objects.order_by("id")[2]
    tamper(f"UPDATE portal_foundation_auditevent SET {column} = %s WHERE id = %s", value, event.pk)
    result = selectors.verify()
    assert result.problem == f"第 2 批的事件 {event.pk} 被改过。"
    assert result.batches == 1


def test_an_event_altered_with_its_digest_is_found_by_the_batch(sealed) -> None:
    event = AuditEvent.objects.order_by("id")[0]
    forged = AuditEvent.objects.order_by("id")[1]
    tamper(
        "UPDATE portal_foundation_auditevent SET data = %s, target_key = %s, at = %s, digest = %s"
        " WHERE id = %s",
        '{"count": 1}',
        forged.target_key,
        forged.at,
        forged.digest,
        event.pk,
    )
    assert "第 1 批的摘要对不上" in selectors.verify().problem


def test_a_deleted_event_is_missed(sealed) -> None:
    event = AuditEvent.objects.order_by("id")[3]
    tamper("DELETE FROM portal_foundation_auditevent WHERE id = %s", event.pk)
    assert selectors.verify().problem == "第 2 批封存时有 2 个事件，现在有 1 个。"


def test_a_deleted_batch_is_missed(sealed) -> None:
    tamper("DELETE FROM portal_foundation_auditbatch WHERE seq = 1")
    assert selectors.verify().problem == "第 1 批不见了，后面是第 2 批。"


def test_a_chain_cut_at_its_end_is_found_by_the_digest_kept_elsewhere(sealed) -> None:
    head = sealed[-1].digest
    assert selectors.verify(expected_head=head).is_intact
    tamper("DELETE FROM portal_foundation_auditbatch WHERE seq = 2")
    tamper("DELETE FROM portal_foundation_auditevent WHERE id > %s", sealed[0].last_event_id)
    assert selectors.verify().is_intact
    assert head in selectors.verify(expected_head=head).problem


def test_an_altered_event_is_found_before_it_is_sealed(db) -> None:
    event = record()
    tamper("UPDATE portal_foundation_auditevent SET action = 'x' WHERE id = %s", event.pk)
    assert str(event.pk) in selectors.verify().problem


def test_the_command_speaks_chinese_and_fails_loudly(sealed) -> None:
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    assert "审计链完整：2 批，4 个事件" in out.getvalue()
    assert sealed[-1].digest in out.getvalue()
    tamper(
        "UPDATE portal_foundation_auditevent SET action = 'x' WHERE id = %s",
        sealed[0].first_event_id,
    )
    with pytest.raises(CommandError, match="审计链有问题：第 1 批的事件"):
        call_command("verify_audit")


def test_two_batches_cannot_have_one_number(sealed) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditBatch.objects.create(
            seq=1,
            first_event_id=1,
            last_event_id=999,
            event_count=1,
            previous_digest="0" * 64,
            digest="1" * 64,
            sealed_at=sealed[0].sealed_at,
        )


def test_sealers_and_writers_at_once_leave_no_event_out(shared_database) -> None:
    start = threading.Barrier(5)
    failures: list[Exception] = []

    def write(number: int) -> None:
        try:
            start.wait()
            for step in range(15):
                with transaction.atomic():
                    record(number * 100 + step)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    def seal() -> None:
        try:
            start.wait()
            for _step in range(10):
                services.seal(batch=4)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    threads += [threading.Thread(target=seal) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    services.seal()
    result = selectors.verify()
    assert result.is_intact, result.problem
    assert result.events == 45
