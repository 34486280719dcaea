"""What readers print: PDFs made from a published version, kept until it changes."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Sum
from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from content.plans.models import Clause, PlanDocument
from content.plans.rendering import paragraphs, table_rows
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.roles import Card
from content.plans.selectors.unseen import unseen_in
from portal.foundation import pdf
from portal.foundation.pdf.characters import visible_text
from themes.domain.headings import segments

logger = logging.getLogger(__name__)

LAYOUT: Final = "3"
"""Part of the file name: a new layout makes new files."""
INSTEAD: Final = "〓"
"""What printers set for a character that they do not have."""


MOST_CLAUSES: Final = 1_000
MOST_CHARACTERS: Final = 100_000
"""The most takes a worker some ten seconds; what a county has, one or two."""
OF_A_CELL: Final = 20
"""Characters that take as long to set as the frame of one cell of a table, 2 ms."""


MOST_SENTENCES: Final = 200
"""Duties of a card with their points: more is no card, and took a worker minutes."""


SIZES: Final = (16, 14, 12.5, 11.5)
"""Of the text of a card, in pt, the largest first: one that fits one page is taken."""
LARGEST_INK: Final = 420_000
"""Characters times the square of their size that may still fit one page of a card."""
SMALLEST: Final = 10.5


class TooLong(Exception):
    """More than is printed at once; `parts` of them."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        super().__init__(parts)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed; `kind` names its folder, one file at a time lies there. Of several `html`
    the first that fits one page is taken, else the last."""

    kind: str
    title: str
    html: Sequence[str]
    lang: str


def role_card(document: PlanDocument, text: ReadableText, card: Card, *, address: str) -> bytes:
    """The duties of one actor on A4: PDF bytes. Raises TooLong for more than MOST_SENTENCES, or
    MOST_CHARACTERS characters in them."""
    role = card.role
    words = [
        *(office.sentence for office in role.actor.offices),
        *(duty.sentence + duty.follows for duty in role.actor.duties),
        *(item.text for duty in role.actor.duties for item in duty.items),
    ]
    sentences = len(words) + len(role.actor.mentions) // 4
    if sentences > MOST_SENTENCES or sum(map(len, words)) > MOST_CHARACTERS:
        raise TooLong(sentences)
    context = {
        "plan": document,
        "version": text.version,
        "role": role,
        "mentions": role.actor.mentions,
        "kin": card.kin,
        "address": address,
    }
    characters = sum(map(len, words)) + 12 * sentences
    sizes = [*(size for size in SIZES if characters * size**2 <= LARGEST_INK), SMALLEST]
    html = [
        render_to_string("content/plans/pdf/role.html", context | {"size": size}) for size in sizes
    ]
    title = _("%(actor)s：%(plan)s") % {"actor": role.actor.name, "plan": document.title}
    paper = Paper(_folder(f"role-{role.key}", text), title, html, text.version.language)
    return _content(document, paper)


def whole(
    document: PlanDocument, text: ReadableText, *, address: str, issued_on: date | None
) -> bytes:
    """The whole text on A4, with bookmarks: PDF bytes. Four queries.

    Raises TooLong for more than MOST_CLAUSES clauses or MOST_CHARACTERS characters, headings and
    tables among them: one request would keep a worker, and all who wait behind it, for minutes.
    """
    clauses, characters = _size(text)
    if clauses > MOST_CLAUSES or characters > MOST_CHARACTERS:
        raise TooLong(clauses)
    rows = text.clauses.select_related("table").prefetch_related("table__cells")
    unseen = unseen_in(text.version)
    html = render_to_string(
        "content/plans/pdf/plan.html",
        {
            "plan": document,
            "version": text.version,
            "title": format_html_join("", "<span>{}</span>", zip(segments(document.title))),
            "issued_on": issued_on,
            "address": address,
            "rows": [
                _printed(clause, unseen.get(clause.position, ""))
                for clause in rows.order_by("position")
            ],
        },
    )
    paper = Paper(_folder("whole", text), document.title, [html], text.version.language)
    return _content(document, paper)


def _size(text: ReadableText) -> tuple[int, int]:
    """Clauses, and the characters that are set for them."""
    said = text.clauses.aggregate(
        clauses=Count("pk"), characters=Sum(Length("text") + Length("heading"))
    )
    cells = text.cells.aggregate(cells=Count("pk"), characters=Sum(Length("text")))
    characters = (said["characters"] or 0) + (cells["characters"] or 0)
    return said["clauses"], characters + OF_A_CELL * cells["cells"]


def _folder(kind: str, text: ReadableText) -> str:
    """One paper of a kind is kept for each group of readers."""
    return kind if text.is_for_all else f"{kind}-{text.name}"


def _printed(clause: Clause, unseen: str) -> dict[str, Any]:
    """A number without a heading stands before its text, as on any paper."""
    lead = "" if clause.heading else clause.label
    gap = " " if lead[-1:].isalnum() else ""
    return {
        "clause": clause,
        "level": min(clause.depth + 1, 6) if clause.heading else 0,
        "body": paragraphs(f"{lead}{gap}{clause.text}"),
        "rows": table_rows(clause),
        "unseen": unseen,
    }


def _content(document: PlanDocument, paper: Paper) -> bytes:
    """Made once, then read from disk. A disk that refuses costs only the file. Raises
    `pdf.Crowded`."""
    named = f"{LAYOUT}\x1f{paper.title}\x1f{paper.html[0]}"
    digest = hashlib.sha256(named.encode()).hexdigest()[:24]
    folder = Path(settings.DATA_DIR) / "plan-papers" / str(document.public_id) / paper.kind
    path = folder / f"{digest}.pdf"
    if (kept := _kept(path)) is not None:
        return kept
    with pdf.turn(digest):
        if (kept := _kept(path)) is not None:
            return kept
        made = _made(paper)
        try:
            _keep(path, made)
        except OSError as error:
            logger.error("paper not kept", exc_info=error)
    return made


def _kept(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        logger.error("kept paper not readable", exc_info=error)
        return None


def _made(paper: Paper) -> bytes:
    title = printable(paper.title)
    for html in paper.html:
        made = pdf.render(printable(html), title=title, lang=paper.lang)
        if made.pages == 1:
            break
    return made.content


def printable(html: str) -> str:
    """With 〓 for what no bundled font draws: one rare mark must not cost the whole paper."""
    for missing in pdf.missing_characters(visible_text(html)):
        html = html.replace(missing, INSTEAD)
    return html


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(f".{hashlib.sha256(content).hexdigest()[:12]}.part")
    temporary.write_bytes(content)
    temporary.rename(path)
    for older in path.parent.glob("*.pdf"):
        if older != path:
            older.unlink(missing_ok=True)
