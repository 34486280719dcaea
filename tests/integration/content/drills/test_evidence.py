"""Evidence: what is kept, once, and where; what is refused, and what is swept."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from content.drills import services
from content.drills.models import Evidence
from content.drills.refusals import DrillRefused
from content.drills.services import evidence as keeping
from portal.foundation.files.storage import private_storage
from tests.samples import drills as samples


@pytest.fixture
def drill(world, town_plan):
    return samples.held(town_plan, world.town, world.editor)


def files(settings):
    folder = Path(settings.DATA_DIR) / "private" / "drills"
    return sorted(folder.iterdir()) if folder.exists() else []


def add(drill, data=None, name="现场.png", **more):
    data = samples.photo_bytes() if data is None else data
    return services.add_evidence(drill=drill, data=data, name=name, actor=None, **more)


def test_the_same_file_twice_is_kept_once(drill, settings):
    assert add(drill) == add(drill, name="另一个名字.png")
    assert Evidence.objects.count() == len(files(settings)) == 1


def test_a_name_with_a_path_is_a_name_and_never_a_path(drill, settings):
    kept = add(drill, name="../../etc/x\\y.png")
    assert kept.name == "y.png"
    assert Path(kept.file.path).parent == Path(settings.DATA_DIR) / "private" / "drills"


def test_a_photo_that_a_telephone_numbered_is_called_by_its_drill(drill):
    assert add(drill, name="IMG_20260512_101530.png").caption == "2026-05-12 演练现场，照片 1"
    named = add(drill, samples.photo_bytes("teal"), name="DSC0012.png", caption="转移")
    assert named.caption == "转移"
    assert add(drill, samples.photo_bytes("red"), name="上坝村.png").caption == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""), ("a.html", b"<script>"), ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 90),
        ("a.docx", b"PK\x03\x04broken"), ("无后缀", samples.photo_bytes()),
    ],
)  # fmt: skip
def test_what_is_no_photo_and_no_paper_leaves_nothing_behind(drill, settings, name, data):
    with pytest.raises(DrillRefused) as refused:
        add(drill, data, name)
    assert refused.value.field == "file"
    assert not Evidence.objects.exists() and not files(settings)


def test_there_is_an_end_to_the_number_of_files(drill, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_FILES", 1)
    add(drill)
    with pytest.raises(DrillRefused, match="最多 1 份"):
        add(drill, samples.photo_bytes("red"))


def test_a_drill_that_was_not_held_or_is_closed_takes_none(world, town_plan, drill):
    with pytest.raises(DrillRefused, match="先记录"):
        add(samples.planned(town_plan, world.town))
    kept = add(drill)
    closed = samples.evaluated(drill)
    assert add(closed) == kept
    with pytest.raises(DrillRefused, match="已经完成"):
        add(closed, samples.photo_bytes("red"))
    kept.refresh_from_db()
    with pytest.raises(DrillRefused, match="不能再删"):
        services.remove_evidence(evidence=kept, actor=None)
    improvement = services.add_improvement(
        drill=closed, token=uuid4(), actor=None, aspect="plan", finding="路线被淹", action="改",
        responsible_unit=world.town, due_on=closed.held_on,
    )  # fmt: skip
    assert add(closed, improvement=improvement).improvement == improvement


def test_what_was_removed_is_gone_from_the_disk(
    drill, settings, django_capture_on_commit_callbacks
):
    kept = add(drill)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remove_evidence(evidence=kept, actor=None)
    assert not files(settings)
    kept.pk = 10**6
    assert not services.remove_evidence(evidence=kept, actor=None)


def test_files_without_a_row_are_swept_after_a_day_and_the_others_stay(drill, settings):
    kept = Path(add(drill).file.path)
    stray = kept.with_name("stray")
    stray.write_bytes(b"x")
    assert services.sweep_evidence(timezone.now()) == 0
    assert services.sweep_evidence(timezone.now() + timedelta(days=2)) == 1
    assert files(settings) == [kept]


def test_an_editor_sends_a_photo_and_takes_it_back_as_it_was(client, world, drill):
    client.force_login(world.editor)
    data = samples.photo_bytes()
    typed = {"file": SimpleUploadedFile("河堤.png", data), "caption": "群众转移"}
    answer = client.post(reverse("drills:evidence_add", args=[drill.pk]), typed)
    assert answer.status_code == 302
    page = client.get(drill.get_absolute_url()).content.decode()
    assert "河堤.png" in page and "群众转移" in page
    kept = Evidence.objects.get()
    got = client.get(reverse("drills:evidence", args=[kept.pk]))
    assert b"".join(got.streaming_content) == data
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment")
    assert "no-store" in got["Cache-Control"]


def test_a_file_that_is_too_large_or_broken_is_said_beside_the_field(client, world, drill):
    client.force_login(world.editor)
    address = reverse("drills:evidence_add", args=[drill.pk])
    for data, said in (
        (b"\xff\xd8\xff" * (11 << 20 >> 1), "最大收 10 MB"),
        (b"\xff\xd8\xff broken", "打不开"),
    ):
        typed = {"file": SimpleUploadedFile("a.jpg", data), "caption": "转移"}
        answer = client.post(address, typed)
        page = answer.content.decode()
        assert answer.status_code == 422 and said in page and 'value="转移"' in page
    assert not Evidence.objects.exists()


def test_a_file_that_is_lost_is_said_in_words(client, world, drill):
    kept = add(drill)
    Path(kept.file.path).unlink()
    client.force_login(world.editor)
    answer = client.get(reverse("drills:evidence", args=[kept.pk]), follow=True)
    assert answer.status_code == 200 and "从备份恢复" in answer.content.decode()


def test_a_drill_that_is_closed_while_the_file_is_looked_at_takes_none(
    drill, settings, monkeypatch
):
    look = keeping.checked

    def closed_meanwhile(**upload):
        samples.evaluated(drill)
        return look(**upload)

    monkeypatch.setattr(keeping, "checked", closed_meanwhile)
    with pytest.raises(DrillRefused, match="评估已经完成"):
        add(drill)
    assert not Evidence.objects.exists() and not files(settings)


def test_what_an_older_page_still_offers_to_remove_stays_once_it_is_evidence(drill):
    kept = add(drill)
    assert kept.drill.state == "held"
    samples.evaluated(drill)
    with pytest.raises(DrillRefused):
        services.remove_evidence(evidence=kept, actor=None)
    assert Evidence.objects.get() == kept


def test_a_disk_that_is_away_is_said_beside_the_file_and_the_words_are_kept(
    client, world, drill, monkeypatch
):
    def away(*_args, **_more):
        raise NotADirectoryError

    monkeypatch.setattr(Evidence._meta.get_field("file").storage, "save", away)
    client.force_login(world.editor)
    page = client.post(
        reverse("drills:evidence_add", args=[drill.pk]),
        {"file": SimpleUploadedFile("a.png", samples.photo_bytes()), "caption": "上坝村转移"},
    )
    assert page.status_code == 422
    words = page.content.decode()
    assert "写不进去" in words and "上坝村转移" in words
    assert not Evidence.objects.exists()


def test_a_name_keeps_only_signs_that_show(drill):
    assert add(drill, name="现场\u202e\r\n\x00.png").name == "现场.png"


def test_a_file_that_goes_while_the_folder_is_swept_ends_no_sweep(drill, settings, monkeypatch):
    kept = add(drill)
    loose = Path(kept.file.path).with_name("loose")
    loose.write_bytes(b"x")

    def gone(_storage, path):
        raise FileNotFoundError(path)

    monkeypatch.setattr(type(private_storage()), "get_modified_time", gone)
    assert keeping.sweep_evidence(timezone.now() + timedelta(days=3)) == 0


def test_a_photo_is_kept_without_the_place_it_was_taken_at(client, world, drill):
    client.force_login(world.editor)
    drawn, words = io.BytesIO(), Image.Exif()
    words[0x010F], words[0x0112] = "Secret Camera", 6
    words.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 7.0)})
    Image.new("RGB", (8, 6), "navy").save(drawn, "JPEG", exif=words)
    address = reverse("drills:evidence_add", args=[drill.pk])
    for _twice in range(2):
        client.post(address, {"file": SimpleUploadedFile("现场.jpg", drawn.getvalue())})
    kept = Evidence.objects.get()
    got = client.get(reverse("drills:evidence", args=[kept.pk]))
    data = b"".join(got.streaming_content)
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (6, 8) and not dict(picture.getexif())
    assert b"Secret Camera" not in data
    assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_what_a_file_shows_is_its_link_and_its_name_stands_behind(client, world, drill):
    made = add(drill, name="IMG_20260512_101530.png")
    named = add(drill, samples.photo_bytes("red"), name="上坝村.png")
    client.force_login(world.editor)
    page = BeautifulSoup(client.get(drill.get_absolute_url()).content.decode(), "html.parser")
    for one, shown in ((made, "2026-05-12 演练现场，照片 1"), (named, "上坝村.png")):
        link = page.find("a", href=reverse("drills:evidence", args=[one.pk]))
        assert link.get_text() == shown
        assert page.find("button", string=f"删除 {shown}")
    assert made.name in page.get_text()
