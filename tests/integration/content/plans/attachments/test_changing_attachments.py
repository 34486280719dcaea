"""Files beside the entries on progress: replaced, taken away, taken along."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.plans import services
from content.plans.models import ProgressAttachment, ProgressNote
from content.plans.services import attachments as keeping
from portal.foundation.audit.models import AuditEvent
from tests.integration.content.plans.attachments.conftest import (
    PDF,
    PHOTO,
    SAID,
    attach,
    desk_url,
    files,
    page,
    public_url,
    upload,
)
from tests.samples.drills import photo_bytes


def test_a_file_is_replaced_and_the_old_one_is_gone(
    client, world, note, django_capture_on_commit_callbacks
):
    one = attach(note, title="河堤")
    before = files()
    client.force_login(world.editor)
    address = desk_url(one, "attachment_change")
    seen = client.get(address).context["form"].initial["seen"]
    sent = upload(PDF, "报告.pdf", title="评估报告", public="on", seen=seen)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, sent).status_code == 302
    one.refresh_from_db()
    assert (one.title, one.name, one.public) == ("评估报告", "报告.pdf", True)
    assert one.size == len(PDF) and one.sha256 == hashlib.sha256(PDF).hexdigest()
    (kept,) = files()
    assert kept.read_bytes() == PDF and [kept] != before
    assert AuditEvent.objects.filter(action="content.plan.attachment_changed").count() == 1


def test_a_change_without_a_file_keeps_the_file_and_an_older_page_undoes_nothing(
    client, world, note
):
    one = attach(note, title="河堤")
    client.force_login(world.editor)
    address = desk_url(one, "attachment_change")
    seen = client.get(address).context["form"].initial["seen"]
    assert client.post(address, {"title": "堤防", "seen": seen}).status_code == 302
    answer = client.post(address, {"title": "水库", "seen": seen})
    assert answer.status_code == 422 and "别人改过" in answer.content.decode()
    one.refresh_from_db()
    assert one.title == "堤防" and len(files()) == 1


def test_no_two_of_an_entry_become_the_same_file(note):
    one, other = attach(note, title="河堤"), attach(note, photo_bytes("red"), title="水库")
    with pytest.raises(services.PlanRefused, match="叫“河堤”"):
        services.change_attachment(
            attachment=other, title="水库", public=False, data=PHOTO, name="b.png", actor=None
        )
    assert len(files()) == 2
    services.remove_attachment(attachment=one, actor=None)
    with pytest.raises(services.PlanRefused, match="刚被删掉"):
        services.change_attachment(
            attachment=one, title="x", public=False, data=PDF, name="b.pdf", actor=None
        )
    assert len(files()) == 2, "the file of the removed one goes with the commit"


def test_what_is_removed_is_gone_once_it_was_asked_again(
    client, world, note, django_capture_on_commit_callbacks
):
    one = attach(note)
    client.force_login(world.editor)
    address = desk_url(one, "attachment_remove")
    asked = client.post(address)
    assert "不能恢复" in asked.content.decode() and ProgressAttachment.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"confirmed": asked.context["asked"]})
    assert not ProgressAttachment.objects.exists() and not files()
    assert ProgressNote.objects.get() == note
    assert not services.remove_attachment(attachment=one, actor=None)
    assert AuditEvent.objects.filter(action="content.plan.attachment_removed").count() == 1


def test_with_a_correction_the_files_go_to_the_entry_that_stands(client, world, plan, note):
    one = attach(note, public=True)
    later = services.note_progress(
        document=plan, said=SAID, public=False, corrects=note, actor=world.editor
    )
    one.refresh_from_db()
    assert one.note == later
    assert client.get(public_url(one)).status_code == 404
    with pytest.raises(services.PlanRefused, match="更正后的那一条"):
        attach(note, photo_bytes("red"))
    assert len(files()) == 1
    client.force_login(world.editor)
    assert client.get(page(note)).url == page(later)


def test_an_entry_that_is_corrected_while_the_file_is_looked_at_takes_none(
    plan, note, world, monkeypatch
):
    look = keeping.checked

    def corrected_meanwhile(**upload):
        services.note_progress(
            document=plan, said=SAID, public=True, corrects=note, actor=world.editor
        )
        return look(**upload)

    monkeypatch.setattr(keeping, "checked", corrected_meanwhile)
    with pytest.raises(services.PlanRefused, match="更正后的那一条"):
        attach(note)
    assert not ProgressAttachment.objects.exists() and not files()


def test_files_without_a_row_are_swept_after_a_day_and_the_others_stay(note):
    attach(note)
    (kept,) = files()
    kept.with_name("stray").write_bytes(b"x")
    assert services.sweep_attachments(timezone.now()) == 0
    assert services.sweep_attachments(timezone.now() + timedelta(days=2)) == 1
    assert files() == [kept]


def test_the_database_wants_a_title_and_each_file_once(note):
    one = attach(note)
    row = {"note": note, "name": "a", "size": 1, "file": "progress/x"}
    for wrong in (
        {"title": "", "sha256": "0" * 64},
        {"title": "甲", "sha256": one.sha256},
        {"title": "甲", "sha256": "X" * 64},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgressAttachment.objects.create(**row | wrong)


def test_a_person_takes_along_what_they_attached(world, note):
    from content.plans.personal_data import export

    services.attach(note=note, data=PHOTO, name="河堤.png", title="汛前", actor=world.editor)
    assert export(world.editor)["传过的进展附件"] == [{"名称": "汛前", "文件名": "河堤.png"}]
