"""Which days of the register were those of the text that another one now replaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class TextDays:
    """What the register knows of the text in force. `filing_receipt` is the number of the
    receipt, "" where there is none."""

    approved_on: date | None = None
    issued_on: date | None = None
    filed_on: date | None = None
    filing_receipt: str = ""
    receipt_on: date | None = None
    disclosed_on: date | None = None


def left_behind(days: TextDays, old: date | None, new: date | None) -> frozenset[str]:
    """Fields whose values stay with the old text, of the day `old`, when one of the day `new`
    comes into force. What lies on or after `new` was registered for the new text already. A text
    is approved before it is signed: an approval is the old one's unless it came after that one
    was issued, or unless no day says when that was. A text that says no day, or the same, takes
    over everything."""
    if new is None or new == old:
        return frozenset()
    dated = {name: getattr(days, name) for name in ("issued_on", "filed_on", "disclosed_on")}
    gone = {name for name, day in dated.items() if day is not None and day < new}
    new_is_issued = days.issued_on is not None and days.issued_on >= new
    if "filed_on" in gone or (days.filed_on is None and not new_is_issued):
        gone |= {name for name in ("filing_receipt", "receipt_on") if getattr(days, name)}
    issued = days.issued_on if "issued_on" in gone else old
    if (
        days.approved_on is not None
        and issued is not None
        and days.approved_on <= min(new - timedelta(days=1), issued)
    ):
        gone.add("approved_on")
    return frozenset(gone)
