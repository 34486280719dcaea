import pytest
from weasyprint import HTML

from content.plans.enums import RepairKind
from content.plans.models import PlanDocument, PlanVersion, Rereading
from content.plans.report import review_of
from content.plans.services import import_document, importing, joining, publish_version
from content.plans.services.reading import read_parse
from tests.samples.import_plan import run


def test_a_folder_is_one_command_and_again_changes_nothing(world, tmp_path, small_text):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(
            small_text.replace("安澜县应急", f"第{n}区应急").replace("100", f"10{n}"), "utf-8"
        )
    (tmp_path / "notes.csv").write_text("x", "utf-8")
    report, failed = run(tmp_path, publish=True)
    assert failed is None
    assert "共 3 个文件：新收 3，已有 0，退回 0，合计相符" in report
    assert PlanDocument.objects.filter(current_version__isnull=False).count() == 3
    for options in ({}, {"publish": True}):
        report, _ = run(tmp_path, **options)
        assert "新收 0，已有 3，退回 0" in report and "更新的一版" not in report
        assert PlanVersion.objects.count() == 3


def test_what_a_folder_holds_beside_is_named_with_what_to_do(world, tmp_path, small_text):
    (tmp_path / "1.txt").write_text(small_text, "utf-8")
    below = tmp_path / "旧"
    below.mkdir()
    for name in ("甲.ofd", "乙.OFD", "丙.docm", "丁.mht", "戊.rtf", "说明"):
        (below / name).write_bytes(b"x")
    (below / ".DS_Store").write_bytes(b"x")
    report, failed = run(tmp_path)
    assert failed is None and "共 1 个文件：新收 1，已有 0，退回 0，合计相符" in report
    assert "文件夹里另有 6 个文件没有读：" in report and ".DS_Store" not in report
    for name in ("甲.ofd", "乙.OFD", "丙.docm", "丁.mht", "戊.rtf", "说明"):
        assert report.count(str(below / name)) == 1
    assert report.count("用 OFD 阅读器打开，导出或另存为 PDF 或 Word") == 1
    assert "这是带宏的 Word 文件" in report and "这个是 .rtf" in report and "写出它的路径" in report
    report, failed = run(below)
    assert "没有找到可以导入的文件" in str(failed) and "另有 6 个文件没有读" in report
    report, _ = run(tmp_path / "1.txt")
    assert "没有读" not in report


def test_a_folder_published_again_withdraws_no_newer_version(world, tmp_path, small_text):
    file = tmp_path / "1.txt"
    file.write_text(small_text, "utf-8")
    run(tmp_path, publish=True)
    document = PlanDocument.objects.get()
    newer = import_document(
        actor=None, owner_unit=world.county, text=small_text + "附则。", slug=document.slug
    ).version
    publish_version(version=newer, actor=None)
    report, failed = run(tmp_path, publish=True)
    document.refresh_from_db()
    assert failed is None and document.current_version == newer
    assert "已有更新的一版：现行的是第 2 版，没有换回这一版。" in report
    assert "没有发布的草稿" not in report
    # An editor who went back did so on purpose as well.
    publish_version(version=document.versions.get(number=1), actor=None)
    file.write_text(small_text + "附则。", "utf-8")
    run(file, slug=document.slug, publish=True)
    document.refresh_from_db()
    assert document.current_version.number == 1


def test_a_draft_older_than_what_is_in_force_stays_one_and_a_newer_is_published(
    world, tmp_path, small_text
):
    file = tmp_path / "1.txt"
    file.write_text(small_text, "utf-8")
    run(tmp_path)
    document = PlanDocument.objects.get()
    run(tmp_path, publish=True)
    document.refresh_from_db()
    assert document.current_version.number == 1
    file.write_text(small_text + "附则一。", "utf-8")
    run(file, slug=document.slug)
    newer = import_document(
        actor=None, owner_unit=world.county, text=small_text + "附则二。", slug=document.slug
    ).version
    publish_version(version=newer, actor=None)
    report, failed = run(tmp_path, publish=True)
    document.refresh_from_db()
    assert failed is None and document.current_version == newer
    assert "已有更新的一版" in report and "没有发布的草稿：1 份" in report


def test_what_may_not_be_published_stays_a_draft_and_the_next_file_is_taken(
    world, tmp_path, small_text
):
    first, other = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(small_text, "utf-8")
    run(tmp_path)
    Rereading.objects.create(version=PlanVersion.objects.get())
    other.write_text(small_text.replace("安澜县应急", "另一区应急").replace("100", "101"), "utf-8")
    report, failed = run(tmp_path, publish=True)
    assert failed is None, report
    assert "改正还没读完" in report and "没有发布的草稿：1 份" in report
    published = PlanDocument.objects.filter(current_version__isnull=False)
    assert [plan.title for plan in published] == ["另一区应急演练工作计划（2026—2028年）"]


def test_a_folder_that_broke_off_goes_on_without_reading_again_what_is_there(
    world, tmp_path, small_text, monkeypatch
):
    first, other = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(small_text, "utf-8")
    run(tmp_path)
    other.write_text(small_text.replace("安澜县应急", "另一区应急").replace("100", "101"), "utf-8")
    read = []

    def remembered(*, data, name, **options):
        read.append(name)
        return read_parse(data=data, name=name, **options)

    monkeypatch.setattr(joining, "read_parse", remembered)
    report, failed = run(tmp_path)
    assert failed is None and "新收 1，已有 1，退回 0" in report
    assert read == ["2.txt"]
    # What the bytes are is told by the name as well: a page of the web is read in its own way.
    first.rename(tmp_path / "1.md")
    run(tmp_path)
    assert read == ["2.txt", "1.md"]
    # Another unit's file is its own, and so is what somebody says is another document.
    run(other, unit=world.town.code)
    run(other, new=True)
    assert read == ["2.txt", "1.md", "2.txt", "2.txt"]


def test_a_file_that_seems_to_be_there_already_is_taken_only_where_it_is_said_as_what(
    world, tmp_path, small_text, import_small
):
    known = import_small(unit=world.county).document
    file = tmp_path / "again.txt"
    file.write_text(small_text.replace("先桌面", "首先桌面"), "utf-8")
    for options in ({}, {"slug": "drill-again"}):
        report, failed = run(file, publish=True, **options)
        assert "退回 1 个文件" in str(failed)
        assert f"《{known}》（标题、索引号、文号）" in report
        assert f"--slug {known.slug}" in report and "--new" in report
    assert PlanVersion.objects.get().document == known
    report, failed = run(file, slug=known.slug)
    assert failed is None, report
    assert PlanVersion.objects.get(number=2).document == known
    file.write_text(small_text.replace("先桌面", "起先桌面"), "utf-8")
    report, failed = run(file, new=True)
    assert failed is None, report
    assert PlanDocument.objects.count() == 2


def test_a_bad_file_is_named_and_the_others_are_taken(world, tmp_path, small_text):
    (tmp_path / "good.txt").write_text(small_text, "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04")
    report, failed = run(tmp_path)
    assert "退回 1 个文件，原因见上。其余 1 个已经收下。" in str(failed)
    assert "读不出来" in report
    assert PlanDocument.objects.count() == 1


def test_a_file_that_is_not_there_is_told_in_chinese_and_nothing_is_said_to_be_taken(
    world, tmp_path
):
    report, failed = run(tmp_path / "no.txt")
    assert "没有这个文件，检查路径。" in report and "No such file" not in report
    assert str(failed) == "退回 1 个文件，原因见上。"


def test_a_file_of_two_hundred_megabytes_is_refused_before_it_is_read(world, tmp_path, monkeypatch):
    file = tmp_path / "huge.pdf"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(file), "read_bytes", lambda path: pytest.fail("was read"))
    report, failed = run(file)
    assert "文件有 200 MB，最大收 20 MB。拆成几份再传。库里没有改动。" in report
    assert str(failed) == "退回 1 个文件，原因见上。"


def test_a_web_page_and_a_pdf_become_drafts_whose_repairs_are_kept(world, tmp_path, web_page):
    (tmp_path / "a.html").write_bytes(web_page)
    lines = "".join(f"<p>{line}</p>" for line in ["安澜县防汛方案", "一、总则", "压实责任。" * 30])
    style = '@page{size:A5;@top-center{content:"安澜县应急管理局"}} p{break-after:page}'
    HTML(string=f"<style>{style}</style>{lines}").write_pdf(tmp_path / "b.PDF")
    report, failed = run(tmp_path)
    assert failed is None, report
    page, pdf = PlanVersion.objects.order_by("source")
    assert (page.source, pdf.source) == ("html", "pdf")
    assert page.index_number == "AL-2024-001"
    kinds = set(page.repairs.values_list("kind", flat=True))
    assert {RepairKind.NAVIGATION, RepairKind.LINE_BREAK, RepairKind.PINYIN} <= kinds
    assert pdf.repairs.filter(kind=RepairKind.RUNNING_HEAD).count() == 3
    assert pdf.clauses.get(heading="总则").text == "压实责任。" * 30
    review = review_of(pdf, person=world.editor)
    assert review.adds_up
    assert (
        "断开的行",
        pdf.repairs.filter(kind=RepairKind.LINE_BREAK).count(),
    ) in review.repair_counts
    assert all(repair.kind != RepairKind.LINE_BREAK for repair in review.repairs)


def test_our_own_documents_are_imported_and_published(world):
    from pathlib import Path

    folder = Path(__file__).parents[4] / "portal" / "operations" / "demonstration" / "documents"
    files = sorted(f for f in folder.iterdir() if f.suffix in (".txt", ".md"))
    report, failed = run(*files, publish=True)
    assert failed is None, report
    assert (
        PlanDocument.objects.filter(family="response", current_version__isnull=False).count() == 7
    )
    assert (
        PlanDocument.objects.filter(family="planning", current_version__isnull=False).count() == 2
    )


@pytest.mark.parametrize(
    "options", [{"unit": "nowhere"}, {"division": "000000"}, {"hazard": ["nothing"]}]
)
def test_unknown_names_are_refused_before_anything_is_read(
    world, tmp_path, small_text, options, monkeypatch
):
    for module in (importing, joining):
        monkeypatch.setattr(module, "read_parse", lambda **_source: pytest.fail("was read"))
    (tmp_path / "a.txt").write_text(small_text, "utf-8")
    _report, failed = run(tmp_path, **options)
    assert failed is not None
    assert not PlanDocument.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"slug": "A B/.."}, "网址名只能用"), ({"slug": "new"}, "本站自己用的"),
        ({"slug": "c"}, "本站自己用的"), ({"slug": "data"}, "本站自己用的"),
        ({"slug": "12"}, "本站自己用的"),
        ({"slug": "a" * 61}, "最多 60"), ({"slug": "预案"}, "网址名只能用"),
        ({"title": "长" * 201}, "标题最多 200"), ({"issuer": "长" * 121}, "发文机关最多 120"),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_an_address_or_a_column_is_refused(
    world, tmp_path, small_text, options, words
):
    (tmp_path / "a.txt").write_text(small_text, "utf-8")
    report, failed = run(tmp_path, publish=True, **options)
    assert failed is not None and words in report
    assert not PlanDocument.objects.exists()


def test_a_title_alone_is_no_plan(world, tmp_path):
    (tmp_path / "a.md").write_text("# 青河镇防汛预案\n", "utf-8")
    report, failed = run(tmp_path)
    assert failed is not None and "没有正文" in report
    assert not PlanDocument.objects.exists()


def test_what_has_no_title_stays_a_draft_until_it_is_named(world, tmp_path):
    text = "".join(f"{n}.{m} 县应急管理局负责第{n}组第{m}项工作，按年度计划落实。\n"
                   for n in "12" for m in "123")  # fmt: skip
    (tmp_path / "scan-0042.txt").write_text(text, "utf-8")
    report, failed = run(tmp_path, publish=True)
    assert failed is None, report
    assert "没有标题，留作草稿" in report and "没有发布的草稿：1 份" in report
    assert not PlanDocument.objects.filter(current_version__isnull=False).exists()
    (tmp_path / "scan-0042.txt").write_text(text + "再补一句。\n", "utf-8")
    report, failed = run(tmp_path, publish=True, title="青河镇防汛工作安排")
    assert failed is None, report
    assert PlanDocument.objects.get(current_version__isnull=False).title == "青河镇防汛工作安排"
