"""What may be kept as evidence, before anything of it is stored."""

import io

import pytest
from django.conf import settings
from PIL import Image

from content.drills.domain import evidence
from content.drills.domain.evidence import MOST_MB, check
from portal.foundation.files.domain import FileRefused

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(kind="PNG"):
    drawn = io.BytesIO()
    Image.new("RGB", (9, 7), "teal").save(drawn, kind)
    return drawn.getvalue()


@pytest.fixture
def at(tmp_path):
    def write(data):
        path = tmp_path / "evidence"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("a.png", picture(), "png"), ("a.JPG", picture("JPEG"), "jpeg"), ("a.pdf", PDF, "pdf")],
)
def test_photos_and_papers_are_kept(at, name, data, kind):
    assert check(at(data), name=name) == kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""),
        ("a.png", picture()[:40]),
        ("a.jpg", picture()),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
        ("a.pdf", picture()),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.txt", "名单".encode()),
        ("a.exe", b"MZ" + b"\0" * 100),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.pdf", PDF + b"<script>alert(1)</script>"),
    ],
)
def test_everything_else_is_refused_in_chinese(at, name, data):
    with pytest.raises(FileRefused) as refused:
        check(at(data), name=name)
    assert "\u4e00" <= refused.value.message[0] <= "\u9fff" or "“" in refused.value.message


def test_a_picture_of_too_many_pixels_is_not_drawn(at, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_PIXELS", 62)
    with pytest.raises(FileRefused) as refused:
        check(at(picture()), name="a.png")
    assert "缩小" in refused.value.message


def test_a_request_may_be_as_large_as_the_largest_evidence():
    assert settings.DRILL_EVIDENCE_MAX_SIZE == MOST_MB * 1024 * 1024
    assert settings.BODY_MAX_SIZE_BY_PATH["/workbench/drills/"] > MOST_MB * 1024 * 1024
