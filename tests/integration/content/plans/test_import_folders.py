"""What lies in folders beside plans: names of another system, pipes, devices, files that grow."""

import os
from pathlib import Path

import pytest

from content.plans.management.commands import import_plan
from content.plans.models import Original
from tests.samples.import_plan import run


def test_a_folder_may_hold_names_of_windows_pipes_and_what_never_ends(world, tmp_path, small_text):
    other = small_text.replace("安澜县应急", "青河应急").replace("100", "101")
    (tmp_path / "1.txt").write_text(small_text, "utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "防汛.txt".encode("gb18030"))).write_text(other)
    os.mkfifo(tmp_path / "2.txt")
    (tmp_path / "3.txt").symlink_to("/dev/zero")
    for name in (".4.txt", "~$5.docx"):
        (tmp_path / name).write_bytes(b"x")
    report, failed = run(tmp_path)
    assert failed is None and "共 2 个文件：新收 2，已有 0，退回 0，合计相符" in report
    assert "/防汛.txt" in report and report.encode()
    assert set(Original.objects.values_list("name", flat=True)) == {"1.txt", "防汛.txt"}


@pytest.mark.parametrize("name", ["2.txt", "3.txt", "4.txt"])
def test_what_is_no_file_is_refused_without_waiting_for_its_end(world, tmp_path, name):
    os.mkfifo(tmp_path / "2.txt")
    (tmp_path / "3.txt").symlink_to("/dev/zero")
    (tmp_path / "4.txt").symlink_to("/dev/stdin")
    report, failed = run(tmp_path / name)
    assert failed is not None and "这不是普通文件" in report


def test_a_file_that_grows_while_it_is_read_is_read_no_further(world, tmp_path, monkeypatch):
    (tmp_path / "1.txt").write_text("防汛" * 100, "utf-8")
    monkeypatch.setattr(import_plan, "size_limit", lambda _name: 300)
    monkeypatch.setattr(Path, "stat", lambda _self, **_how: os.stat_result((0o100644,) + (0,) * 9))
    report, failed = run(tmp_path / "1.txt")
    assert failed is not None and "最大收" in report
