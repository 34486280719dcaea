"""An upload whose stored file cannot be read: its person sees it, may drop it, and is not kept
waiting for ever."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.models import Intake, Original, PlanVersion
from content.plans.services import intakes
from content.plans.services.waiting import KEPT

pytestmark = pytest.mark.django_db


def words(response):
    return response.content.decode().replace("<wbr>", "")


def minute(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def stuck(send, small_text, monkeypatch):
    """The address of an upload in whose place lies a folder, which gives no bytes to anybody."""
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 0)
    address = send(small_text.encode())["Location"]
    intake = Intake.objects.get()
    path = Path(intake.original.file.path)
    path.rename(path.with_name("aside"))
    path.mkdir()
    assert not services.read_intake(intake=intake)
    return address


def mend():
    path = Path(Intake.objects.get().original.file.path)
    path.rmdir()
    path.with_name("aside").rename(path)


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
def test_the_page_says_since_when_it_waits_and_until_when(
    send, client, small_text, monkeypatch, error
):
    def refuse(*_args, **_kwargs):
        raise OSError(error, "refused")

    monkeypatch.setattr(FieldFile, "open", refuse)
    address = send(small_text.encode())["Location"]
    intake = Intake.objects.get()
    page = words(client.get(address))
    assert "原件现在读不出来" in page and "读一两分钟" not in page
    assert f"从 {minute(intake.unreadable_since)} 起读不出" in page
    assert f"到 {minute(intake.unreadable_since + KEPT)} 还读不出来" in page
    line = f"计划.txt，{minute(intake.received_at)} 上传：原件现在读不出来。"
    assert line in words(client.get(reverse("plans_desk:list")))


@pytest.mark.parametrize("gone", ["folder", "file"])
def test_a_file_is_gone_for_good_only_where_its_folder_is_there(
    send, small_text, settings, tmp_path, gone
):
    send(small_text.encode())
    original = Original.objects.get()
    path = Path(original.file.path)
    (path.parent if gone == "folder" else path).rename(tmp_path / "aside")
    try:
        with pytest.raises(services.OriginalLost) as lost:
            services.bytes_of(original)
        assert lost.value.for_now == (gone == "folder")
    finally:
        (tmp_path / "aside").rename(path.parent if gone == "folder" else path)


def test_the_first_time_it_could_not_be_read_counts(stuck):
    first = timezone.now() - timedelta(days=3)
    Intake.objects.update(unreadable_since=first)
    assert not services.read_intake(intake=Intake.objects.get())
    assert Intake.objects.get().unreadable_since == first


def test_once_the_file_can_be_read_it_is_imported(stuck, client):
    mend()
    assert services.read_intake(intake=Intake.objects.get())
    assert Intake.objects.get().unreadable_since is None
    assert client.get(stuck)["Location"] == reverse(
        "plans_desk:review", args=[PlanVersion.objects.get().pk]
    )


def test_a_press_drops_it_and_frees_its_place_and_a_second_press_is_told(
    stuck, client, send, small_text, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(intakes, "MOST_OPEN", 1)
    assert send(small_text.encode()).status_code == 422
    page = BeautifulSoup(client.get(stuck).content, "html.parser")
    assert [button.get_text(strip=True) for button in page.select("main button")] == ["不要了"]
    with django_capture_on_commit_callbacks(execute=True):
        assert "这份上传已经去掉" in words(client.post(stuck, {"forget": "1"}, follow=True))
    assert not Intake.objects.exists() and not Original.objects.exists()
    assert "已经不在了" in words(client.post(stuck, {"forget": "1"}, follow=True))
    assert send(small_text.encode()).status_code == 302


def test_a_disk_that_does_not_delete_either_costs_nobody_a_page(
    stuck, client, django_capture_on_commit_callbacks
):
    (Path(Intake.objects.get().original.file.path) / "inside").write_text("not deleted")
    with django_capture_on_commit_callbacks(execute=True):
        page = words(client.post(stuck, {"forget": "1"}, follow=True))
    assert "这份上传已经去掉" in page


def test_it_is_not_dropped_while_somebody_tries_again_to_read_it(stuck, client):
    Intake.objects.update(state="reading")
    assert "正在再读一次" in words(client.post(stuck, {"forget": "1"}, follow=True))
    assert Intake.objects.exists()


def test_what_only_waits_for_its_turn_is_not_dropped(client, send, small_text, monkeypatch):
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 0)
    address = send(small_text.encode())["Location"]
    assert "读一两分钟" in words(client.get(address))
    client.post(address, {"forget": "1"})
    assert Intake.objects.exists()


def test_after_a_week_it_is_refused_with_the_reason_and_that_stays_for_a_week(stuck, client):
    since = Intake.objects.get().unreadable_since
    services.tend_intakes(since + KEPT - timedelta(minutes=1))
    assert Intake.objects.get().state == "waiting"
    late = since + KEPT + timedelta(minutes=1)
    assert services.tend_intakes(late) == (0, 0)
    page = words(client.get(stuck))
    assert f"服务器从 {minute(since)} 起一直读不出这份原件，等了 7 天，没有导入" in page
    assert "请重新上传" in page and "打过的字都还在" not in page
    assert services.tend_intakes(late + KEPT - timedelta(hours=1)) == (0, 0)
    assert services.tend_intakes(late + KEPT + timedelta(hours=1)) == (0, 1)
    assert not Intake.objects.exists()


def test_a_worker_asked_for_what_was_dropped_meanwhile_does_nothing(stuck):
    asked = Intake.objects.get()
    assert services.give_up(intake=asked)
    assert services.read_intake(intake=asked)
    assert not PlanVersion.objects.exists()
