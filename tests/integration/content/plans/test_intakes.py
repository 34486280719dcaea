"""From the uploaded bytes to a draft, or to the words that refuse them."""

import errno
import hashlib
import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.domain.limits import LINE_LIMIT
from content.plans.models import (
    Intake,
    Original,
    PlanVersion,
)
from content.plans.services import importing, intakes, originals
from content.plans.services.alone import alone
from portal.foundation.files.storage import private_storage
from portal.foundation.locks import only_one
from tests.samples.reviewed_plans import approved


def words(response):
    return response.content.decode().replace("<wbr>", "")


def test_the_original_comes_back_byte_for_byte_and_only_to_its_editors(
    send, client, world, small_text, django_capture_on_commit_callbacks
):
    data = small_text.encode("gb18030")
    assert send(data).status_code == 302
    version = PlanVersion.objects.get()
    assert version.upload.sha256 == hashlib.sha256(data).hexdigest()
    address = reverse("plans_desk:original", args=[version.pk])
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"].startswith("attachment")
    client.force_login(world.other_editor)
    assert client.get(address).status_code == 404
    client.force_login(world.auditor)
    assert client.get(address).status_code == 404
    storage, name = version.upload.file.storage, version.upload.file.name
    with django_capture_on_commit_callbacks(execute=True):
        services.discard_draft(version=version, actor=None)
    assert not Original.objects.exists()
    assert not storage.exists(name)


def test_sending_the_form_twice_is_one_upload(send, small_text):
    token = uuid.uuid4()
    first, second = (send(small_text.encode(), token=token) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Intake.objects.count() == Original.objects.count() == PlanVersion.objects.count() == 1


def test_a_long_upload_is_read_by_the_worker_and_the_page_waits(
    send, client, world, small_text, monkeypatch
):
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 10)
    address = send(small_text.encode())["Location"]
    page = words(client.get(address))
    assert 'http-equiv="refresh"' in page
    assert not PlanVersion.objects.exists()
    assert services.read_intake(intake=Intake.objects.get())
    assert client.get(address)["Location"] == reverse(
        "plans_desk:review", args=[PlanVersion.objects.get().pk]
    )
    client.force_login(world.other_editor)
    assert client.get(address).status_code == 404


def test_a_refused_long_upload_says_why_and_keeps_what_was_typed(send, client, monkeypatch):
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 10)
    address = send("行\n".encode() * (LINE_LIMIT + 1))["Location"]
    services.read_intake(intake=Intake.objects.get())
    page = words(client.get(address))
    assert f"最多收 {LINE_LIMIT} 行" in page
    assert "http-equiv" not in page
    assert not PlanVersion.objects.exists()


def test_a_reader_that_dies_three_times_gives_up(world):
    intake = Intake.objects.create(
        token=uuid.uuid4(), owner_unit=world.town, actor=world.editor, tries=intakes.TRIES,
        options={"title": "", "kind": "", "slug": "", "pasted": True},
    )  # fmt: skip
    assert services.read_intake(intake=intake)
    intake.refresh_from_db()
    assert intake.state == "refused"
    assert "拆成几份" in intake.message


@pytest.fixture
def left_unread(send, small_text, monkeypatch):
    """An upload whose worker was killed in the middle, some minutes ago."""
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 10)
    send(small_text.encode())
    Intake.objects.update(state="reading", tries=1)
    return Intake.objects.get()


def test_the_clock_asks_a_worker_again_and_reads_nothing_itself(
    left_unread, django_capture_on_commit_callbacks
):
    later = timezone.now() + timedelta(minutes=5)
    with django_capture_on_commit_callbacks() as asked:
        assert services.tend_intakes(later) == (1, 0)
        assert services.tend_intakes(later) == (0, 0), "asked once until it is stale again"
    assert len(asked) == 1
    assert not PlanVersion.objects.exists()
    asked[0]()
    left_unread.refresh_from_db()
    assert (left_unread.state, left_unread.tries) == ("done", 2)


def test_an_upload_that_is_being_read_or_was_just_asked_for_is_left_alone(left_unread):
    assert services.tend_intakes(timezone.now()) == (0, 0)
    with only_one(f"plan-intake-{left_unread.pk}"):
        assert services.tend_intakes(timezone.now() + timedelta(minutes=5)) == (0, 0)


def test_a_settled_upload_is_forgotten_after_a_week_and_an_unread_one_never(send, world):
    send(b"")
    original = originals.keep_original(data=b"x", name="a.txt", actor=world.editor)
    values = {
        "owner_unit": world.town, "actor": world.editor, "original": original,
        "options": {"title": "", "kind": "", "slug": "", "pasted": False},
    }  # fmt: skip
    Intake.objects.create(token=uuid.uuid4(), state="refused", message="不行", **values)
    waiting = Intake.objects.create(token=uuid.uuid4(), **{**values, "original": None})
    assert services.tend_intakes(timezone.now() + timedelta(days=8)) == (1, 1)
    assert Intake.objects.get() == waiting
    assert not Original.objects.exists()


def test_nobody_waits_in_a_request_for_another_import_of_the_same(
    send, client, small_text, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(importing, "alone", lambda _name, patience: alone("x", patience=patience))
    with only_one("plan-import-x"), django_capture_on_commit_callbacks() as asked:
        address = send(small_text.encode())["Location"]
    page = words(client.get(address))
    assert "排队等候读取" in page
    intake = Intake.objects.get()
    assert (intake.state, intake.tries) == ("waiting", 0)
    asked[-1]()
    assert PlanVersion.objects.get().upload == intake.original
    assert client.get(address).status_code == 302


def test_a_person_with_many_unread_uploads_reads_why_no_more_is_taken(
    send, small_text, monkeypatch
):
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 10)
    for _ in range(intakes.MOST_OPEN):
        assert send(small_text.encode()).status_code == 302
    refused = send(small_text.encode())
    assert refused.status_code == 422
    assert f"你已有 {intakes.MOST_OPEN} 份上传还没读完" in words(refused)
    assert not refused.context["form"].errors.get("text"), "the text has no part in it"
    assert Intake.objects.count() == Original.objects.count() == intakes.MOST_OPEN
    services.read_intake(intake=Intake.objects.first())
    assert send(small_text.encode()).status_code == 302


def test_a_missing_title_is_asked_for_beside_the_title(client, world):
    client.force_login(world.editor)
    text = "".join(f"{n}.{m} 县应急管理局负责第{n}组第{m}项工作，按年度计划落实。\n"
                   for n in "12" for m in "123")  # fmt: skip
    form = {"owner_unit": world.town.pk, "token": str(uuid.uuid4()), "text": text}
    refused = client.post(reverse("plans_desk:upload"), form)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["title"]


def test_the_question_before_publishing_names_a_document_of_the_same_name(
    client, world, import_small, small_text
):
    known = import_small()
    twin = import_small(small_text.replace("先桌面", "首先桌面"), publish=False, apart=True)
    approved(twin.version, world.editor, world.reviewer)
    client.force_login(world.reviewer)
    page = words(client.post(reverse("plans_desk:publish", args=[twin.version.pk])))
    assert f"本单位另有《{known.document}》，标题、索引号、文号一样" in page


def old_file(name):
    """A file in the private folder, written two days ago."""
    storage = private_storage()
    with transaction.atomic():
        original = originals.keep_original(data=b"bytes", name=name, actor=None)
        path = str(original.file.name)
    assert path.startswith(Original.folder)
    days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(storage.path(path), (days_ago, days_ago))
    return storage, path


def test_a_file_that_no_row_names_is_removed_once_it_is_old(world):
    storage, path = old_file("a.txt")
    _, young = old_file("b.txt")
    Original.objects.all().delete()
    os.utime(storage.path(young))
    assert services.sweep_originals(timezone.now()) == 1
    assert not storage.exists(path)
    assert storage.exists(young), "its row may not be committed yet"


def test_the_original_of_a_draft_and_of_an_upload_stay_and_an_unused_row_goes(
    import_small, world, django_capture_on_commit_callbacks
):
    version = import_small(publish=False).version
    storage, unused_path = old_file("a.txt")
    _, waiting_path = old_file("b.txt")
    waiting = Original.objects.get(name="b.txt")
    Intake.objects.create(
        token=uuid.uuid4(), owner_unit=world.town, actor=world.editor, original=waiting
    )
    Original.objects.update(uploaded_at=timezone.now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert services.sweep_originals(timezone.now())
    assert set(Original.objects.all()) == {version.upload, waiting}
    assert storage.exists(waiting_path) and not storage.exists(unused_path)


def test_what_a_killed_import_left_is_cleared_by_the_next(world, small_text, import_small):
    left = import_small(publish=False)
    PlanVersion.objects.filter(pk=left.version.pk).update(ready=False)
    again = import_small(publish=False)
    assert again.created
    assert PlanVersion.objects.get() == again.version
    assert again.version.clauses.exists()


@pytest.mark.parametrize("error", [errno.EMFILE, errno.EIO, errno.EACCES])
def test_a_disk_that_is_away_for_a_moment_costs_no_upload(
    send, world, small_text, monkeypatch, error
):
    def away(*_args, **_kwargs):
        raise OSError(error, "away")

    with monkeypatch.context() as patched:
        patched.setattr(FieldFile, "open", away)
        send(small_text.encode())
    intake = Intake.objects.get()
    assert intake.state == "waiting" and intake.original is not None and intake.tries == 0
    services.sweep_originals(timezone.now() + timedelta(days=2))
    assert services.read_intake(intake=intake)
    assert PlanVersion.objects.count() == 1


def test_an_upload_waits_while_the_whole_folder_is_away(send, small_text, monkeypatch):
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 0)
    send(small_text.encode())
    intake = Intake.objects.get()
    folder = Path(intake.original.file.path).parent
    away = folder.with_name("away")
    folder.rename(away)
    try:
        assert not services.read_intake(intake=intake)
    finally:
        away.rename(folder)
    assert services.read_intake(intake=intake)
    intake.refresh_from_db()
    assert intake.version is not None


def test_two_answers_at_once_are_no_error(client, send, world, small_text, monkeypatch):
    from content.plans.views import uploads

    send(small_text.encode())
    intake = Intake.objects.get()
    Intake.objects.filter(pk=intake.pk).update(state="undecided", version=None)
    monkeypatch.setattr(uploads, "_own_intake", lambda *_: intake)
    Intake.objects.filter(pk=intake.pk).delete()
    address = reverse("plans_desk:intake", args=[intake.public_id])
    for answer in ("forget", "apart"):
        assert "已经不在了" in words(client.post(address, {answer: "1"}, follow=True))
