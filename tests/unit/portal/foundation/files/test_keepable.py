"""What may be kept for people to download, before anything of it is stored."""

import io
import zipfile

import pytest
from django.conf import settings
from PIL import Image

from portal.foundation.files.domain import FileRefused, Kind, photo
from portal.foundation.files.domain.keepable import MOST_MB, PLAIN, check, endings, named
from tests.samples.office import packed, taken, with_photo
from tests.samples.pdf import EMBEDDED, FILED, packed_pdf, small_pdf

PDF = small_pdf()
URI = b"<</S/URI/URI(http://x)>>"
SCRIPT = b"<</S/#4aavaScript/JS(app.alert)>>"
EVERY = ("jpeg", "png", "pdf", "docx", "xlsx")


def picture(kind="PNG"):
    drawn = io.BytesIO()
    Image.new("RGB", (9, 7), "teal").save(drawn, kind)
    return drawn.getvalue()


BOOK = packed("xl/workbook.xml")


def field(*words):
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in words)
    begin = '<w:fldChar w:fldCharType="begin"/>'
    return packed("word/document.xml", **{"word/header1.xml": f"<w:p>{begin}{runs}</w:p>"})


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", picture(), "png"), ("a.JPG", picture("JPEG"), "jpeg"), ("a.pdf", PDF, "pdf"),
        ("a.xlsx", BOOK, "xlsx"), ("a.docx", packed("word/document.xml"), "docx"),
    ],
)  # fmt: skip
def test_photos_papers_and_tables_are_kept(at, name, data, kind):
    assert check(at(data), name=name, accepts=EVERY) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"", "空的"),
        ("a.png", picture()[:40], "打不开"),
        ("a.jpg", picture(), "内容却不是"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "打不开"),
        ("a.pdf", picture(), "内容却不是"),
        ("a.html", b"<script>alert(1)</script>", "只收照片"),
        ("a.txt", "名单".encode(), "只收照片"),
        ("a.exe", b"MZ" + b"\0" * 100, "只收照片"),
        ("没有后缀", picture(), "只收照片"),
        ("a.docx", b"PK\x03\x04broken", "内容却不是"),
        ("a.docx", BOOK, "内容却不是"),
        ("a.xlsx", packed("word/document.xml"), "内容却不是"),
        ("a.xlsx", packed("xl/workbook.xml", **{"xl/vbaProject.bin": "x"}), "宏"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "去掉密码"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "另存为 .xlsx"),
        ("a.et", b"x", "另存为 .xlsx"),
        ("a.doc", b"x", "另存为 .docx"),
        ("a.HEIC", b"x", "存成 jpg"),
        ("a.pdf", PDF + b"<script>alert(1)</script>", "藏着另一种文件"),
        ("a.jpg", picture("JPEG") + packed("x"), "藏着另一种文件"),
    ],
)
def test_everything_else_is_refused_in_words(at, name, data, said):
    with pytest.raises(FileRefused) as refused:
        check(at(data), name=name, accepts=EVERY)
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", packed("xl/workbook.xml", **{"xl/externalLinks/externalLink1.xml": "<x/>"}),
         "断开链接"),
        ("a.xlsx", packed("xl/workbook.xml", **{"xl/Connections.xml": "<x/>"}), "断开链接"),
        ("a.docx", field(" DD", "EAUTO c:\\cmd"), "DDE 域"),
        ("a.docx", field("&#68;DE excel"), "DDE 域"),
        ("a.docx", packed("word/document.xml", **{
            "word/footer1.xml": '<w:fldSimple w:dirty="1" w:instr=" ddeauto excel"/>'}), "DDE 域"),
        ("a.docx", field(' INCLUDEPICTURE "http://203.0.113.9/a.png" \\d'), "插入的图片"),
        ("a.docx", field(" INCLUDE", "TEXT https://x.example/a.docx"), "插入的图片"),
        ("a.docx", field(r' includepicture "\\\\203.0.113.9\\share\\a.png"'), "插入的图片"),
        ("a.docx", field(" INCLUDEPICTURE file://203.0.113.9/a.png "), "插入的图片"),
        ("a.docx", field(" INCLUDEPICTURE" + " " * 400, "http://x.example/a.png"), "插入的图片"),
        ("a.docx", packed("word/document.xml", **{"word/header1.xml": (
            '<w:p><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT </w:instrText>'
            '<w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE "http://x"</w:instrText>'
            '<w:fldChar w:fldCharType="end"/></w:p>')}), "插入的图片"),
        ("a.pdf", PDF + b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert)>>>>", "自己运行"),
        ("a.pdf", PDF + b"1 0 obj<</S /J#61vaScript>>", "自己运行"),
        ("a.pdf", small_pdf(catalog=b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "自己运行"),
        ("a.pdf", small_pdf(catalog=b"/OpenAction<</Type/Action/S/URI/URI(http://x)>>"),
         "自己运行"),
        ("a.pdf", small_pdf(catalog=b"/OpenAction 5 0 R", more={5: b"<</S/URI/URI(http://x)>>"}),
         "自己运行"),
        ("a.pdf", packed_pdf(catalog=b"/OpenAction 5 0 R", more={5: SCRIPT}), "自己运行"),
        *(("a.pdf", data, "自己运行") for data in (
            small_pdf(catalog=b"/OpenAction<</Next<</S/GoTo/D[3 0 R/Fit]>>/S/URI/URI(http://x)>>"),
            small_pdf(catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[5 0 R]>>", more={5: URI}),
            small_pdf(catalog=b"/OpenAction 5 0 R", more={5: b"<</S/GoTo/D[3 0 R/Fit]/Next 6 0 R>>",
                      6: b"<</S/GoTo/Next[5 0 R 7 0 R]>>", 7: URI}),
            small_pdf(catalog=b"/OpenAction 5 0 R", more={
                5: b"<</URI(a>>b)/S 6 0 R>>", 6: b"/URI"}),
            small_pdf(page=b"/AA<</O<</S/URI/URI(http://x)>>>>"),
            small_pdf(page=b"/A#41 5 0 R", more={5: b"<</O 6 0 R>>", 6: URI}),
            packed_pdf(catalog=b"/AA 5 0 R", more={5: b"<</WC 6 0 R>>", 6: URI}),
            small_pdf(page=br"/AA<</O<</S/GoToE/F(\\\\x\\share)/T<</R/P>>>>>>"),
            small_pdf(page=br"/AA<</O<</S/GoToR/F(\\\\x\\share\\a.pdf)/D[0/Fit]>>>>"),
            small_pdf(page=b"/Annots[5 0 R]", more={
                5: b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(a.pdf)/D[0/Fit]>>>>"}),
            small_pdf(catalog=b"/AcroForm<</Fields[]/XFA[(a)5 0 R]>>", more={
                5: b"<</Length 4>>stream\n<x/>\nendstream"}),
            small_pdf(catalog=b"/AA<</WC 9 0 R>>", more={
                5: b"<</Length 11>>stream\nendstream (\nendstream", 9: URI}),
        )),
        ("a.pdf", packed_pdf(catalog=b"/OpenAction 5 0 R", more={5: SCRIPT}, as_hex=True),
         "自己运行"),
    ],
)  # fmt: skip
def test_what_runs_or_fetches_something_when_opened_is_refused(at, name, data, said):
    with pytest.raises(FileRefused) as refused:
        check(at(data), name=name, accepts=EVERY)
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", field(r' INCLUDEPICTURE "D:\\图\\a.png" \d \* MERGEFORMAT ')),
        ("a.docx", field(" PAGEREF ", "_Toc1 ")),
        ("a.docx", field(" HYPERLINK ", "https://anlan.example/dde")),
        ("a.pdf", small_pdf(catalog=b"/OpenAction[3 0 R/Fit]")),
        ("a.pdf", small_pdf(catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")),
        ("a.pdf", small_pdf(catalog=b"/OpenAction 5 0 R", more={5: b"<</S/GoTo/D[3 0 R/Fit]>>"})),
        ("a.pdf", small_pdf(page=b"/Annots[5 0 R]", more={
            5: b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://anlan.example)>>>>"})),
        ("a.pdf", packed_pdf(more={5: b"<</Title(/EF)>>"})),
        *(("a.pdf", data) for data in (
            packed_pdf(catalog=b"/OpenAction 5 0 R", more={5: b"[3 0 R/XYZ null null 0]"}),
            small_pdf(catalog=b"/OpenAction 5 0 R", more={
                5: b"<</S/GoTo/D(a)/Next 6 0 R>>", 6: b"<</S/GoTo/D(b)/Next 5 0 R>>"}),
            small_pdf(page=b"/Resources<</Font<</AA 5 0 R>>>>", more={
                5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}),
            small_pdf(catalog=b"/AcroForm<</Fields[]/XFA null>>/Lang(/AA<</O<</S/URI>>>>)"),
            small_pdf(page=b"/AA<<>>", catalog=b"/PageMode/UseOutlines/AA 40 0 R"),
        )),
    ],
)  # fmt: skip
def test_links_that_wait_for_a_press_are_kept(at, name, data):
    assert check(at(data), name=name, accepts=EVERY)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", small_pdf(catalog=FILED, more=EMBEDDED), "附着别的文件"),
        ("a.pdf", small_pdf(page=b"/Annots[8 0 R]", more=EMBEDDED | {
            8: b"<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 6 0 R>>"}), "附着别的文件"),
        ("a.docx", packed("word/document.xml", **{"word/embeddings/oleObject1.bin": "x"}), "嵌入"),
        ("a.docx", packed("word/document.xml", **{"word/embeddings/Sheet1.xlsx": "x"}), "嵌入"),
        ("a.docx", packed("word/document.xml", **{"word/activeX/activeX1.xml": "<x/>"}), "嵌入"),
        ("a.docx", packed("word/document.xml", **{"word/afchunk.mht": "x"}), "嵌入"),
        ("a.xlsx", packed("xl/workbook.xml", **{"xl/embeddings/oleObject1.bin": "x"}), "嵌入"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "打不开"),
    ],
)  # fmt: skip
def test_what_carries_another_file_along_is_refused(at, name, data, said):
    with pytest.raises(FileRefused) as refused:
        check(at(data), name=name, accepts=EVERY)
    assert said in refused.value.message


def test_a_photo_in_a_word_file_is_kept_without_what_its_camera_wrote(at):
    path = at(with_photo())
    check(path, name="a.docx", accepts=EVERY)
    with zipfile.ZipFile(path.with_suffix(PLAIN)) as archive:
        photo_kept = archive.read("word/media/image1.jpeg")
        assert archive.read("word/document.xml") == b"<x/>"
    assert b"Exif" in taken() and b"Exif" not in photo_kept
    assert Image.open(io.BytesIO(photo_kept)).size == (9, 7)
    again = at(path.with_suffix(PLAIN).read_bytes())
    path.with_suffix(PLAIN).unlink()
    check(again, name="a.docx", accepts=EVERY)
    assert not path.with_suffix(PLAIN).exists()


def test_what_a_form_does_not_take_is_not_asked_to_be_saved_anew(at):
    with pytest.raises(FileRefused) as refused:
        check(at(b"x"), name="a.xls", accepts=("jpeg", "png", "pdf"))
    assert refused.value.message == "只收照片（jpg、png）、PDF，换一个再传。"


def test_a_zip_bomb_is_refused(at):
    bomb = packed("xl/workbook.xml", **{"xl/worksheets/sheet1.xml": "0" * 20_000_000})
    with pytest.raises(FileRefused) as refused:
        check(at(bomb), name="a.xlsx", accepts=EVERY)
    assert "压缩炸弹" in refused.value.message


def test_a_picture_of_too_many_pixels_is_not_drawn(at, monkeypatch):
    monkeypatch.setattr(photo, "MOST_PIXELS", 62)
    with pytest.raises(FileRefused) as refused:
        check(at(picture()), name="a.png", accepts=EVERY)
    assert "缩小" in refused.value.message


def test_a_photo_lies_beside_the_upload_as_it_is_kept(at):
    path = at(picture("JPEG") + b"a film behind its end")
    check(path, name="a.jpg", accepts=EVERY)
    assert path.with_suffix(PLAIN).read_bytes() == picture("JPEG")


def test_a_request_may_be_as_large_as_the_largest_file():
    assert settings.KEPT_FILE_MAX_SIZE == MOST_MB * 1024 * 1024
    for start in ("/workbench/drills/", "/workbench/plans/progress/"):
        assert settings.BODY_MAX_SIZE_BY_PATH[start] > MOST_MB * 1024 * 1024


def test_a_form_names_what_it_takes():
    assert named((Kind.JPEG, Kind.PNG, Kind.PDF)) == "照片（jpg、png）、PDF"
    assert set(endings((Kind.JPEG, Kind.XLSX))) == {".jpg", ".jpeg", ".xlsx"}
