"""Photos that were stored with what their cameras wrote are cleaned once, and nothing else is."""

import io

import pytest
from django.core.management import call_command
from PIL import Image

from content.drills.models import Drill, Evidence
from content.plans.models import Original
from content.plans.services import import_document
from portal.foundation.audit.models import AuditEvent
from portal.foundation.files import cleaning
from portal.foundation.files.cleaning import Became
from portal.foundation.files.keeping import open_kept, written
from portal.foundation.files.storage import private_storage
from tests.samples import drills as samples
from tests.samples.reviewed_plans import published


def taken():
    drawn, said = io.BytesIO(), Image.Exif()
    said[0x010F] = "某某手机"
    Image.new("RGB", (9, 7), "teal").save(drawn, "JPEG", exif=said)
    return drawn.getvalue()


@pytest.fixture
def drill(world, settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    storage = Evidence._meta.get_field("file").storage
    monkeypatch.setattr(storage, "location", str(tmp_path / "private"))
    text = "青河镇防汛应急预案\n\n一、总则\n\n制定本预案。\n"
    version = import_document(
        actor=world.editor, owner_unit=world.town, text=text, kind="special"
    ).version
    return samples.held(published(version, world.editor, world.reviewer), world.town)


def stored(drill, data, name="现场.jpg", kind="jpeg"):
    """As it was kept once: the bytes as they came."""
    row = Evidence(drill=drill, name=name, kind=kind)
    with written(row, data):
        row.save()
    return row


def bytes_of(row):
    row.refresh_from_db()
    with open_kept(row) as file:
        return file.read()


def run():
    said = io.StringIO()
    call_command("clean_files", stdout=said)
    return said.getvalue()


def test_a_stored_photo_is_cleaned_once_and_its_old_file_is_gone(
    drill, django_capture_on_commit_callbacks
):
    row = stored(drill, taken())
    old = str(row.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert "看了 1 / 1 个，清理了 1 个" in run()
    assert b"Exif" not in bytes_of(row) and row.size == len(bytes_of(row))
    assert not private_storage().exists(old)
    assert AuditEvent.objects.filter(action="foundation.file.cleaned").count() == 1
    assert "看了 1 / 1 个，清理了 0 个" in run()
    assert AuditEvent.objects.filter(action="foundation.file.cleaned").count() == 1


def test_a_photo_of_a_closed_drill_is_cleaned_and_nothing_else_of_it_changes(drill):
    row = stored(drill, taken())
    samples.evaluated(drill)
    assert Drill.objects.get().state == "closed"
    assert cleaning.clean(row).became == Became.CLEANED
    with pytest.raises(Exception, match="stays as it is"):
        Evidence.objects.filter(pk=row.pk).update(caption="别的")


def test_what_is_not_taken_any_more_is_named_and_stays(drill):
    row = stored(drill, b"%PDF-1.7 nothing", name="方案.pdf", kind="pdf")
    before = bytes_of(row)
    said = run()
    assert "方案.pdf：没有动，按现在的规矩不收" in said
    assert bytes_of(row) == before


def test_a_file_that_was_changed_meanwhile_keeps_the_newer_one(drill):
    row = stored(drill, taken())
    Evidence.objects.filter(pk=row.pk).update(sha256="0" * 64)
    names = set(private_storage().listdir("drills")[1])
    assert cleaning.clean(row).became == Became.GONE
    assert set(private_storage().listdir("drills")[1]) == names


def test_originals_are_kept_as_they_came(drill):
    assert Original not in cleaning.kept_plain() and Evidence in cleaning.kept_plain()
