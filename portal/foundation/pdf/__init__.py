"""PDF by WeasyPrint with fonts of our own: archival, tagged, and never with boxes."""

from portal.foundation.pdf.characters import MissingCharacters, missing_characters
from portal.foundation.pdf.rendering import (
    FAMILY,
    Attachment,
    Document,
    ResourceRefused,
    render,
)

__all__ = [
    "FAMILY",
    "Attachment",
    "Document",
    "MissingCharacters",
    "ResourceRefused",
    "missing_characters",
    "render",
]
