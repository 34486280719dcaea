import stat
import struct
import zipfile
from pathlib import Path

import pytest

from portal.foundation.files.domain import (
    ArchiveLimits,
    ArchiveRefused,
    FileRefused,
    ParserFailed,
    TooLarge,
    inspect,
    read_entry,
)

RELS = (
    '<Relationships><Relationship Id="1" Type="http://x/{kind}" Target="{target}"'
    ' TargetMode="External"/></Relationships>'
)


def build(folder: Path, parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in {"word/document.xml": "<w/>", **parts}.items():
            archive.writestr(name, content)
    return path


def test_a_plain_document_passes_and_its_parts_are_listed(tmp_path) -> None:
    path = build(
        tmp_path,
        {
            "word/media/a.png": b"\x89PNG",
            "word/_rels/x.rels": RELS.format(kind="hyperlink", target="http://a"),
        },
    )
    assert {entry.name for entry in inspect(path)} == {
        "word/document.xml",
        "word/media/a.png",
        "word/_rels/x.rels",
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/embeddings/sheet.xlsx", b"PK\x03\x04rest"),
        ("word/embeddings/drawing.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        *(
            ("word/_rels/settings.xml.rels", RELS.format(kind="attachedTemplate", target=target))
            for target in ("file:///C:\\Users\\wang\\Templates\\Normal.dotm", "Normal.dotm")
        ),
    ],
)
def test_what_word_itself_writes_into_a_document_passes(tmp_path, name, content) -> None:
    """A drawing or sheet in the text, the writer's own template: reading opens neither."""
    assert name in {entry.name for entry in inspect(build(tmp_path, {name: content}))}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("../evil", "x", "外面"),
        ("/etc/passwd", "x", "外面"),
        ("a/../../b", "x", "外面"),
        ("..\\evil", "x", "外面"),
        ("C:/x", "x", "外面"),
        ("word/vbaProject.bin", "x", "宏"),
        ("word/media/a.xlsx", "x", "嵌"),
        ("word/media/object.bin", b"PK\x03\x04rest", "嵌"),
        ("word/media/object1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "嵌"),
        ("inner.ZIP", "x", "嵌"),
        ("WORD/DOCUMENT.XML", "x", "同名"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY x "y">]><a/>', "DTD"),
        ("a.xml", "<!DOCTYPE a><a/>".encode("utf-16"), "DTD"),
        ("a.xml", "<!DOCTYPE a><a/>".encode("utf-16-le"), "DTD"),
        (
            "word/_rels/x.rels",
            RELS.format(kind="attachedTemplate", target="http://a/t.dotm"),
            "外部",
        ),
        (
            "word/_rels/x.rels",
            RELS.format(kind="attachedTemplate", target="file:///\\\\evil\\t.dotm"),
            "外部",
        ),
        ("word/_rels/x.rels", RELS.format(kind="image", target="file:///etc/passwd"), "外部"),
        *(
            ("word/_rels/x.rels", f"<Relationships>{one}</Relationships>", "外部")
            for one in (
                "<Relationship Type='y/image' Target='http://x' TargetMode='&#69;xternal'/>",
                "<Relationship Type='y/image' Target='http://x' TargetMode=' EXTERNAL '/>",
                "<Relationship Id='a>b' Type='y/image' Target='http://x' TargetMode='External'/>",
                """<Relationship Id="Type='y/hyperlink'" Type="y/image" Target="http://x"
                TargetMode="External"/>""",
                """<r:Relationship xmlns:r="r" Id="Type='y/attachedTemplate' Target='a'"
                Type="y/frame" Target="http://x" TargetMode="External"/>""",
            )
        ),
        ("word/_rels/x.rels", "<Relationships><Relationship", "读不出来"),
    ],
)
def test_what_no_plain_document_needs_is_refused_with_its_reason(
    tmp_path, name, content, reason
) -> None:
    with pytest.raises(FileRefused) as refused:
        inspect(build(tmp_path, {name: content}))
    assert reason in refused.value.message


def test_a_link_is_refused(tmp_path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("word/link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(ArchiveRefused, match="链接"):
        inspect(path)


def test_a_bomb_is_refused_by_its_ratio(tmp_path) -> None:
    with pytest.raises(ArchiveRefused, match="炸弹"):
        inspect(build(tmp_path, {"word/a.xml": b"\x20" * 5_000_000}))


def test_too_many_parts_and_too_much_content_are_refused(tmp_path) -> None:
    with pytest.raises(ArchiveRefused, match="最多 5 个"):
        inspect(build(tmp_path, {f"a{n}": "x" for n in range(6)}), ArchiveLimits(entries=5))
    with pytest.raises(TooLarge, match="解开以后超过 1 MB"):
        inspect(
            build(tmp_path, {"a": b"x" * 2_000_000}, zipfile.ZIP_STORED),
            ArchiveLimits(unpacked_mb=1),
        )


def test_a_lying_header_is_found_out(tmp_path) -> None:
    path = build(tmp_path, {"a.bin": b"x" * 1000}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(raw)
    with pytest.raises(ParserFailed):
        inspect(path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"no archive", b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_archive_is_said_in_chinese(tmp_path, content) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        inspect(path)
    assert "库里没有改动" in refused.value.message


def test_a_locked_archive_is_told_to_drop_the_password(tmp_path) -> None:
    path = build(tmp_path, {"a.bin": b"x"})
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(ArchiveRefused, match="密码"):
        inspect(path)


def test_every_truncation_of_a_document_is_refused_or_whole(tmp_path) -> None:
    whole = build(tmp_path, {"word/styles.xml": "<s/>" * 50}).read_bytes()
    cut = tmp_path / "cut.docx"
    for length in range(0, len(whole), 7):
        cut.write_bytes(whole[:length])
        with pytest.raises(FileRefused):
            inspect(cut)


def test_reading_a_part_stops_at_the_limit(tmp_path) -> None:
    path = build(tmp_path, {"a.bin": b"x" * 2_000_000}, zipfile.ZIP_STORED)
    with zipfile.ZipFile(path) as archive:
        assert len(read_entry(archive, "a.bin", limit_mb=2)) == 2_000_000
        with pytest.raises(TooLarge, match="解开以后超过 1 MB"):
            read_entry(archive, "a.bin", limit_mb=1)
