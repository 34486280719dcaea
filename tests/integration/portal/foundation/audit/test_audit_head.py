"""What guards the end of the audit chain: a digest outside the database, and the triggers."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.foundation import triggers
from portal.foundation.audit import heads, selectors, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(settings, tmp_path):
    settings.AUDIT_HEAD_FILE = tmp_path / "elsewhere" / "head"
    return settings.AUDIT_HEAD_FILE


@pytest.fixture
def seal(django_capture_on_commit_callbacks):
    def run(count: int = 2):
        for number in range(count):
            services.record(actor=None, action="test.done", target_key=f"thing:{number}")
        with django_capture_on_commit_callbacks(execute=True):
            return services.seal(batch=1)

    return run


def cut(after: int, last_event_id: int) -> None:
    with triggers.lifted(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_foundation_auditbatch WHERE seq > %s", [after])
        cursor.execute("DELETE FROM portal_foundation_auditevent WHERE id > %s", [last_event_id])


def test_the_newest_batches_cannot_be_cut_off_unseen(head, seal) -> None:
    batches = seal(4)
    assert head.read_text().strip() == batches[-1].digest
    call_command("verify_audit", stdout=io.StringIO())
    cut(2, batches[1].last_event_id)
    assert selectors.verify().is_intact
    with pytest.raises(CommandError, match=batches[-1].digest):
        call_command("verify_audit")


def test_a_batch_sealed_after_the_cut_does_not_cover_it(head, seal) -> None:
    batches = seal(3)
    cut(1, batches[0].last_event_id)
    seal(2)
    assert heads.kept() == batches[-1].digest
    with pytest.raises(CommandError, match=batches[-1].digest):
        call_command("verify_audit")


def test_a_chain_without_a_kept_digest_says_what_it_cannot_see(head, seal) -> None:
    seal()
    head.unlink()
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    assert "最后几批被整段删掉也看不出来" in out.getvalue()


def test_a_disk_that_refuses_the_digest_does_not_stop_sealing(head, seal) -> None:
    head.parent.write_text("a file where a folder should be")
    assert len(seal()) == 2
    with pytest.raises(CommandError, match="读不出另存的摘要"):
        call_command("verify_audit")


def test_a_guard_that_somebody_took_away_is_a_fault(head, seal) -> None:
    seal()
    name = "portal_foundation_auditbatch_delete"
    table = "" if connection.vendor == "sqlite" else " ON portal_foundation_auditbatch"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert name in selectors.verify().problem
