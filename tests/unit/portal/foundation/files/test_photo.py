"""A photo without the place where it was taken, and without anything else but the picture."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, PngImagePlugin

from portal.foundation.files.domain import FileRefused, Kind, photo
from portal.foundation.files.domain.photo import plain_photo

PLACE = 0x8825
MAKE = 0x010F


def scene(size=(64, 32), mode="RGB"):
    """Dark left, bright right, a mark in the upper left corner."""
    drawn = Image.new("RGB", size, "navy")
    drawn.paste("gold", (size[0] // 2, 0, *size))
    drawn.paste("red", (0, 0, 16, 16))
    return drawn.convert(mode)


def exif(orientation=None):
    data = Image.Exif()
    data[MAKE] = "Secret Camera of Zhang"
    if orientation:
        data[0x0112] = orientation
    data.get_ifd(PLACE).update({1: "N", 2: (30.0, 15.0, 7.0), 3: "E", 4: (104.0, 2.0, 1.0)})
    return data


def saved(drawn, kind, **more):
    out = io.BytesIO()
    drawn.save(out, kind, **more)
    return out.getvalue()


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def taken(kind="JPEG", orientation=None, **more):
    return saved(scene(), kind, exif=exif(orientation), **more)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_place_and_the_camera_go_and_every_pixel_stays(kind):
    data = taken(kind)
    assert b"Secret Camera" in data and opened(data).getexif().get_ifd(PLACE)
    plain = plain_photo(data, Kind(kind.lower()))
    assert b"Secret Camera" not in plain and not dict(opened(plain).getexif())
    assert not ImageChops.difference(opened(data), opened(plain)).getbbox()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_what_lies_on_its_side_is_turned(kind, orientation):
    fine = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {}
    data = taken(kind, orientation, **fine)
    plain = plain_photo(data, Kind(kind.lower()))
    shown, kept = ImageOps.exif_transpose(opened(data)), opened(plain)
    assert kept.size == shown.size and not dict(kept.getexif())
    assert max(high for _low, high in ImageChops.difference(shown, kept).getextrema()) < 24
    assert plain_photo(plain, Kind(kind.lower())) == plain


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.JPEG, saved(scene(), "JPEG", comment=b"13812345678", xmp=b"<x:xmpmeta/>")),
        (Kind.JPEG, saved(scene(), "JPEG") + b"MotionPhoto_Data\0\0film"),
        (Kind.PNG, saved(scene(), "PNG") + b"13812345678"),
    ],
)
def test_comments_and_what_lies_behind_the_end_go(kind, data):
    plain = plain_photo(data, kind)
    assert plain == saved(scene(), str(kind))


def test_words_in_a_png_go():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "张三")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>", zip=True)
    data = saved(scene(), "PNG", pnginfo=words)
    assert plain_photo(data, Kind.PNG) == saved(scene(), "PNG")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.JPEG, saved(scene(), "JPEG", progressive=True)),
        (Kind.JPEG, saved(scene(mode="L"), "JPEG")),
        (Kind.JPEG, saved(scene(mode="CMYK"), "JPEG")),
        (Kind.JPEG, saved(scene(), "JPEG", icc_profile=b"p" * 90_000)),
        (Kind.JPEG, saved(scene(), "JPEG", restart_marker_blocks=1)),
        (Kind.PNG, saved(scene(mode="P"), "PNG", transparency=0)),
        (Kind.PNG, saved(scene(mode="RGBA"), "PNG", icc_profile=b"p" * 90)),
        (Kind.PNG, saved(Image.new("I;16", (5, 5), 999), "PNG")),
    ],
)
def test_a_picture_alone_is_kept_byte_for_byte(kind, data):
    assert plain_photo(data, kind) == data


def test_colours_and_a_see_through_ground_survive_the_turn():
    data = saved(scene(mode="P"), "PNG", transparency=0, exif=exif(6), icc_profile=b"p" * 90)
    kept = opened(plain_photo(data, Kind.PNG))
    assert kept.info["transparency"] == 0 and kept.info["icc_profile"] == b"p" * 90
    turned = opened(
        plain_photo(saved(scene(), "JPEG", exif=exif(6), icc_profile=b"q" * 90), Kind.JPEG)
    )
    assert turned.info["icc_profile"] == b"q" * 90


def test_of_several_pictures_in_one_jpeg_the_photo_stays():
    data = saved(scene(), "MPO", save_all=True, append_images=[scene()], exif=exif())
    kept = opened(plain_photo(data, Kind.JPEG))
    assert kept.format == "JPEG" and kept.size == (64, 32) and not dict(kept.getexif())


def test_what_moves_is_refused_in_words():
    frames = [scene(), Image.new("RGB", (64, 32), "white")]
    data = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(FileRefused) as refused:
        plain_photo(data, Kind.PNG)
    assert "会动" in refused.value.message


def test_a_bomb_of_pixels_is_refused_before_it_is_drawn():
    def chunk(name, content):
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    for side in (20_000, 60_000):
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0"))
        with pytest.raises(FileRefused) as refused:
            plain_photo(bomb + chunk(b"IEND", b""), Kind.PNG)
        assert "缩小" in refused.value.message


def segment(marker, content):
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def test_thumbnails_and_words_behind_the_colours_of_a_jpeg_go():
    plain = saved(scene(mode="CMYK"), "JPEG")
    adobe = plain.index(b"\xff\xee")
    assert plain[adobe + 4 : adobe + 9] == b"Adobe"
    head = b"JFIF\0\1\2\1\1\x2c\1\x2c"
    jfif = segment(0xE0, head + b"\2\1thumbs GPS 30.25")
    spoiled = (
        plain[:2] + jfif + jfif
        + segment(0xEE, plain[adobe + 4 : adobe + 16] + b"whatever GPS 30.25")
        + segment(0xEE, b"Adobe GPS")
        + plain[2:]
    )  # fmt: skip
    kept = plain_photo(spoiled, Kind.JPEG)
    assert b"GPS" not in kept and b"thumbs" not in kept
    assert kept == plain[:2] + segment(0xE0, head + b"\0\0") + plain[adobe : adobe + 16] + (
        plain[2:adobe] + plain[adobe + 16 :]
    )
    assert not ImageChops.difference(opened(plain), opened(kept)).getbbox()


def test_the_name_of_a_suggested_palette_in_a_png_goes():
    data = saved(scene(), "PNG")
    words = b"sPLT" + b"Zhang 30.25N\0\x08" + b"\0" * 6
    palette = struct.pack(">I", len(words) - 4) + words + struct.pack(">I", zlib.crc32(words))
    assert plain_photo(data[:33] + palette + data[33:], Kind.PNG) == data


def test_of_a_run_of_fill_bytes_each_is_read_once():
    found = photo._AFTER_SCAN.search(b"\xff" * 9 + b"\xda")
    assert found is not None and found.span() == (8, 9)
    assert photo._AFTER_SCAN.search(b"\xff" * 9 + b"\0") is None
    data = saved(scene(), "JPEG", restart_marker_blocks=1)
    at = data.index(b"\xff\xd0", data.index(b"\xff\xda"))
    filled = data[:at] + b"\xff" * 9 + data[at:]
    assert plain_photo(filled, Kind.JPEG) == filled


def test_broken_words_of_a_camera_do_not_refuse_its_photo():
    data = taken()
    start = data.index(b"Exif\0\0") + 6
    broken = data[:start] + b"\xff" * 30 + data[start + 30 :]
    assert plain_photo(broken, Kind.JPEG) == saved(scene(), "JPEG")


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG"]), st.integers(0, 400))
def test_whatever_is_broken_is_a_picture_or_refused(noise, kind, at):
    data = saved(scene((12, 9)), kind, exif=exif(6))
    spoiled = data[:at] + noise + data[at + len(noise) :]
    try:
        plain = plain_photo(spoiled, Kind(kind.lower()))
    except FileRefused:
        return
    opened(plain)
