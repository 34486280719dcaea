"""Rules about files that need no Django: the child process imports only these."""

from portal.foundation.files.domain.archive import ArchiveLimits, Entry, inspect, read_entry
from portal.foundation.files.domain.errors import (
    NOT_JUDGED,
    ArchiveRefused,
    DisguisedFile,
    FileRefused,
    OutOfMemory,
    ParserBroke,
    ParserFailed,
    TimedOut,
    TooLarge,
)
from portal.foundation.files.domain.limits import Limits
from portal.foundation.files.domain.sniff import Kind, decode_text, recognise

__all__ = [
    "NOT_JUDGED",
    "ArchiveLimits",
    "ArchiveRefused",
    "DisguisedFile",
    "Entry",
    "FileRefused",
    "Kind",
    "Limits",
    "OutOfMemory",
    "ParserBroke",
    "ParserFailed",
    "TimedOut",
    "TooLarge",
    "decode_text",
    "inspect",
    "read_entry",
    "recognise",
]
