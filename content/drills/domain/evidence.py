"""Whether a file may be kept as evidence: read in the child process, which knows no Django."""

from pathlib import Path, PurePath
from typing import Final

from PIL import Image, UnidentifiedImageError

from portal.foundation.files.domain import FileRefused, Kind, inspect, recognise
from portal.foundation.files.domain.errors import gettext_noop

MOST_MB: Final = 10
MOST_PIXELS: Final = 50_000_000
KINDS: Final = (Kind.PDF, Kind.DOCX, Kind.PNG, Kind.JPEG)
OFFERED: Final = (".jpg", ".jpeg", ".png", ".pdf", ".docx")
NOT_OFFERED: Final = gettext_noop("只收照片（jpg、png）、PDF 和 Word（.docx），换一个再传。")
NO_PICTURE: Final = gettext_noop("这张照片打不开，可能已经损坏。打开看看，另存一份再传。")
TOO_WIDE: Final = gettext_noop("这张照片尺寸太大，缩小以后再传。")


def check(path: Path, *, name: str) -> str:
    """The kind of the file at `path`, uploaded as `name`. A picture is drawn once, so that what
    is kept is one; a packed file is looked through.

    Raises FileRefused with the sentence that says what to do.
    """
    if PurePath(name).suffix.lower() not in OFFERED:
        raise FileRefused(NOT_OFFERED)
    kind = recognise(path, name, limit_mb=MOST_MB)
    if kind not in KINDS:
        raise FileRefused(NOT_OFFERED)
    if kind is Kind.DOCX:
        inspect(path)
    if kind in (Kind.PNG, Kind.JPEG):
        _draw(path)
    return str(kind)


def _draw(path: Path) -> None:
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(TOO_WIDE)
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise FileRefused(NO_PICTURE) from None
    except Image.DecompressionBombError:
        raise FileRefused(TOO_WIDE) from None
