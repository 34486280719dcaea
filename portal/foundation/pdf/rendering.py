"""HTML to PDF/A-3a, in memory, without touching the network."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.html import escape
from weasyprint import CSS, HTML
from weasyprint import Attachment as EmbeddedFile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from portal.foundation.pdf.characters import (
    BOLD,
    FONTS,
    REGULAR,
    MissingCharacters,
    missing_characters,
    visible_text,
)
from portal.foundation.pdf.document import FAMILY, Attachment, Document, ResourceRefused

OPTIONS: Final = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}
# A host that cannot exist (RFC 6761): addresses without one become our static files.
STATIC_HOST: Final = "static.invalid"
STATIC_BASE: Final = f"https://{STATIC_HOST}/"
FACES: Final = f"""
@font-face {{ font-family: "{FAMILY}"; font-weight: 400; src: url("{REGULAR.as_uri()}") }}
@font-face {{ font-family: "{FAMILY}"; font-weight: 700; src: url("{BOLD.as_uri()}") }}
:root {{ font-family: "{FAMILY}" }}
"""


class _Stop(FatalURLFetchingError):
    """Anything milder WeasyPrint logs and skips: the certificate comes out with a hole in it.

    Its base is no Exception, so `render` turns it into ResourceRefused.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(url)


def render(
    html: str, *, title: str, lang: str = "zh-CN", attachments: Sequence[Attachment] = ()
) -> Document:
    """A tagged PDF/A-3a of `html` (a whole page or only its body) with bookmarks and title.

    Text is set in the family "Anlan Sans" unless the page's own style says otherwise;
    pages name no other family, or letters may come from whatever the machine has.
    Raises MissingCharacters before rendering, ResourceRefused for any address but
    data: and our static files. WeasyPrint reads no file and no network on its own.
    """
    missing = missing_characters(visible_text(html) + title)
    if missing:
        raise MissingCharacters(missing)
    page = html if "<html" in html[:1000].lower() else _page(html, title, lang)
    # Pango's font map is not safe for two threads at a time.
    with _lock:
        try:
            return _render(page, title, lang, attachments)
        except _Stop as stop:
            raise ResourceRefused(stop.url) from None


def _render(page: str, title: str, lang: str, attachments: Sequence[Attachment]) -> Document:
    configuration, faces = _fonts()
    files = OwnFiles()
    laid_out = HTML(string=page, base_url=STATIC_BASE, url_fetcher=files).render(
        stylesheets=[faces], font_config=configuration, **OPTIONS
    )
    laid_out.metadata.title = title
    laid_out.metadata.lang = lang
    laid_out.metadata.generator = "Anlan"
    laid_out.metadata.attachments = [
        *laid_out.metadata.attachments,
        *(_embed(attachment) for attachment in attachments),
    ]
    content = laid_out.write_pdf(**OPTIONS)
    if files.refused:
        raise ResourceRefused(files.refused[0])
    return Document(content=content, pages=len(laid_out.pages))


class OwnFiles(URLFetcher):
    """Opens data: addresses, the bundled fonts and our static files; nothing else.

    `refused` keeps what was asked for besides: pictures inside an SVG swallow the error.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "data":
            return super().fetch(url, headers)
        path = own_file(url)
        if path is None:
            self.refused.append(url)
            raise _Stop(url)
        return URLFetcherResponse(path.as_uri(), body=path.read_bytes())


def own_file(url: str) -> Path | None:
    """The file of ours that `url` names, or None."""
    parts = urlsplit(url)
    name = unquote(parts.path)
    if parts.scheme == "file" and parts.netloc == "":
        path = Path(name).resolve()
        return path if path.parent == FONTS and path.is_file() else None
    if parts.netloc == STATIC_HOST:
        name = name.removeprefix("/").removeprefix(settings.STATIC_URL.strip("/") + "/")
        if ".." in name.split("/"):
            return None
        found = finders.find(name)
        return Path(found) if isinstance(found, str) else None
    return None


_lock: Final = threading.Lock()
_ready: dict[int, tuple[FontConfiguration, CSS]] = {}


def _fonts() -> tuple[FontConfiguration, CSS]:
    """One configuration a process: reading the fonts anew costs seconds, each PDF milliseconds."""
    process = os.getpid()
    if process not in _ready:
        # A forked child must not use its parent's font map.
        _ready.clear()
        configuration = FontConfiguration()
        faces = CSS(string=FACES, font_config=configuration, url_fetcher=OwnFiles())
        _ready[process] = (configuration, faces)
    return _ready[process]


def _page(body: str, title: str, lang: str) -> str:
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>{body}</body></html>"
    )


def _embed(attachment: Attachment) -> EmbeddedFile:
    return EmbeddedFile(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description or attachment.name,
        relationship=attachment.relationship,
        url_fetcher=OwnFiles(),
    )
