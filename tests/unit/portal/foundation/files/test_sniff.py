import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from portal.foundation.files.domain import DisguisedFile, FileRefused, Kind, TooLarge, recognise
from portal.foundation.files.domain.sniff import decode_text

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01" * 60 + b"\xff\xd9"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def docx(main_part: str = "word/document.xml", **parts: str) -> bytes:
    """The same bytes at any time: they are in the names of tests, which two processes compare."""
    stream = io.BytesIO()
    fixed = {"[Content_Types].xml": "<Types/>", main_part: "<w:document/>"}
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in {**fixed, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def xlsx() -> bytes:
    return docx("xl/workbook.xml")


def put(folder: Path, content: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("预案.txt", "第一章 总则".encode(), Kind.TEXT),
        ("预案.TXT", "第一章 总则".encode("gb18030"), Kind.TEXT),
        ("预案.md", "# 总则".encode("utf-16"), Kind.MARKDOWN),
        ("a.docx", docx(), Kind.DOCX),
        ("a.xlsx", xlsx(), Kind.XLSX),
        ("a.pdf", PDF, Kind.PDF),
        ("a.png", PNG, Kind.PNG),
        ("a.JPG", JPEG, Kind.JPEG),
    ],
)
def test_a_file_is_what_name_and_content_both_say(tmp_path, name, content, kind) -> None:
    assert recognise(put(tmp_path, content), name) is kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PNG),
        ("a.png", JPEG),
        ("a.jpg", PDF),
        ("a.docx", PDF),
        ("a.docx", xlsx()),
        ("a.xlsx", docx()),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 200),
        ("a.txt", PDF),
        ("a.txt", b"\x7fELF" + b"\x00" * 50),
        ("a.md", bytes(range(256)) * 4),
        ("a.txt", b"\xff\xfe\x00"),
    ],
)
def test_a_disguised_file_is_refused(tmp_path, name, content) -> None:
    with pytest.raises(DisguisedFile) as refused:
        recognise(put(tmp_path, content), name)
    assert "库里没有改动" in refused.value.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG + docx()),
        ("a.jpg", JPEG + PDF),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 2000 + docx()),
        ("a.pdf", b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF"),
        ("a.jpg", JPEG + b"<?PHP echo 1"),
        ("a.pdf", PDF + PDF),
        ("a.docx", docx() + PDF),
    ],
)
def test_a_file_that_is_two_kinds_at_once_is_refused(tmp_path, name, content) -> None:
    with pytest.raises(DisguisedFile) as refused:
        recognise(put(tmp_path, content), name)
    assert "另一种文件" in refused.value.message


def test_an_old_word_file_is_told_what_to_do(tmp_path) -> None:
    with pytest.raises(FileRefused, match=r"另存为 \.docx"):
        recognise(put(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100), "a.doc")


def test_an_empty_file_and_an_unknown_kind_are_refused(tmp_path) -> None:
    with pytest.raises(FileRefused, match="空的"):
        recognise(put(tmp_path, b""), "a.txt")
    with pytest.raises(FileRefused, match="只收"):
        recognise(put(tmp_path, b"x"), "a.exe")
    with pytest.raises(FileRefused, match="只收"):
        recognise(put(tmp_path, b"x"), "没有扩展名")


def test_a_file_over_the_limit_is_not_even_read(tmp_path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(3 * 1024 * 1024)
    with pytest.raises(TooLarge) as refused:
        recognise(path, "big.txt", limit_mb=2)
    assert refused.value.message == "文件太大，最多 2 MB。分成几个再传。库里没有改动。"


def test_rare_characters_survive_gb18030() -> None:
    assert decode_text("䶮㛃𬭎·".encode("gb18030")) == "䶮㛃𬭎·"


def test_a_real_png_with_a_text_chunk_passes(tmp_path) -> None:
    data = b"tEXtComment\x00plain"
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    assert recognise(put(tmp_path, PNG + chunk), "a.png") is Kind.PNG
