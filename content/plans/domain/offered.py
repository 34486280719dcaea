"""Whether the original of a plan may be handed to everybody as it came: read in the child
process."""

from pathlib import Path
from typing import Final

from portal.foundation.files.domain import FileRefused, offering
from portal.foundation.files.domain.errors import gettext_noop

from .doc.container import Container
from .doc.pieces import Text
from .errors import PlanImportError

UNREAD: Final = gettext_noop(
    "这个旧版 Word 文件读不全，看不清里面有没有会自己运行的内容。另存为 .docx 或 PDF 再传。"
)


def check(path: Path, *, name: str) -> None:
    """As `offering.check`."""
    offering.check(path, name=name, read_old_word=_joined)


def _joined(data: bytes) -> str:
    try:
        units = Text(Container(data)).units
    except PlanImportError:
        raise FileRefused(UNREAD) from None
    return units.tobytes().decode("utf-16-le", "replace")
