"""What every demonstration page needs: its place in the tree, its owner, its hands, its sources."""

import json
import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from wagtail.models import Page

from content.pages.enums import Confidence
from content.pages.models import KnowledgePage, PageSource
from content.taxonomy.enums import Phase
from portal.operations.demonstration import FOLDER
from portal.people.models import Unit, User

P = TypeVar("P", bound=KnowledgePage)

PHASES: Final = {
    "before": Phase.PREPARE,
    "warning": Phase.WARNING,
    "during": Phase.DURING,
    "after": Phase.AFTER,
}
CONFIDENCE: Final = {
    "H": Confidence.ORIGINAL,
    "M": Confidence.REPRINT,
    "local": Confidence.LOCAL,
}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def child(parent: Page, kind: type[P], slug: str, make: Callable[[], P]) -> P:
    """The page of this address, made and published where it is missing."""
    parent.refresh_from_db()
    found = kind.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = make()
    page.slug = slug
    page.live = False
    parent.add_child(instance=page)
    publish(page)
    return page


def publish(page: KnowledgePage) -> None:
    """Written by the editor, published by the reviewer."""
    page.full_clean()
    writer, publisher = (
        User.objects.get(username=name) for name in ("editor-chen", "reviewer-sun")
    )
    page.save_revision(user=writer, log_action=True).publish(user=publisher)


def owner() -> Unit:
    return Unit.objects.get(code="anlan")


def codes_of(*bases: list[str]) -> list[str]:
    """Codes of the sources that sentences rest on, each once. `general-plan 4.5` counts as its
    plan; `D1` names no source but a question on which authorities disagree."""
    codes = (code.partition(" ")[0] for basis in bases for code in basis)
    return [code for code in dict.fromkeys(codes) if not re.fullmatch(r"D\d+", code)]


def sources(rows: list[dict[str, Any]]) -> list[PageSource]:
    return [
        PageSource(
            sort_order=place,
            code=row["code"],
            title=row["title"],
            issuer=row["issuer"],
            url=row.get("url", ""),
            read_part=row.get("read", "")[:160],
            confidence=CONFIDENCE[row["confidence"]],
        )
        for place, row in enumerate(rows)
    ]
