"""What lies in folders beside plans: names of another system, pipes, devices, files that grow."""

import os
from pathlib import Path

import pytest

from content.plans import folders
from content.plans.models import Original, PlanDocument, PlanVersion
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
    monkeypatch.setattr(folders, "size_limit", lambda _name: 300)
    monkeypatch.setattr(Path, "stat", lambda _self, **_how: os.stat_result((0o100644,) + (0,) * 9))
    report, failed = run(tmp_path / "1.txt")
    assert failed is not None and "最大收" in report


def test_a_folder_of_next_years_plans_is_one_command(world, tmp_path, small_text):
    def write(changed=""):
        for n in range(3):
            text = small_text.replace("安澜县应急", f"第{n}区应急").replace("100", f"10{n}")
            (tmp_path / f"{n}.txt").write_text(text + changed, "utf-8")

    write()
    run(tmp_path, publish=True)
    write("\n三、附则\n\n本计划自2027年起施行。\n")
    report, failed = run(tmp_path)
    assert "退回 3 个文件" in str(failed) and "整个文件夹都是就加 --as-versions" in report
    for _again in range(2):
        report, failed = run(tmp_path, as_versions=True)
        assert failed is None and PlanDocument.objects.count() == 3
        assert set(PlanVersion.objects.values_list("number", flat=True)) == {1, 2}
        assert PlanVersion.objects.count() == 6


def test_which_of_two_documents_gets_a_new_version_is_not_guessed(world, tmp_path, small_text):
    (tmp_path / "1.txt").write_text(small_text, "utf-8")
    run(tmp_path / "1.txt")
    (tmp_path / "2.txt").write_text(small_text + "又一句。", "utf-8")
    run(tmp_path / "2.txt", new=True)
    (tmp_path / "3.txt").write_text(small_text + "再一句。", "utf-8")
    report, failed = run(tmp_path / "3.txt", as_versions=True)
    assert failed is not None and report.count("--slug ") == 2 and PlanVersion.objects.count() == 2


def test_new_versions_and_new_documents_are_not_asked_for_at_once(world, tmp_path):
    (tmp_path / "1.txt").write_text("防汛", "utf-8")
    for other in ({"new": True}, {"slug": "plan"}):
        _report, failed = run(tmp_path / "1.txt", as_versions=True, **other)
        assert "--as-versions 不能和 --new、--slug 一起用" in str(failed)


def test_links_and_pipes_in_a_folder_are_named_and_not_followed(world, tmp_path, small_text):
    here, elsewhere = tmp_path / "这里", tmp_path / "别处"
    for folder in (here, elsewhere, here / "夹.docx"):
        folder.mkdir()
    for number, file in enumerate(
        (here / "1.txt", here / "夹.docx" / "2.txt", elsewhere / "3.txt"), start=1
    ):
        text = small_text.replace("安澜县应急", f"第{number}区应急").replace("100", f"10{number}")
        file.write_text(text, "utf-8")
    (here / "账号.txt").symlink_to(elsewhere / "3.txt")
    (here / "链接夹").symlink_to(elsewhere)
    (here / "断链.docx").symlink_to("/nonexistent/x.docx")
    (here / "圈").symlink_to(".")
    os.mkfifo(here / "管.txt")
    report, failed = run(here)
    assert failed is None and "共 2 个文件：新收 2" in report
    assert "文件夹里另有 5 个文件没有读：" in report
    for name in ("账号.txt", "链接夹", "断链.docx", "圈", "管.txt"):
        assert report.count(f"/{name}\n") == 1
    assert report.count("这是链接，没有跟着去读") == 1 and report.count("这不是普通文件") == 1
    # A link that somebody names is meant.
    (tmp_path / "入口").symlink_to(elsewhere)
    report, failed = run(tmp_path / "入口", here / "账号.txt")
    assert failed is None and "新收 1，已有 1" in report


def test_what_a_terminal_would_obey_is_shown_as_a_mark(world, tmp_path, small_text):
    (tmp_path / "\x1b[2J\u202e红　单\r\n[9] ok.txt").write_text(small_text, "utf-8")
    report, failed = run(tmp_path)
    assert failed is None and "/�[2J�红　单��[9] ok.txt\n" in report
    assert Original.objects.get().name == "�[2J�红　单��[9] ok.txt"
    assert PlanVersion.objects.get().source_name == "�[2J�红　单��[9] ok.txt"


def test_of_the_plans_of_one_notice_only_that_of_the_same_title_is_named(world, tmp_path):
    def write(name, about, more=""):
        text = (
            f"安澜县{about}应急预案\n\n安政办发〔2026〕7号\n\n2026年3月5日\n\n1 总则\n\n1.1 目的\n"
            f"\n为了做好{about}工作，制定本预案。\n\n2 处置\n\n县水利局负责{about}现场。{more}\n"
        )
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    for name, about in [("1.txt", "供水"), ("2.txt", "供气"), ("3.txt", "供电")]:
        run(write(name, about), new=True)
    meant = PlanDocument.objects.get(title="安澜县供水应急预案")
    report, failed = run(write("4.txt", "供水", "随时报告。"))
    assert failed is not None and f"是它的新版本，加 --slug {meant.slug}；" in report
    assert PlanDocument.objects.count() == 3 and report.count("--slug ") == 1
