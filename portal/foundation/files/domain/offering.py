"""Whether a file may be handed to everybody as it came: read in the child process."""

import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

from portal.foundation.files.domain.archive import inspect
from portal.foundation.files.domain.errors import FileRefused, gettext_noop
from portal.foundation.files.domain.packed import plain_package
from portal.foundation.files.domain.reaching import (
    refuse_actions,
    refuse_fields,
    refuse_links,
    refuse_objects,
)
from portal.foundation.files.domain.sniff import OLE

TRACES: Final = gettext_noop(
    "里面的照片带着拍摄地点、设备等看不见的信息。在 Word 里选中照片，点“压缩图片”，保存后再传。"
)
OBJECTS: Final = gettext_noop("里面嵌着别的文件，谁下载谁就一起拿走。删掉嵌入的对象再传。")
PAGE: Final = gettext_noop(
    "原件是网页，下载的人打开时它会运行、会去网上取东西。用 Word 或 PDF 的一版，或者不给下载。"
)

_TEXTS: Final = (".txt", ".text", ".md", ".markdown", "")
_PACKED: Final = (".docx", ".xlsx")
_EXIF: Final = b"Exif\0\0"
_POOL: Final = "ObjectPool".encode("utf-16-le")
"""The storage of embedded objects in Word 97: [MS-DOC] 2.1.5."""


def check(path: Path, *, name: str, read_old_word: Callable[[bytes], str]) -> None:
    """Raises FileRefused for a file that would run or fetch something, that carries other files
    along, or whose photos say more than they show, and for every web page. A plain text passes.
    `read_old_word` joins the text of a Word 97 file, with the marks of its fields: it lies in
    pieces, anywhere in the file."""
    ending = PurePath(name).suffix.lower()
    if ending == ".pdf":
        refuse_actions(path)
    elif ending in _PACKED:
        inspect(path)
        refuse_links(path)
        refuse_objects(path)
        if plain_package(path) is not None:
            raise FileRefused(TRACES)
    elif ending in (".doc", ".wps"):
        data = path.read_bytes()
        _refuse_carried(data)
        refuse_fields(read_old_word(data))
    elif ending not in _TEXTS:
        raise FileRefused(PAGE)


def _refuse_carried(data: bytes) -> None:
    if data.startswith(OLE) and re.search(re.escape(_POOL), data):
        raise FileRefused(OBJECTS)
    if _EXIF in data:
        raise FileRefused(TRACES)
