"""Why a file is refused, in words that say what to do."""

from typing import ClassVar, Final


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue; whoever shows it may translate `msgid`."""
    return message


class FileRefused(Exception):
    """A file that is not accepted. `msgid` is the sentence, `data` what it is about.

    A parser that runs in the child process raises this, or a subclass of its own
    with a `msgid`, to say in Chinese what is wrong with the file.
    """

    msgid: ClassVar[str] = gettext_noop("这个文件用不了，换一个再传。库里没有改动。")

    def __init__(self, message: str = "", **data: object) -> None:
        self.data = data
        self._message = message
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence in Chinese, filled in."""
        return self._message or self.msgid % self.data


class TooLarge(FileRefused):
    """The file, or what it unpacks or parses to, is over the limit of `limit_mb`."""

    msgid = gettext_noop("文件太大，最多 %(limit_mb)s MB。分成几个再传。库里没有改动。")

    def __init__(self, message: str = "", *, limit_mb: int, **data: object) -> None:
        super().__init__(message, limit_mb=limit_mb, **data)


class TimedOut(FileRefused):
    """The parser did not finish within `seconds`."""

    msgid = gettext_noop(
        "这个文件读了 %(seconds)s 秒还没读完，已经停下。另存一份或分成几个再传。库里没有改动。"
    )

    def __init__(self, message: str = "", *, seconds: int, **data: object) -> None:
        super().__init__(message, seconds=seconds, **data)


class OutOfMemory(FileRefused):
    """The parser needed more memory than `limit_mb`."""

    msgid = gettext_noop(
        "读这个文件要的内存超过 %(limit_mb)s MB，已经停下。另存一份或分成几个再传。库里没有改动。"
    )

    def __init__(self, message: str = "", *, limit_mb: int, **data: object) -> None:
        super().__init__(message, limit_mb=limit_mb, **data)


class ParserFailed(FileRefused):
    """The parser refused the file, or broke on it. `kind` names the error for the log."""

    msgid = gettext_noop("这个文件读不出来，可能已经损坏。打开看看，另存一份再传。库里没有改动。")

    def __init__(self, message: str = "", *, kind: str = "", **data: object) -> None:
        super().__init__(message, kind=kind, **data)


class ParserBroke(ParserFailed):
    """The parser ended without a word about the file: it may have been the server's fault."""


NOT_JUDGED: Final = (TimedOut, OutOfMemory, ParserBroke)
"""What says nothing about a file: the server was busy, short of memory, or its reader broke."""


class DisguisedFile(FileRefused):
    """The name says one kind, the content another; or the content is two kinds at once."""

    msgid = gettext_noop("文件名写的是 %(extension)s，内容却不是。核对后再传。库里没有改动。")

    def __init__(self, message: str = "", *, extension: str, **data: object) -> None:
        super().__init__(message, extension=extension, **data)


class ArchiveRefused(FileRefused):
    """A packed file (DOCX is one) holds something that no plain document needs."""

    msgid = gettext_noop("这个文件里有不能收的内容：%(reason)s。另存一份干净的再传。库里没有改动。")

    def __init__(self, message: str = "", *, reason: str, **data: object) -> None:
        super().__init__(message, reason=reason, **data)
