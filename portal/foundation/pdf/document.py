"""What goes into a PDF and what comes out; known without the library that makes it."""

from dataclasses import dataclass
from typing import Final

FAMILY: Final = "Anlan Sans"


class ResourceRefused(Exception):
    """The document asks for something that is not ours; `url` says what."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(url)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF, as PDF/A-3 allows."""

    name: str
    content: bytes
    description: str = ""
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int

    def __bytes__(self) -> bytes:
        return self.content
