"""Photos without what cameras and programmes write beside the picture: the place where they were
taken, the device, its owner, thumbnails, comments, a film or a second picture behind the end.

JPEG: ITU-T T.81 annex B; PNG: W3C PNG (third edition) section 11. Segments are taken out without
touching a pixel; only what its camera marked as lying on its side is drawn anew, upright.
"""

import io
import re
import struct
from typing import Final

from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError

from portal.foundation.files.domain.errors import FileRefused, gettext_noop
from portal.foundation.files.domain.sniff import MAGIC, Kind

MOST_PIXELS: Final = 50_000_000
NO_PICTURE: Final = gettext_noop("这张照片打不开，可能已经损坏。打开看看，另存一份再传。")
TOO_WIDE: Final = gettext_noop("这张照片尺寸太大，缩小以后再传。")
MOVES: Final = gettext_noop("会动的图片不收。截一张不动的再传。")

ORIENTATION: Final = 0x0112
UPRIGHT: Final = 1
UNREADABLE: Final = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError,
    EOFError, struct.error,
)  # fmt: skip

_START_OF_SCAN: Final = 0xDA
_END: Final = 0xD9
_COMMENT: Final = 0xFE
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_APPLICATION: Final = range(0xE0, 0xF0)
_JFIF: Final = 0xE0
_NEEDED: Final = {_JFIF: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""What a reader needs to draw the right colours; every other application segment goes."""
_PLAIN_LENGTHS: Final = {_JFIF: 12, 0xEE: 12}
"""Bytes that say something of the colours and the size; behind those of JFIF lies a thumbnail."""
_NO_THUMBNAIL: Final = b"\0\0"
_AFTER_SCAN: Final = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
"""One byte: with a run of fill bytes before it each byte of the run would be read once for all."""
_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
     b"bKGD", b"hIST", b"pHYs", b"cICP", b"mDCV", b"cLLI"}
)  # fmt: skip


def plain_photo(data: bytes, kind: Kind) -> bytes:
    """The picture alone, upright; the same bytes where there is nothing to take away. It is drawn
    once, so that what comes out is one.

    Raises FileRefused for what cannot be drawn, moves, or has more than MOST_PIXELS.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(TOO_WIDE)
            # Behind a JPEG other pictures may lie (MPO); the first is the photo.
            if kind is Kind.PNG and getattr(picture, "is_animated", False):
                raise FileRefused(MOVES)
            picture.load()
            if _orientation(picture) != UPRIGHT:
                data = _turned(picture, kind)
        return _jpeg(data) if kind is Kind.JPEG else _png(data)
    except Image.DecompressionBombError:
        raise FileRefused(TOO_WIDE) from None
    except UNREADABLE:
        raise FileRefused(NO_PICTURE) from None


def without_traces(data: bytes) -> bytes:
    """A JPEG or PNG inside another file: the same picture, as it lies there, without what its
    camera wrote. Anything else, and what cannot be read, as it is."""
    try:
        if data.startswith(MAGIC[Kind.JPEG]):
            return _jpeg(data)
        if data.startswith(MAGIC[Kind.PNG]):
            return _png(data)
    except UNREADABLE:
        pass
    return data


def _orientation(picture: Image.Image) -> int:
    try:
        said = picture.getexif().get(ORIENTATION, UPRIGHT)
    except UNREADABLE:
        # What cannot be read turns no picture in any viewer, and goes in any case.
        return UPRIGHT
    return said if said in range(2, 9) else UPRIGHT


def _turned(picture: Image.Image, kind: Kind) -> bytes:
    """Drawn anew with the tables of its camera, so that little is lost."""
    upright = ImageOps.exif_transpose(picture)
    out, colours = io.BytesIO(), picture.info.get("icc_profile")
    upright.info = {name: picture.info[name] for name in ("transparency",) if name in picture.info}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        upright.save(
            out, str(kind), icc_profile=colours, qtables=picture.quantization,
            subsampling=JpegImagePlugin.get_sampling(picture),
        )  # fmt: skip
    else:
        upright.save(out, str(kind), icc_profile=colours)
    return out.getvalue()


def _jpeg(data: bytes) -> bytes:
    kept, at, seen = [data[:2]], 2, set[int]()
    while (at := data.find(b"\xff", at)) >= 0:
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if marker == _END:
            break
        if marker in _ALONE or marker == 0:
            continue
        stop = at + int.from_bytes(data[at : at + 2])
        if body := _segment(marker, data[at:stop], seen):
            kept.append(bytes((0xFF, marker)) + body)
        at = stop
        if marker == _START_OF_SCAN:
            after = _AFTER_SCAN.search(data, at)
            stop = after.start() if after else len(data)
            kept.append(data[at:stop])
            at = stop
    return b"".join((*kept, bytes((0xFF, _END))))


def _segment(marker: int, body: bytes, seen: set[int]) -> bytes:
    """What follows the marker, with its length, as it is kept; empty where nothing is."""
    if marker in _APPLICATION:
        start, length = _NEEDED.get(marker), _PLAIN_LENGTHS.get(marker)
        if start is None or not body.startswith(start, 2):
            return b""
        if length is not None:
            if len(body) < 2 + length or marker in seen:
                return b""
            seen.add(marker)
            plain = body[2 : 2 + length] + (_NO_THUMBNAIL if marker == _JFIF else b"")
            return (2 + len(plain)).to_bytes(2) + plain
    return b"" if marker == _COMMENT else body


def _png(data: bytes) -> bytes:
    start = len(MAGIC[Kind.PNG])
    kept, at = [data[:start]], start
    while at < len(data):
        name = data[at + 4 : at + 8]
        stop = at + 12 + int.from_bytes(data[at : at + 4])
        if name in _CHUNKS:
            kept.append(data[at:stop])
        if name == b"IEND":
            break
        at = stop
    return b"".join(kept)
