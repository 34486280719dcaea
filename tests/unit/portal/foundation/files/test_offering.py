"""Which originals are offered to download: those that show all they say."""

import pytest

from portal.foundation.files.domain import FileRefused, offering
from tests.samples.office import packed, taken, with_photo
from tests.samples.pdf import EMBEDDED, FILED, packed_pdf, small_pdf


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", with_photo(), "拍摄地点"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + taken(), "拍摄地点"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "ObjectPool".encode("utf-16-le"),
         "嵌着别的文件"),
        ("a.pdf", small_pdf(catalog=FILED, more=EMBEDDED), "附着别的文件"),
        *(("a.pdf", data, "别的文件取内容") for data in (
            small_pdf(page=b"/Annots[<</Subtype/Movie/Rect[0 0 9 9]/Movie<</F(//x/a.avi)>>>>]"),
            small_pdf(page=b"/X<</S/Rendition/R<</S/MR/C<</S/MCD/D(//x/a.wav)>>>>>>"),
            small_pdf(page=b"/X<</Ref<</F(//x/a.pdf)/Page 0>>>>"),
            packed_pdf(catalog=b"/X 5 0 R", more={5: b"<</Ref 6 0 R>>", 6: b"<</F(a.pdf)>>"}),
            small_pdf(page=b"/Contents 5 0 R", more={
                5: b"<</Length 2/F(//x/a)>>stream\nhi\nendstream"}),
            packed_pdf(catalog=b"/X 5 0 R", more={5: b"<</S/Thread/F 6 0 R>>", 6: b"(//x/a)"}),
            packed_pdf(catalog=b"/X 5 0 R", more={5: b"<</OPI<</2.0<</F<2f2f78>>>>>>>>"}),
            packed_pdf(catalog=b"/X 5 0 R", more={5: b"<</S/Thread/F<</UF(//x/a.pdf)>>>>"}),
            packed_pdf(catalog=b"/X 5 0 R", more={5: b"<</Type/Filespec/FS/URL/F(http://x)>>"}),
        )),
        ("a.docx", packed("word/document.xml", **{"word/embeddings/a.bin": "x"}), "嵌入"),
        ("a.html", b"<html><p>x</p></html>", "原件是网页"),
        ("A.HTM", "防汛".encode(), "原件是网页"),
    ],
)  # fmt: skip
def test_an_original_that_says_more_than_it_shows_is_not_offered(at, name, data, said):
    with pytest.raises(FileRefused) as refused:
        offering.check(at(data), name=name, read_old_word=lambda _data: "正文")
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", packed("word/document.xml")), ("a.pdf", small_pdf()), ("a.txt", "防汛".encode()),
        ("粘贴的正文", "防汛".encode()), ("a.md", "# 防汛".encode()),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"words"),
        ("a.pdf", small_pdf(page=b"/Annots[<</Subtype/Link/F 5 0 R>>]", more={5: b"4"})),
        ("a.pdf", small_pdf(catalog=b"/StructTreeRoot<</K<</Ref[5 0 R]>>>>", more={5: b"1"})),
    ],
)  # fmt: skip
def test_an_original_that_shows_all_it_says_is_offered(at, name, data):
    offering.check(at(data), name=name, read_old_word=lambda _data: "正文")
