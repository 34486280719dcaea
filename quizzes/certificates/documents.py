"""The certificate as a PDF, made from its facts and kept until it must go."""

import hashlib
import logging
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.safestring import mark_safe

from portal.foundation import pdf
from quizzes.certificates.domain.type_sizes import sizes_for
from quizzes.certificates.models import Certificate
from quizzes.certificates.selectors import plain
from themes import drawings

logger = logging.getLogger(__name__)

DAI, ZHU = "#0a4d5a", "#9e1b16"

LAYOUT = "5"
"""Part of the file name: a new layout makes new files, old ones are simply not asked for."""


def verification_address(certificate: Certificate) -> str:
    return f"{settings.BASE_URL}{certificate.get_absolute_url()}"


def qr_svg(certificate: Certificate) -> str:
    """Inline SVG of the verification address, with a quiet zone, in the colour of the text."""
    return drawings.qr_svg(verification_address(certificate))


def path_of(certificate: Certificate) -> Path:
    """The name depends on what is printed: a database restored from an older copy may give a
    number again, and must not find the other person's file."""
    printed = repr(
        (certificate.holder_name, certificate.issued_at, sorted(certificate.facts.items()))
    )
    digest = hashlib.sha256(printed.encode()).hexdigest()[:16]
    name = f"{certificate.number}-{LAYOUT}-{digest}.pdf"
    return Path(settings.DATA_DIR) / "certificates" / name


class Withdrawn(Exception):
    """A revoked certificate has no PDF: nothing on paper would say that it was withdrawn."""


def content(certificate: Certificate) -> bytes:
    """PDF bytes; made once, then read from disk. A disk that refuses costs only the file.

    Raises Withdrawn for a revoked certificate, `pdf.MissingCharacters` where the name has a
    character that no bundled font draws.
    """
    if certificate.is_revoked:
        raise Withdrawn(certificate.number)
    path = path_of(certificate)
    kept = _read(path)
    if kept is not None:
        return kept
    made = pdf.render(
        _html(certificate), title=f"{certificate.facts['title']} {certificate.number}"
    )
    try:
        _write(path, made.content)
    except OSError as error:
        logger.error("certificate not kept", exc_info=error)
    # While it was made the holder's account may have been deleted, or the certificate withdrawn.
    standing = Certificate.objects.filter(pk=certificate.pk)
    if not standing.filter(person=certificate.person_id, revocation=None).exists():
        discard(certificate)
    if standing.filter(revocation__isnull=False).exists():
        raise Withdrawn(certificate.number)
    return made.content


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.error("kept certificate not readable", exc_info=error)
        return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256(content).hexdigest()[:12]
    temporary = path.with_suffix(f".{digest}.part")
    temporary.write_bytes(content)
    temporary.chmod(0o600)
    temporary.rename(path)


def discard(certificate: Certificate) -> None:
    """Remove the file, when nobody may have it any more: also one of an older layout, and what
    a process that was killed left half-written."""
    path = path_of(certificate)
    for file in path.parent.glob(f"{certificate.number}-*"):
        file.unlink(missing_ok=True)


def _html(certificate: Certificate) -> str:
    facts = certificate.facts
    return render_to_string(
        "quizzes/certificates/pdf/certificate.html",
        {
            "certificate": certificate,
            "facts": facts,
            "sizes": sizes_for(
                heading=facts["heading"],
                title=facts["title"],
                told=certificate.holder_name + facts["paper"] + certificate.entitlement,
                issuer=facts["issuer"],
            ),
            "passed_on": parse_date(facts["passed_on"]),
            "valid_from": certificate.valid_from,
            "valid_to": certificate.valid_to,
            "score": plain(facts["score"]),
            "maximum": plain(facts["maximum"]),
            "mark": mark_safe(_mark(DAI)),  # noqa: S308 - our own file
            "seal": mark_safe(_mark(ZHU)),  # noqa: S308 - our own file
            "qr": mark_safe(qr_svg(certificate)),  # noqa: S308 - drawn by segno
            "rulers": {"horizontal": _ticks(279, along="x"), "vertical": _ticks(192, along="y")},
        },
    )


def _mark(colour: str) -> str:
    """The mark in a colour of its own: a drawing in a PDF inherits none from the page."""
    return drawings.brand_svg("mark", "i").replace("currentColor", colour)


def _ticks(length_mm: int, *, along: str) -> str:
    """Path of the staff gauge: a short tick every 4 mm, a long one every 20 mm."""
    parts = []
    for place in range(4, length_mm, 4):
        reach = 3.2 if place % 20 == 0 else 1.6
        parts.append(f"M{place} 0v{reach}" if along == "x" else f"M0 {place}h{reach}")
    return "".join(parts)
