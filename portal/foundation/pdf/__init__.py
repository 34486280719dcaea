"""PDF by WeasyPrint with fonts of our own: archival, tagged, and never with boxes."""

from collections.abc import Sequence

from portal.foundation.pdf.characters import MissingCharacters, missing_characters
from portal.foundation.pdf.document import FAMILY, Attachment, Document, ResourceRefused
from portal.foundation.pdf.turns import Crowded, turn

__all__ = [
    "FAMILY",
    "Attachment",
    "Crowded",
    "Document",
    "MissingCharacters",
    "ResourceRefused",
    "missing_characters",
    "render",
    "turn",
]


def render(
    html: str, *, title: str, lang: str = "zh-CN", attachments: Sequence[Attachment] = ()
) -> Document:
    """See `portal.foundation.pdf.rendering.render`."""
    # WeasyPrint takes most of a second to import, and most processes never print.
    from portal.foundation.pdf import rendering

    return rendering.render(html, title=title, lang=lang, attachments=attachments)
