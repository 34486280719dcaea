"""Whether a file may be kept for people to download, and what of it: read in the child process,
which knows no Django."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final

from portal.foundation.files.domain.archive import inspect
from portal.foundation.files.domain.errors import FileRefused, gettext_noop
from portal.foundation.files.domain.packed import plain_package
from portal.foundation.files.domain.photo import plain_photo
from portal.foundation.files.domain.reaching import (
    refuse_actions,
    refuse_links,
    refuse_objects,
)
from portal.foundation.files.domain.sniff import (
    EXTENSIONS,
    OLD_EXCEL,
    OLD_WORD,
    Kind,
    recognise,
)

MOST_MB: Final = 10
PHOTOS: Final = (Kind.JPEG, Kind.PNG)
PACKED: Final = (Kind.DOCX, Kind.XLSX)
NOT_OFFERED: Final = gettext_noop("只收%(kinds)s，换一个再传。")
OF_A_PHONE: Final = gettext_noop("这是手机的 HEIC 照片，先存成 jpg 再传。")
PLAIN: Final = ".plain"
"""Ending of what lies beside the file at `path` where less of it is kept than was sent."""

_SAVED_ANEW: Final = {
    ".doc": (Kind.DOCX, OLD_WORD), ".wps": (Kind.DOCX, OLD_WORD),
    ".xls": (Kind.XLSX, OLD_EXCEL), ".et": (Kind.XLSX, OLD_EXCEL),
    ".heic": (Kind.JPEG, OF_A_PHONE), ".heif": (Kind.JPEG, OF_A_PHONE),
}  # fmt: skip
"""What is taken once it is saved as another kind."""
_CALLED: Final = {
    Kind.JPEG: "照片（jpg、png）", Kind.PNG: "照片（jpg、png）", Kind.PDF: "PDF",
    Kind.DOCX: "Word（.docx）", Kind.XLSX: "Excel（.xlsx）",
}  # fmt: skip


def named(kinds: Iterable[Kind]) -> str:
    """As a form says what it takes."""
    return "、".join(dict.fromkeys(_CALLED[kind] for kind in kinds))


def endings(kinds: Iterable[Kind]) -> list[str]:
    """With the dot."""
    wanted = {*kinds}
    return [ending for ending, kind in EXTENSIONS.items() if kind in wanted]


def check(path: Path, *, name: str, accepts: Sequence[str]) -> str:
    """The kind of the file at `path`, uploaded as `name`. A photo, also one in a packed file, is
    kept without what its camera wrote into it, under `path` with the ending PLAIN; a packed file
    and a PDF are looked through.

    Raises FileRefused with the sentence that says what to do.
    """
    kinds = [Kind(one) for one in accepts]
    ending = PurePath(name).suffix.lower()
    if ending not in endings(kinds):
        instead, sentence = _SAVED_ANEW.get(ending, (None, ""))
        raise FileRefused(sentence if instead in kinds else NOT_OFFERED % {"kinds": named(kinds)})
    kind = recognise(path, name, limit_mb=MOST_MB)
    if kind in PACKED:
        inspect(path)
        refuse_links(path)
        refuse_objects(path)
        if (plain := plain_package(path)) is not None:
            path.with_suffix(PLAIN).write_bytes(plain)
    if kind is Kind.PDF:
        refuse_actions(path)
    if kind in PHOTOS:
        path.with_suffix(PLAIN).write_bytes(plain_photo(path.read_bytes(), kind))
    return str(kind)
