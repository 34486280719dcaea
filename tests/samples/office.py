"""Word and Excel files with any parts, and the photos in them."""

import io
import zipfile

from PIL import Image


def packed(main_part: str, **parts: str | bytes) -> bytes:
    """`parts` by name beside the main one."""
    held: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", main_part: "<x/>"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in (held | parts).items():
            # Not by name alone: the hour would be in the names of the tests.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def taken() -> bytes:
    """A photo with what its camera wrote."""
    drawn, said = io.BytesIO(), Image.Exif()
    said[0x010F] = "某某手机"
    Image.new("RGB", (9, 7), "teal").save(drawn, "JPEG", exif=said)
    return drawn.getvalue()


def with_photo() -> bytes:
    """A Word file with a photo as it came from a telephone."""
    return packed("word/document.xml", **{"word/media/image1.jpeg": taken()})
