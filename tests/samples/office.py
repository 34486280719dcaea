"""Word and Excel files with any parts."""

import io
import zipfile


def packed(main_part: str, **parts: str) -> bytes:
    """`parts` by name beside the main one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in {"[Content_Types].xml": "<Types/>", main_part: "<x/>", **parts}.items():
            # Not by name alone: the hour would be in the names of the tests.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
