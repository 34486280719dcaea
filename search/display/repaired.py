"""How the page says that a query was repaired, or offers it."""

from dataclasses import dataclass, replace
from typing import Final

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from search.query import Chosen
from search.repairing import Repair

ECHOED: Final = 40


@dataclass(frozen=True, slots=True)
class ShownRepair:
    text: str
    url: str
    label: SafeString


def shown_repair(repair: Repair | None, chosen: Chosen) -> ShownRepair | None:
    """What was searched instead, with the way to what was typed; else the other way about."""
    if repair is None:
        return None
    typed, meant = quoted(repair.original), quoted(repair.repaired)
    if repair.is_applied:
        return ShownRepair(
            text=_told(_("没有哪一条写着%(typed)s，按%(meant)s找的。"), typed, meant),
            url=replace(chosen, as_typed=True).query(repair.original),
            label=_told(_("仍按%(typed)s找"), typed, meant),
        )
    return ShownRepair(_("您是不是要找："), chosen.query(repair.repaired), meant)


def quoted(text: str) -> SafeString:
    """Short, and in a span that no script conversion touches."""
    short = text if len(text) <= ECHOED else f"{text[:ECHOED]}…"
    return format_html('“<span translate="no">{}</span>”', short)


def _told(words: str, typed: SafeString, meant: SafeString) -> SafeString:
    """A sentence with its %(typed)s and %(meant)s."""
    sentence: str = conditional_escape(words)
    for name in ("typed", "meant"):
        sentence = sentence.replace(f"%({name})s", f"{{{name}}}")
    return format_html(sentence, typed=typed, meant=meant)
