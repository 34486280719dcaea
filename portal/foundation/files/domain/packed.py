"""Word and Excel files without what cameras wrote into the photos in them."""

import io
import zipfile
from pathlib import Path

from portal.foundation.files.domain.archive import read_entry
from portal.foundation.files.domain.photo import without_traces


def plain_package(path: Path) -> bytes | None:
    """The file at `path`, which was looked through, written anew with plain photos; None where
    there is nothing to take away. Only the photos change."""
    with zipfile.ZipFile(path) as archive:
        changed = {}
        for info in archive.infolist():
            data = read_entry(archive, info.filename)
            plain = without_traces(data)
            if plain != data:
                changed[info.filename] = plain
        return _anew(archive, changed) if changed else None


def _anew(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for info in archive.infolist():
            data = changed.get(info.filename)
            part = read_entry(archive, info.filename) if data is None else data
            written.writestr(info, part, compress_type=info.compress_type)
    return out.getvalue()
