"""Files beside the entries on progress: kept, and shown to the right people."""

import hashlib
import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.urls import reverse
from PIL import Image

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument, ProgressAttachment, ProgressNote
from content.plans.services import attachments as keeping
from portal.foundation.audit.models import AuditEvent
from portal.foundation.exports import xlsx
from portal.foundation.files.storage import private_storage
from tests.integration.content.plans.attachments.conftest import (
    PDF,
    PHOTO,
    attach,
    desk_url,
    files,
    page,
    public_url,
    upload,
)
from tests.samples.drills import photo_bytes


def test_an_editor_attaches_a_table_and_everybody_takes_it(client, world, plan, note):
    client.force_login(world.editor)
    book = xlsx.render([xlsx.Sheet(title="进度", header=["任务", "状态"], rows=[["编制", "完成"]])])
    sent = upload(book, "中期评估.xlsx", title="中期评估表", public="on")
    assert client.post(page(note), sent).status_code == 302
    one = ProgressAttachment.objects.get()
    assert "中期评估表" in client.get(page(note)).content.decode()
    assert (
        "随进展公开"
        in client.get(reverse("plans_desk:progress", args=[plan.slug])).content.decode()
    )
    client.logout()
    shown = client.get(reverse("plans:progress", args=[plan.slug])).content.decode()
    assert "中期评估表" in shown and public_url(one) in shown and ".xlsx" in shown
    got = client.get(public_url(one))
    assert b"".join(got.streaming_content) == book
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["Cache-Control"] == "no-store, private"
    event = AuditEvent.objects.get(action="content.plan.attachment_added")
    assert event.data == {"progress": note.pk, "attachment": one.pk, "public": True}


def test_a_photo_is_kept_without_the_place_it_was_taken_at(note):
    drawn, words = io.BytesIO(), Image.Exif()
    words[0x010F] = "Secret Camera"
    words.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 7.0)})
    Image.new("RGB", (8, 6), "navy").save(drawn, "JPEG", exif=words)
    one = attach(note, drawn.getvalue(), "现场.jpg")
    (kept,) = files()
    assert b"Secret Camera" not in kept.read_bytes()
    assert one.sha256 == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert attach(note, drawn.getvalue(), "现场.jpg") == one and files() == [kept]


@pytest.mark.parametrize(
    ("file_public", "note_public", "grade", "reads"),
    [
        (True, True, Visibility.PUBLIC, True),
        (False, True, Visibility.PUBLIC, False),
        (True, False, Visibility.PUBLIC, False),
        (True, True, Visibility.INTERNAL, False),
        (True, True, Visibility.RESTRICTED, False),
    ],
)
def test_a_file_is_never_more_public_than_its_entry_and_its_plan(
    client, world, plan, note, file_public, note_public, grade, reads
):
    one = attach(note, public=file_public, title="中期评估照片")
    services.show_progress(note=note, public=note_public, actor=world.editor)
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=grade)
    assert (client.get(public_url(one)).status_code == 200) is reads
    address = reverse("plans:progress", args=[plan.slug])
    assert ("中期评估照片" in client.get(address).content.decode()) is reads
    for person in (world.other_editor, world.learner):
        client.force_login(person)
        assert (client.get(public_url(one)).status_code == 200) is reads
        assert client.get(desk_url(one)).status_code in (403, 404)
    client.force_login(world.editor)
    assert client.get(desk_url(one)).status_code == 200


def test_a_guessed_address_names_nothing(client, world, plan, note, import_small, small_text):
    one = attach(note, public=True)
    other = import_small(small_text.replace("安澜", "青河"), apart=True).document
    assert client.get(reverse("plans:attachment", args=[other.slug, one.pk])).status_code == 404
    assert client.get(reverse("plans:attachment", args=[plan.slug, one.pk + 9])).status_code == 404
    assert client.get(f"/media/{one.file.name}", follow=True).status_code == 404


def test_the_editor_of_another_town_attaches_changes_and_removes_nothing(client, world, note):
    one = attach(note)
    client.force_login(world.other_editor)
    for address in (
        page(note),
        desk_url(one, "attachment_change"),
        desk_url(one, "attachment_remove"),
    ):
        assert client.post(address, upload(photo_bytes("red"))).status_code == 404
    assert ProgressAttachment.objects.get() == one and len(files()) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"", "空"),
        ("a.png", b"\xff\xd8\xff" * 9, "内容却不是"),
        ("a.exe", b"MZ" + b"\0" * 90, "只收照片"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "另存为 .xlsx"),
        ("a.png", PHOTO + b"PK\x03\x04", "藏着另一种文件"),
        ("a.pdf", PDF + b"<script>alert(1)</script>", "藏着另一种文件"),
        ("a.pdf", b"%PDF-" + b"x" * (11 << 20), "最大收 10 MB"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_file_and_the_words_stay(
    client, world, note, name, data, said
):
    client.force_login(world.editor)
    answer = client.post(page(note), upload(data, name, title="评估报告", public="on"))
    words = answer.content.decode()
    assert answer.status_code == 422 and said in words and 'value="评估报告"' in words
    assert not ProgressAttachment.objects.exists() and not files()
    assert ProgressNote.objects.get() == note


def test_a_title_with_a_telephone_number_is_refused(client, world, note):
    client.force_login(world.editor)
    answer = client.post(page(note), upload(title="找王科长 13812345678"))
    assert answer.status_code == 422 and "没有收下" in answer.content.decode()


def test_without_a_title_the_file_gives_its_name(note):
    one = attach(note, name="../../etc/中期\u202e评估.png")
    assert (one.title, one.name) == ("中期评估", "中期评估.png")
    assert Path(one.file.path).parent == Path(private_storage().path("progress"))


def test_a_photo_that_a_telephone_numbered_is_called_by_what_it_belongs_to(note):
    first = attach(note, name="IMG_20260512_101530.png")
    second = attach(note, data=photo_bytes("teal"), name="微信图片_20260512.png")
    paper = attach(note, data=PDF, name="扫描件.pdf")
    assert [one.title for one in (first, second, paper)] == [
        "2026-06-30 中期评估，照片 1", "2026-06-30 中期评估，照片 2", "2026-06-30 中期评估，材料 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["张三 13800001111 340825199001011234.png", "\u2800.png", "河\u2800堤.png", " .png"]
)
def test_a_name_that_readers_may_not_read_is_no_title(client, world, note, name):
    client.force_login(world.editor)
    answer = client.post(page(note), upload(name=name, public="on"))
    assert answer.status_code == 422 and "写一个名称" in answer.content.decode()
    assert not files()
    with pytest.raises(services.PlanRefused, match="写一个名称"):
        attach(note, name=name, public=True)
    one = attach(note, name=name, public=True, title="河堤")
    client.logout()
    got = client.get(public_url(one))
    assert unquote(got["Content-Disposition"]) == "attachment; filename*=utf-8''河堤.png"
    shown = client.get(reverse("plans:progress", args=[note.document.slug])).content.decode()
    assert "河堤" in shown and "13800001111" not in shown


def test_the_same_file_is_one_and_under_another_title_is_said(note):
    one = attach(note, title="河堤")
    assert attach(note, title="河堤") == one
    with pytest.raises(services.PlanRefused, match="叫“河堤”"):
        attach(note, title="另一个名字")
    assert len(files()) == 1


def test_of_two_uploads_at_one_moment_one_stays(note, monkeypatch):
    """The other is stored between our look and our write."""
    real, others = keeping._refuse_more, []

    def meanwhile(entry):
        if not others:
            others.append(None)
            others[0] = attach(note, title="河堤")
        real(entry)

    monkeypatch.setattr(keeping, "_refuse_more", meanwhile)
    assert attach(note, title="河堤") == others[0]
    assert ProgressAttachment.objects.get() == others[0] and len(files()) == 1


def test_there_is_an_end_to_the_number_of_files(note, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_FILES", 1)
    attach(note)
    with pytest.raises(services.PlanRefused, match="最多 1 个"):
        attach(note, photo_bytes("red"))
    assert len(files()) == 1


def test_a_disk_that_cannot_be_written_is_said_and_the_words_are_kept(
    client, world, note, monkeypatch
):
    def away(*_args, **_more):
        raise NotADirectoryError

    monkeypatch.setattr(ProgressAttachment._meta.get_field("file").storage, "save", away)
    client.force_login(world.editor)
    answer = client.post(page(note), upload(title="评估报告"))
    words = answer.content.decode()
    assert answer.status_code == 422 and "写不进去" in words and "评估报告" in words


def test_a_file_that_is_gone_from_the_disk_is_said_in_words(client, world, note):
    one = attach(note, public=True)
    Path(one.file.path).unlink()
    answer = client.get(public_url(one))
    assert answer.status_code == 503 and "附件现在取不出来" in answer.content.decode()
    client.force_login(world.editor)
    answer = client.get(desk_url(one), follow=True)
    assert answer.status_code == 200 and "从备份恢复" in answer.content.decode()
